"""The query centre at the desk: the matrix in its states, what is stuck, the raw evidence."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.bureau import FILED_ON, OPENED_ON, TODAY, Bureau
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.queries import facts_now
from zhixing.courts.queries import get_court
from zhixing.inquiry import centre, models, queries
from zhixing.inquiry.operations import QueryOrder, order_query
from zhixing.inquiry.states import State
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.clock import instant
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.banks import register_banks


def ask_banks(bureau: Bureau) -> Any:
    """File a case, give it to the judge and ask every bank about its debtor."""
    case = bureau.file()
    bureau.give_to_judge(case, TODAY)
    with open_scope(Scope.system()):
        province = get_court(bureau.court_no).province
        ensure_seal(bureau.court_no)
    register_banks(OPENED_ON, instant(OPENED_ON), province=province)
    with bureau.as_(PostKind.JUDGE) as by:
        debtor = facts_now(by.court_no, case).of(Standings).of_role("DEBTOR")[0]
        order_query(QueryOrder(case, (debtor,), uuid4().hex), TODAY, by=by)
    return case


def requests_of(bureau: Bureau, case: Any) -> Any:
    with bureau.as_(PostKind.JUDGE):
        return queries.list_requests(bureau.court_no, case)


def of_banks(views: Any) -> list[Any]:
    """Keep the requests to banks that collect over SOAP; others may be in the database as well."""
    with open_scope(Scope.system()):
        known = list_institutions_by_id({v.institution for v in views})
    return [v for v in views if known[v.institution].profile == "BANK-SOAP-2"]


def put(bureau: Bureau, request: Any, **values: Any) -> None:
    """Bring a request to a state that an institution's word would bring it to."""
    with bureau.as_(PostKind.JUDGE):
        rows = models.Request.objects.filter(court_no=bureau.court_no, id=request.id)
        assert rows.update(**values) == 1


@pytest.fixture
def asked(bureau: Bureau) -> Any:
    return ask_banks(bureau)


def spoil(bureau: Bureau, case: Any) -> tuple[Any, Any]:
    """Hold one request of a case back and have another rejected."""
    first, second, *_ = requests_of(bureau, case)
    put(bureau, first, state="QUARANTINED", reason_code="unencodable", reason="姓名无法编码")
    put(bureau, second, state="REJECTED", reason="无文书")
    return first, second


def page(visitor: Any, path: str, kind: PostKind = PostKind.JUDGE) -> str:
    answer = visitor(kind).get(path)
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


def row_of(text: str, case: Any) -> str:
    start = text.index(f'id="row-{case.hex}"')
    return text[start : text.index("</tr>", start)]


