"""The court's people and rules at the desk: as of any day, who is short, changed from a day on."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.urls import reverse

from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    from tests.support.at_the_desk import Desk, manned_stage

    return Desk(manned_stage(), UUID(int=0))


def _page(desk: Desk, name: str, kind: K = K.DIRECTOR, lang: str = "zh", **query: str) -> str:
    client = desk.client(kind)
    client.cookies["zx_language"] = lang
    answer = client.get(reverse(f"desk:{name}"), query)
    client.cookies["zx_language"] = "zh"
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.content.decode())


def _form(desk: Desk, deed: str) -> str:
    answer = desk.client(K.DIRECTOR).get(reverse("desk:court_deed", args=[deed]))
    assert answer.status_code == 200, deed
    return html.unescape(answer.content.decode())


def _do(desk: Desk, deed: str, data: dict[str, Any], kind: K = K.DIRECTOR) -> tuple[int, str]:
    answer = desk.client(kind).post(reverse("desk:court_deed", args=[deed]), data)
    return answer.status_code, html.unescape(answer.content.decode())


def _choice(form: str, words: str) -> str:
    found = re.search(rf'<option value="([^"]+)"[^>]*>[^<]*{re.escape(words)}', form)
    assert found is not None, words
    return found[1]


def test_every_deed_on_the_court_has_a_form_in_both_languages(desk: Desk) -> None:
    from zhixing.desk.court_deeds import list_court_deeds

    assert "组建团队" in _page(desk, "organisation")
    keys = [d.key for d in list_court_deeds()]
    assert len(keys) == len(set(keys)) >= 16
    client = desk.client(K.DIRECTOR)
    for key in keys:
        said = {}
        for lang in ("zh", "en"):
            client.cookies["zx_language"] = lang
            said[lang] = _form(desk, key)
        client.cookies["zx_language"] = "zh"
        main = said["en"].split("<main")[1].split("</main>")[0]
        labels = " ".join(re.findall(r"<label[^>]*>([^<]*)", main))
        assert labels and not re.search(r"[\u4e00-\u9fff]", labels), (key, labels)
        assert said["zh"] != said["en"]
        assert _do(desk, key, {})[0] == 422, f"{key}: an empty form is refused"
        assert desk.client(K.JUDGE).get(reverse("desk:court_deed", args=[key])).status_code == 403


def test_a_team_that_is_short_says_of_whom_and_the_past_stays_as_it_was(desk: Desk) -> None:
    today = desk.stage.today
    full = _page(desk, "organisation")
    assert "团队符合1:3:2:1" in full and "▲ 缺" not in full
    form = _form(desk, "leave-team")
    police = _choice(form, "司法警察")
    assert _do(desk, "leave-team", {"which": police, "on": today.isoformat()})[0] == 302
    short = _page(desk, "organisation")
    assert "▲ 缺1人" in short and "司法警察应1人，现0人" in short
    assert "Short of" in _page(desk, "organisation", lang="en")
    before = (today - timedelta(days=1)).isoformat()
    past = _page(desk, "organisation", on=before)
    assert "团队符合1:3:2:1" in past and "不能从此处改动" in past
    assert "免职" not in past, "nothing is changed from another day"
    assert "免职" not in _page(desk, "organisation", K.CLERK)


def test_a_department_a_post_and_a_person_are_entered_and_one_is_appointed(desk: Desk) -> None:
    today = desk.stage.today.isoformat()
    room = {"code": "RM9", "name": "执行三庭", "name_en": "Third division", "valid_from": today}
    assert _do(desk, "open-department", room)[0] == 302
    status, text = _do(desk, "open-department", room)
    assert status == 409 or status == 422
    assert "在该期间已被使用" in text
    post = {
        "department": _choice(_form(desk, "create-post"), "执行三庭"),
        "kind": "CLERK",
        "title": "三庭书记员",
        "title_en": "Clerk, third division",
        "valid_from": today,
    }
    assert _do(desk, "create-post", post)[0] == 302
    assert "空缺" in _page(desk, "organisation").split("执行三庭")[1]
    login = f"x-{UUID(int=desk.court_no).hex[-8:]}-9"
    person = {"login": login, "name": "示例新人", "name_en": "Newcomer", "valid_from": today}
    assert _do(desk, "enter-person", person)[0] == 302
    form = _form(desk, "appoint")
    given = {"post": _choice(form, "三庭书记员"), "person": _choice(form, "示例新人")}
    assert _do(desk, "appoint", {**given, "valid_from": today})[0] == 302
    assert "示例新人" in _page(desk, "organisation").split("执行三庭")[1]
    assert _do(desk, "appoint", {**given, "valid_from": today})[0] == 422, "it is vacant no more"


def test_node_charters_follow_the_law_and_the_rules_of_the_day(desk: Desk) -> None:
    today = desk.stage.today
    law = _page(desk, "charters")
    closing = law.split('id="node-close_case"')[1].split("</section>")[0]
    assert "法定" in closing and "届满前30、15、7日" in closing and "/rules/" in closing
    assert "本院没有施行自己的规定" in law and 'id="node-national_query"' not in law
    assert "发起总对总查询" in law.split("本院当日未设的节点")[1]
    rules = {
        "NATIONAL_QUERY": "3",
        "NATIONAL_QUERY_unit": "DAY",
        "FOUR_CHECKS_TWO_REPORTS": "2",
        "contents_zh": "查存款\n查车辆",
        "contents_en": "deposits\nvehicles",
        "legal_basis": "（演练）节点办法，因上级要求提速",
        "valid_from": today.isoformat(),
        "review_on": (today + timedelta(days=300)).isoformat(),
    }
    units = {f"{c}_unit": "DAY" for c in ("LOCAL_QUERY", "PROPERTY_REPORT_ORDER", "CONTROL_ALERT")}
    units |= {"PAY_OUT_unit": "DAY", "FOUR_CHECKS_TWO_REPORTS_unit": "MONTH"}
    unsaid = {**rules, **units, "legal_basis": " "}
    assert _do(desk, "local-rules", unsaid)[0] == 422, "no rule without its reason"
    early = {**rules, **units, "review_on": today.isoformat()}
    status, text = _do(desk, "local-rules", early)
    assert status == 422 and "复核" in text
    assert _do(desk, "local-rules", {**rules, **units})[0] == 302
    now = _page(desk, "charters")
    query = now.split('id="node-national_query"')[1].split("</section>")[0]
    assert "3日" in query and "本院规定" in query and "（演练）节点办法" in query
    checks = now.split('id="node-four_checks_two_reports"')[1].split("</section>")[0]
    assert "查存款" in checks and "查车辆" in checks
    assert "查存款" in _form(desk, "local-rules"), "the form shows what holds"
    before = (today - timedelta(days=1)).isoformat()
    assert 'id="node-national_query"' not in _page(desk, "charters", on=before)
    english = _page(desk, "charters", lang="en")
    assert "Node charters" in english and "vehicles" in english
    ended = {"code": "LOCAL_RULES", "on": (today + timedelta(days=10)).isoformat()}
    assert _do(desk, "end-policy", ended)[0] == 302
    later = (today + timedelta(days=10)).isoformat()
    assert 'id="node-national_query"' not in _page(desk, "charters", on=later)


def test_a_court_sets_the_days_on_which_a_node_is_reminded(desk: Desk) -> None:
    today = desk.stage.today
    dated = {
        "legal_basis": "（演练）催办办法第二条",
        "valid_from": today.isoformat(),
        "review_on": (today + timedelta(days=300)).isoformat(),
    }
    for days, said, english in (
        ("7、15", "由多到少", "out of order"),
        ("30、0", "至少为一日", "at least one day"),
        ("30、-2", "至少为一日", "at least one day"),
        ("900、30", "多于期限本身", "before the term"),
    ):
        status, text = _do(desk, "reminder-days", {**dated, "CLOSE_CASE": days})
        assert status == 422 and said in text and "“结案”" in text, days
        client = desk.client(K.DIRECTOR)
        client.cookies["zx_language"] = "en"
        assert english in _do(desk, "reminder-days", {**dated, "CLOSE_CASE": days})[1]
        client.cookies["zx_language"] = "zh"
    assert _do(desk, "reminder-days", dated)[0] == 422, "for no node at all"
    assert _do(desk, "reminder-days", {**dated, "CLOSE_CASE": "半年"})[0] == 422
    usual = _page(desk, "charters").split('id="node-close_case"')[1].split("</section>")[0]
    assert "届满前30、15、7日" in usual and "本院未自定" in usual
    own = {**dated, "CLOSE_CASE": "60, 20、5"}
    assert _do(desk, "reminder-days", own)[0] == 302
    page = _page(desk, "charters")
    closing = page.split('id="node-close_case"')[1].split("</section>")[0]
    assert "届满前60、20、5日" in closing
    assert f"本院自定：（演练）催办办法第二条，{today.isoformat()}起" in closing
    notice = page.split('id="node-appoint_handler"')[1].split("</section>")[0]
    assert "本院未自定" in notice
    before = (today - timedelta(days=1)).isoformat()
    assert "本院自定" not in _page(desk, "charters", on=before)
    assert "60、20、5" in _form(desk, "reminder-days"), "the form shows what holds"
    assert "set by the court" in _page(desk, "charters", lang="en")


def test_a_route_and_a_power_are_laid_down_from_a_day_on(desk: Desk) -> None:
    from zhixing.courts.queries import get_approval_route, list_capabilities

    today = desk.stage.today
    route = {
        "matter": "FREEZE",
        "first": "DIRECTOR",
        "second": "VICE_PRESIDENT",
        "legal_basis": "（演练）审批权限清单",
        "valid_from": today.isoformat(),
    }
    assert _do(desk, "approval-route", {**route, "first": "NOBODY"})[0] == 422
    assert _do(desk, "approval-route", route)[0] == 302
    with desk.reading():
        found = get_approval_route(desk.court_no, "FREEZE", today)
    assert [s.value for s in found.steps] == ["DIRECTOR", "VICE_PRESIDENT"]
    power = {
        "kind": "ASSISTANT",
        "capability": "seal",
        "granted": "yes",
        "legal_basis": "（演练）授权书",
        "valid_from": today.isoformat(),
    }
    assert _do(desk, "grant-capability", power)[0] == 302
    with desk.reading():
        held = list_capabilities(desk.court_no, K.ASSISTANT, today)
    assert "seal" in held
