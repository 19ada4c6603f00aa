"""A party's own page: what is its own is shown, nothing of anybody else's, and the door is shut."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tests.doors.portal.test_pay import settle
from tests.support.banks import DEBTOR
from tests.support.filed import file_one
from tests.support.windows_of_parties import (
    ACCOUNT,
    CREDITOR,
    PAYEE_ACCOUNT,
    PHONE,
    SECOND,
    look,
    parties_of,
    signed_in,
    worked_case,
)
from zhixing.cases.access.acts import Way
from zhixing.cases.access.operations import NewAccess, give_access, withdraw_access
from zhixing.cases.access.tokens import read_token, write_token
from zhixing.cases.acts import Role
from zhixing.cases.operations import record_succession
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import PostKind as K

CODES = re.compile(r"\b[A-Z]+_[A-Z_]+\b|[0-9a-f]{8}-[0-9a-f]{4}")


@pytest.fixture
def worked(tmp_path):
    return worked_case(tmp_path)


def words(page):
    page = page[page.index("<main") : page.index("</main")]
    page = re.sub(r"<code>.*?</code>|<details class=\"columns\">.*?</details>", "", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_creditor_sees_what_was_asked_held_and_paid(worked, lang):
    page = look(worked.give(worked.creditor), lang)
    said = words(page)
    for text in {
        "zh": ("案款正在发放", "法院询问了2家单位", "查得财产", "等待答复", "存款", "办公电话"),
        "en": ("being paid out", "asked 2 institutions and has 1 answer", "waiting", "deposit"),
    }[lang]:
        assert text in said, text
    for text in ("¥50,000.00", "¥9,000.00", "¥5,000.00", "¥59,523.60", PHONE, PAYEE_ACCOUNT[-4:]):
        assert text in said, text
    law = {"zh": ("第225条", "第226条", "7日内核实"), "en": ("art. 225", "art. 226", "7 days")}[
        lang
    ]
    assert all(text in said for text in law), "numbered as on the day, of the text then in force"
    clean = said.replace(worked.sought.filed.number, "")
    assert not CODES.findall(clean), CODES.findall(clean)
    for secret in (
        *(DEBTOR.name, DEBTOR.number, CREDITOR.number),
        *(ACCOUNT, ACCOUNT[-4:], "81,234.56", "31,234.56", "81234"),
        *(PAYEE_ACCOUNT, "示例付款人", "RX-777001", worked.sought.account),
    ):
        assert secret not in page, secret


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_debtor_sees_what_is_held_what_stays_free_and_how_to_pay(worked, lang):
    page = look(worked.give(worked.debtor), lang)
    said = words(page)
    for text in {
        "zh": (
            *("今日应付", "尾号4321", "为您保留1.00元未冻结", "执行裁定书"),
            *("必须为您保留 ¥1.00", "当地标准1.00元", "第225条", "第243条", "第241条"),
        ),
        "en": (
            *("Owed today", "ending 4321", "1.00 yuan left to you", "Must stay free for you ¥1.00"),
            *("Local standard 1.00", "art. 225", "art. 243", "art. 241"),
        ),
    }[lang]:
        assert text in said, text
    for text in ("¥59,523.60", worked.sought.account, "¥50,000.00", "2019-03-04", PHONE):
        assert text in said, text
    clean = said.replace("LIVING_STANDARD", "")
    assert not CODES.findall(clean), CODES.findall(clean)
    for secret in (
        *(CREDITOR.name, CREDITOR.number, DEBTOR.number, ACCOUNT, ACCOUNT[:-4]),
        *(PAYEE_ACCOUNT, PAYEE_ACCOUNT[-4:], "示例付款人", "RX-777001", "¥5,000.00"),
    ):
        assert secret not in page, secret


def test_one_debtor_sees_nothing_of_another(worked):
    """A second debtor of the same case: nothing of the first one's account is on her page."""
    case, stage = worked.sought.filed.case, worked.sought.filed.stage
    stage.do(
        K.JUDGE,
        lambda by: record_succession(
            case,
            worked.debtor,
            SECOND,
            role=Role.DEBTOR,
            ground="继承遗产（虚构）",
            by=by,
            on=stage.today,
        ),
    )
    (heir,) = parties_of(worked.sought).of_role("DEBTOR")
    page = look(worked.give(heir))
    assert "本案没有控制您的财产" in page
    for secret in (ACCOUNT[-4:], "31,234.56", "¥50,000.00", DEBTOR.name, DEBTOR.number):
        assert secret not in page, secret


