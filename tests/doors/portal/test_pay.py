"""The debtor's pay page: one sum to pay by one day, never two that contradict each other."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.stories.test_frozen_debtor_pays import invite
from tests.support.banks import seek
from zhixing.funds import operations as funds
from zhixing.funds.operations import Incoming
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind as K
from zhixing.settlement import operations as settlement
from zhixing.settlement.chapter import Plan

TOKENS = re.compile(r"\b[A-Z]+_[A-Z_]+\b|\b[a-z]+\.[a-z]+_[a-z]+\b|\d+/1\b|\bCOSTS\b")


def look(token: str, lang: str = "zh") -> str:
    client = Client()
    client.cookies["zx_language"] = lang
    text = client.get(f"/pay/{token}/").content.decode()
    text = text[text.index("<main") : text.index("</main")]
    text = re.sub(r"<code>.*?</code>", "", text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


@pytest.fixture
def sought():
    return seek("68000.00")


def settle(sought, first_in_days=30):
    """Agree on three monthly instalments of ten thousand."""
    total = Fen.of_yuan("30000.00")
    terms = settlement.Terms(
        key="和解一",
        total=total,
        principal=total,
        agreed_by=(sought.filed.creditor, sought.filed.debtor),
        record="和解协议书（虚构）",
        resumption_ground="任何一期逾期未付，申请执行人可以申请恢复执行。",
        plan=Plan(3, sought.today + timedelta(days=first_in_days)),
    )
    case = sought.filed.case
    sought.do(lambda by: settlement.reach_settlement(case, terms, sought.today, by=by))


def pay(sought, yuan, key="R1"):
    paid = Incoming(key, sought.today, Fen.of_yuan(yuan), sought.account)
    sought.do(lambda by: funds.post_receipt(paid, by=by), K.ACCOUNTANT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_settlement_the_debt_of_the_day_in_words(sought, lang):
    shown = look(invite(sought, sought.filed.debtor).token, lang)
    assert {"zh": "利息按日增加", "en": "Interest grows by the day"}[lang] in shown
    assert not TOKENS.findall(shown), TOKENS.findall(shown)
    assert not re.findall(r"(?<![\d.,])\d{4,}\.\d\d", shown), "amounts have separators"
    order = {"zh": "费用；一般债务利息；本金", "en": "costs; ordinary interest; principal"}[lang]
    assert order in shown


@pytest.mark.parametrize(("after", "due"), [(29, False), (30, True)])
def test_nothing_is_owed_before_the_first_instalments_day(sought, after, due):
    settle(sought)
    invited = invite(sought, sought.filed.debtor)
    sought.filed.stage.goto(sought.today + timedelta(days=after))
    shown = look(invited.token)
    assert ("今日应付 ¥10,000.00" in shown) == due
    assert ("下一期应付 ¥10,000.00" in shown) != due
    assert "利息按日增加" not in shown
    head, title = shown.split("不履行和解协议时", 1)
    assert "按和解协议尚应付合计 ¥30,000.00" in head
    assert "尚欠" not in head and "尚欠68," in title, (
        "the title's debt stands apart, under its name"
    )
    assert head.count("¥10,000.00") >= 4, "three instalments and the sum that is next"


def test_part_of_an_instalment_and_a_missed_one(sought):
    settle(sought)
    invited = invite(sought, sought.filed.debtor)
    first = sought.today + timedelta(days=30)
    pay(sought, "4000.00")
    assert "下一期应付 ¥6,000.00" in look(invited.token)
    assert "2018-04-04" in look(invited.token) and first == date(2018, 4, 4)
    sought.filed.stage.goto(first)
    shown = look(invited.token, "en")
    assert "Owed today ¥6,000.00" in shown and "due today" in shown
    assert "The next instalment ¥10,000.00 , to be paid by 2018-05-04" in shown


def test_a_settlement_that_is_kept_asks_for_nothing(sought):
    settle(sought)
    invited = invite(sought, sought.filed.debtor)
    pay(sought, "30000.00")
    shown = look(invited.token)
    assert "和解协议约定的款项已经付清" in shown
    assert "今日应付" not in shown and "尚欠" not in shown