def test_a_cell_says_how_far_its_request_got_and_leads_to_it(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    first, second = spoil(bureau, asked)
    third = requests_of(bureau, asked)[2]
    row = row_of(page(visitor, "/queries/"), asked)
    assert "mx-held" in row and "mx-refused" in row and "mx-queued" in row
    for view in (first, second, third):
        assert f"/queries/{bureau.court_no}/{view.id}/" in row
    shown = page(visitor, f"/queries/{bureau.court_no}/{first.id}/")
    assert "姓名无法编码" in shown
    assert f"do/reissue-request/?of={first.id}" in shown
    assert f"do/record-letter/?of={first.id}" in shown
    assert "redeliver-request" not in shown, "it was never handed out"


@pytest.mark.parametrize("few", [centre.FEW, 0], ids=["few wait", "many wait"])
def test_the_filters_live_in_the_address(
    bureau: Bureau, visitor: Any, asked: Any, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(centre, "FEW", few)
    view, _ = spoil(bureau, asked)
    stuck = page(visitor, f"/queries/?standing=stuck&institution={view.institution}")
    assert f"row-{asked.hex}" in stuck
    assert stuck.count('<th scope="col"><span>') == 1, "one institution, one column"
    assert f"row-{asked.hex}" not in page(visitor, "/queries/?standing=found")
    assert f"row-{asked.hex}" not in page(
        visitor, "/queries/?name=%E6%9F%A5%E6%97%A0%E6%AD%A4%E4%BA%BA"
    )
    assert "row-" in page(visitor, "/queries/?standing=nonsense&institution=x&after=y")


def test_pages_go_by_key_and_cost_the_same_whatever_they_hold(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    from zhixing.inquiry.centre import get_centre

    more = [ask_banks(bureau) for _ in range(3)]
    with bureau.as_(PostKind.JUDGE):
        with CaptureQueriesContext(
            connection,
        ) as one:
            first = get_centre(bureau.court_no, TODAY, cases=2)
        with CaptureQueriesContext(connection) as many:
            get_centre(bureau.court_no, TODAY, cases=50)
        second = get_centre(bureau.court_no, TODAY, after=first.next_key, cases=2)
    assert [case for case, _ in first.rows] == [more[2], more[1]]
    assert second.rows[0][0] == more[0]
    assert len(one) == len(many) == 4


def test_what_is_stuck_is_listed_with_its_repairs(bureau: Bureau, visitor: Any, asked: Any) -> None:
    first, second = spoil(bureau, asked)
    text = page(visitor, "/queries/stuck/")
    assert f"row-{first.id}" in text and f"row-{second.id}" in text
    only = page(visitor, "/queries/stuck/?state=REJECTED")
    assert f"row-{second.id}" in only and f"row-{first.id}" not in only
    assert "无主报文" not in text, "messages of nobody are for those who supervise"
    assert "无主报文" in page(visitor, "/queries/stuck/", PostKind.DIRECTOR)


def test_a_stuck_query_is_issued_again_from_its_page(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    _, stuck = spoil(bureau, asked)
    deed = f"/cases/{bureau.court_no}/{asked}/do/reissue-request/?of={stuck.id}"
    shown = page(visitor, deed)
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    answer = visitor(PostKind.JUDGE).post(deed, {"step": "confirm", "seen": seen})
    assert answer.status_code == 302
    states = {v.replaces: v.state for v in requests_of(bureau, asked) if v.replaces}
    assert states[stuck.id] is State.ISSUED
    again = visitor(PostKind.JUDGE).post(deed, {"step": "confirm", "seen": seen})
    assert again.status_code == 404, "what is not stuck any more is no subject of the deed"


def test_a_letter_is_recorded_row_by_row_and_its_faults_name_the_row(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    from zhixing.assets.queries import list_assets

    stuck, _ = spoil(bureau, asked)
    deed = f"/cases/{bureau.court_no}/{asked}/do/record-letter/?of={stuck.id}"
    wrong = {"outcome": "FOUND", "kind": "DEPOSIT", "things": "6222001,80.00\n6222002,八十"}
    answer = visitor(PostKind.JUDGE).post(deed, {**wrong, "step": "preview"})
    assert answer.status_code == 422 and "第2行" in answer.content.decode()
    nil = visitor(PostKind.JUDGE).post(
        deed, {"outcome": "NIL", "kind": "DEPOSIT", "things": "6222001", "step": "preview"}
    )
    assert nil.status_code == 422
    right = {"outcome": "FOUND", "kind": "DEPOSIT", "things": "6222001,80.00,来函所列\n6222002"}
    preview = visitor(PostKind.JUDGE).post(deed, {**right, "step": "preview"}).content.decode()
    seen = preview.split('name="seen" value="')[1].split('"')[0]
    visitor(PostKind.JUDGE).post(deed, {**right, "step": "confirm", "seen": seen})
    with bureau.as_(PostKind.JUDGE):
        assert {a.identifier_tail for a in list_assets(bureau.court_no, asked)} == {"2001", "2002"}
        view = queries.get_request(bureau.court_no, stuck.id)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 2)


def test_who_may_not_order_is_told_who_can(bureau: Bureau, visitor: Any, asked: Any) -> None:
    view = requests_of(bureau, asked)[-1]
    put(bureau, view, state="EXPIRED")
    text = page(visitor, "/queries/stuck/", PostKind.COURT_POLICE)
    row = text[text.index(f"row-{view.id}") :]
    assert "须由承办人处理" in row[: row.index("</tr>")]
    assert "/do/" not in row[: row.index("</tr>")]


def test_an_answer_is_disputed_and_the_dispute_answered_at_the_desk(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    view = requests_of(bureau, asked)[0]
    case = f"/cases/{bureau.court_no}/{asked}/do"
    raised = {"raised_by": "COURT", "reason": "余额与回单不符"}
    judge = visitor(PostKind.JUDGE)

    def confirm(deed: str, given: dict[str, str]) -> Any:
        url = f"{case}/{deed}/?of={view.id}"
        seen = judge.post(url, {**given, "step": "preview"})
        if seen.status_code != 200:
            return seen
        mark = seen.content.decode().split('name="seen" value="')[1].split('"')[0]
        return judge.post(url, {**given, "step": "confirm", "seen": mark})

    early = confirm("dispute-answer", raised)
    assert early.status_code in (409, 422) and "尚未反馈" in early.content.decode()
    assert judge.get(f"{case}/settle-dispute/?of={view.id}").status_code == 404
    objected = {"raised_by": "INSTITUTION", "reason": "该账户为监管账户"}
    assert confirm("dispute-answer", objected).status_code == 302
    listed = page(visitor, "/queries/disputes/")
    assert "该账户为监管账户" in listed and f"settle-dispute/?of={view.id}" in listed
    assert f"settle-dispute/?of={view.id}" in page(
        visitor, f"/queries/{bureau.court_no}/{view.id}/"
    )
    watcher = page(visitor, "/queries/disputes/", PostKind.ACCOUNTANT)
    assert "该账户为监管账户" in watcher and f"settle-dispute/?of={view.id}" not in watcher
    settled = {"outcome": "UPHELD", "grounds": "经核对账户性质证明"}
    assert confirm("settle-dispute", settled).status_code == 302
    listed = page(visitor, "/queries/disputes/")
    assert "异议成立" in listed and f"settle-dispute/?of={view.id}" not in listed
    again = judge.post(f"{case}/settle-dispute/?of={view.id}", {**settled, "step": "preview"})
    assert again.status_code == 404, "what is settled is no subject of the deed"


def test_many_cases_are_asked_about_at_once_and_taken_back(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    bureau.drive(FILED_ON)
    new, other = bureau.file(), bureau.file()
    number = bureau.case(other).number
    judge, url = visitor(PostKind.JUDGE), "/queries/many/"
    assert visitor(PostKind.COURT_POLICE).get(url).status_code == 403
    assert str(new) in page(visitor, url)
    given = {"case": [str(new)], "numbers": f"{number}\n（1999）示例执1号\n{number}", "tier": ""}
    seen = judge.post(url, {**given, "step": "preview", "key": "k1"}).content.decode()
    assert "本院没有此案号的案件" in seen and seen.count("● 可以发出") == 2
    assert not requests_of(bureau, new), "a preview writes nothing"
    hidden = [c.split('"')[0] for c in seen.split('name="case" value="')[1:]]
    assert set(hidden) == {str(new), str(other)}
    order = {"step": "order", "key": "k1", "case": hidden, "tier": ""}
    done = judge.post(url, order).content.decode()
    out = [*requests_of(bureau, new), *requests_of(bureau, other)]
    assert done.count("● 已发出") == 2 and {r.state for r in of_banks(out)} == {State.ISSUED}
    again = judge.post(url, order).content.decode()
    assert "先前已发出" in again
    assert len([*requests_of(bureau, new), *requests_of(bureau, other)]) == len(out)
    batches = [b.split('"')[0] for b in done.split('name="batch" value="')[1:]]
    back = f"{url}withdraw/"
    refused = judge.post(back, {"batch": batches, "reason": " "})
    assert refused.status_code == 422 and batches[0] in refused.content.decode()
    assert judge.post(back, {"batch": batches, "reason": "误选"}).status_code == 302
    back_again = of_banks(requests_of(bureau, new))
    assert back_again and {r.state for r in back_again} == {State.WITHDRAWN}
    assert judge.post(url, {"step": "preview", "numbers": ""}).status_code == 422


def test_whoever_sees_the_board_is_led_to_it_and_the_ranking_is_published_there(
    bureau: Bureau, visitor: Any, asked: Any
) -> None:
    from tests.support.searching import adopt

    bureau.drive(FILED_ON)
    board = "/board/institutions/"
    assert f'href="{board}"' in page(visitor, "/queries/institutions/", PostKind.DIRECTOR)
    assert f'href="{board}"' not in page(visitor, "/queries/institutions/", PostKind.COURT_POLICE)
    days = {"first_on": OPENED_ON.isoformat(), "last_on": "2018-03-04"}
    director = visitor(PostKind.DIRECTOR)
    refused = director.post(f"{board}publish/", days)
    assert refused.status_code == 422 and "没有规定公布" in refused.content.decode()
    adopt(bureau.court_no, "INSTITUTION_RANKING", {"least_asked": 1}, OPENED_ON)
    running = director.post(f"{board}publish/", {**days, "last_on": bureau.today.isoformat()})
    assert running.status_code == 422 and "已经结束的期间" in running.content.decode()
    assert visitor(PostKind.JUDGE).post(f"{board}publish/", days).status_code == 403
    assert director.post(f"{board}publish/", days).status_code == 302
    shown = page(visitor, board, PostKind.DIRECTOR)
    assert "已公布的排名" in shown and "尚未公布" not in shown