def test_a_successor_sees_no_payment_to_the_former_creditor(worked):
    case, stage = worked.sought.filed.case, worked.sought.filed.stage
    stage.do(
        K.JUDGE,
        lambda by: record_succession(
            case,
            worked.creditor,
            SECOND,
            role=Role.APPLICANT,
            ground="债权转让（虚构）",
            by=by,
            on=stage.today,
        ),
    )
    (successor,) = parties_of(worked.sought).of_role("APPLICANT")
    page = look(worked.give(successor))
    assert "尚未向您发放" in page
    for secret in (PAYEE_ACCOUNT[-4:], CREDITOR.name):
        assert secret not in page, secret


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_under_a_settlement_both_see_the_instalments(worked, lang):
    settle(worked.sought)
    creditor = words(look(worked.give(worked.creditor), lang))
    debtor = words(look(worked.give(worked.debtor), lang))
    for said in (creditor, debtor):
        assert {"zh": "和解分期", "en": "Instalments agreed"}[lang] in said
        assert said.count("¥10,000.00") >= 3 and "2018-04-04" in said
        assert {"zh": "不履行和解协议时", "en": "should the settlement not be kept"}[lang] in said
    assert {"zh": "下一期应付", "en": "Next instalment"}[lang] in debtor
    assert "¥21,000.00" in creditor and "¥21,000.00" in debtor, "the 9,000 paid count"


def test_a_debtor_without_account_and_standard_is_told_whom_to_ask():
    filed = file_one()
    new = NewAccess(filed.case, filed.debtor, Way.PAPER, Way.SPOKEN)
    stage = filed.stage
    given = stage.do(K.CLERK, lambda by: give_access(new, stage.today, by=by))
    said = words(look(given))
    for text in ("尚未开立", "本案没有控制您的财产", "承办人 尚未确定", "必须为您保留 ¥1.00"):
        assert text in said, text


def test_the_link_alone_shows_nothing(worked):
    given = worked.give(worked.creditor)
    answer = Client().get(f"/mine/{given.token}/")
    page = answer.content.decode()
    assert answer.status_code == 200 and "请输入法院另行告知您的八位验证码" in page
    for text in (worked.sought.filed.number, CREDITOR.name, DEBTOR.name, "南川", given.code):
        assert text not in page, text
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"


def test_wrong_codes_then_locked_says_nothing_of_the_case(worked):
    given = worked.give(worked.debtor)
    wrong = f"{(int(given.code) + 1) % 10**8:08d}"
    client, path = Client(), f"/mine/{given.token}/"
    answers = [client.post(path, {"step": "enter", "code": wrong}) for _ in range(5)]
    assert [a.status_code for a in answers] == [422] * 4 + [423]
    assert "还可以再试4次" in answers[0].content.decode()
    for answer in (answers[-1], client.get(path), client.post(path, {"code": given.code})):
        page = answer.content.decode()
        assert answer.status_code == 423 and "链接已经锁定" in page and "执行局" in page
        assert worked.sought.filed.number not in page and DEBTOR.name not in page


def test_unknown_expired_and_withdrawn_links_say_so_alike_for_any_case(worked):
    given = worked.give(worked.creditor)
    named = read_token(given.token)
    assert named is not None
    unknown = [
        given.token[:-1] + ("A" if given.token[-1] != "A" else "B"),
        write_token(replace(named, link=new_id())),
        write_token(replace(named, case=new_id())),
        write_token(replace(named, party=worked.debtor)),
        write_token(replace(named, court_no=1)),
    ]
    pages = {words(Client().get(f"/mine/{t}/").content.decode()) for t in unknown}
    assert len(pages) == 1, "a stranger cannot tell which cases there are"
    assert {Client().get(f"/mine/{t}/").status_code for t in unknown} == {404}
    client, path = signed_in(given), f"/mine/{given.token}/"
    worked.sought.filed.stage.goto(given.until + timedelta(days=1))
    assert client.get(path).status_code == 410
    assert "过了有效期" in client.get(path).content.decode()
    new = worked.give(worked.creditor)
    client = signed_in(new)
    case, today = worked.sought.filed.case, worked.sought.today
    worked.sought.do(
        lambda by: withdraw_access(case, new.access, "代理权终止", today, by=by), K.CLERK
    )
    shut = client.get(f"/mine/{new.token}/")
    assert shut.status_code == 410 and "链接已经停用" in shut.content.decode()
    assert "代理权终止" not in shut.content.decode()


def test_signing_out_ends_the_session(worked):
    given = worked.give(worked.creditor)
    client, path = signed_in(given), f"/mine/{given.token}/"
    cookie = client.cookies["zx_mine"]
    assert cookie["httponly"] and cookie["path"] == path and cookie["samesite"] == "Lax"
    kept = cookie.value
    assert "退出" in client.get(path).content.decode()
    left = client.post(path, {"step": "leave"}, follow=True)
    assert "您已退出" in left.content.decode()
    client.cookies["zx_mine"] = kept
    again = client.get(path).content.decode()
    assert "请重新输入验证码" in again and worked.sought.filed.number not in again


def test_a_session_opens_no_other_link(worked):
    mine, other = worked.give(worked.creditor), worked.give(worked.debtor)
    client = signed_in(mine)
    client.cookies["zx_mine"]["path"] = "/"
    page = client.get(f"/mine/{other.token}/").content.decode()
    assert "请重新输入验证码" in page and worked.sought.filed.number not in page


def test_a_forged_form_is_refused(worked):
    given = worked.give(worked.creditor)
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/mine/{given.token}/", {"step": "enter", "code": given.code})
    assert answer.status_code == 403


def test_other_methods_are_refused(worked):
    given = worked.give(worked.creditor)
    assert Client().put(f"/mine/{given.token}/").status_code == 405
