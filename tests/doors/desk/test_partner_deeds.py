"""Partners are met and evidence is taken: at the desk, over HTTP, on the creditor's page, in the log."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support.open_ones import new_key, register
from tests.support.searching import STANDING, adopt
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused
from zhixing.inquiry.partners.queries import list_engagements
from zhixing.institutions.kinds import InstitutionKind
from zhixing.law.filing.officers import OfficersRefused
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.verify import verify_log
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk


@pytest.fixture
def met() -> tuple[Any, Desk, UUID]:
    """Give a case, its desk, and a telecom operator of the province."""
    sought, desk = _sought()
    return sought, desk, register(InstitutionKind.TELECOM_OPERATOR, new_key())


def _meet(sought: Any, desk: Desk, telecom: UUID, **more: Any) -> str:
    """Send the form of a meeting and give the page of its refusal, empty where it is recorded."""
    on = sought.today
    given = {
        "held_on": on.isoformat(),
        "form": "SYMPOSIUM",
        "topic": "通讯公司协助调查取证座谈会",
        "place": "本院第一会议室",
        "partners": [str(telecom)],
        "attended": "12",
        "points": "指定专人接待查询\n三个工作日内书面答复",
        "due_on": (on + timedelta(days=20)).isoformat(),
        **more,
    }
    url = reverse("desk:court_deed", args=["record-engagement"])
    answer = desk.client(K.DIRECTOR).post(url, given)
    return "" if answer.status_code == 302 else html.unescape(answer.content.decode())


def _log(sought: Any) -> Any:
    return sought.read(lambda: list_engagements(sought.court_no))


def _board(desk: Desk) -> str:
    return html.unescape(desk.client(K.DIRECTOR).get(reverse("desk:institutions")).content.decode())


def test_a_symposium_is_recorded_once_and_each_point_is_followed_up(
    met: tuple[Any, Desk, UUID],
) -> None:
    sought, desk, telecom = met
    assert not _meet(sought, desk, telecom)
    assert "当日同一议题的座谈或走访已经登记" in _meet(sought, desk, telecom)
    later = (sought.today + timedelta(days=1)).isoformat()
    assert "会议尚未举行" in _meet(sought, desk, telecom, topic="另一次", held_on=later)
    (entry,) = _log(sought)
    assert entry.partners == (telecom,) and entry.open_points == 2
    assert "通讯公司协助调查取证座谈会" in _board(desk) and "待落实" in _board(desk)

    url = reverse("desk:court_deed", args=["record-point-result"])
    told = {"point": f"{entry.id}:1", "kept": "yes", "result": "已按期答复"}
    assert desk.client(K.DIRECTOR).post(url, told).status_code == 302
    assert desk.client(K.DIRECTOR).post(url, told).status_code == 422, "not offered again"
    with pytest.raises(InquiryRefused) as refused:
        sought.do(
            lambda by: inquiry.record_point_result(entry.id, 1, False, "改口", sought.today, by=by),
            K.DIRECTOR,
        )
    assert refused.value.code == "RESULT_KNOWN"
    (entry,) = _log(sought)
    assert [p.is_kept for p in entry.points] == [None, True]
    assert entry.points[0].is_overdue(entry.points[0].due_on) is False
    sought.filed.stage.goto(entry.points[0].due_on + timedelta(days=1))
    assert "逾期未落实" in _board(desk)
    with open_scope(Scope.system()):
        assert not verify_log([sought.court_no])


def test_the_log_cannot_be_rewritten(met: tuple[Any, Desk, UUID]) -> None:
    sought, desk, telecom = met
    assert not _meet(sought, desk, telecom)

    def rewrite() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE inquiry_engagement SET topic = 'x' WHERE court_no = %s", [sought.court_no]
            )

    with pytest.raises(ProgrammingError, match="permission denied"):
        sought.read(rewrite)


def _take(sought: Any, telecom: UUID, **more: Any) -> Any:
    staff = sought.filed.stage.staff
    pair = (staff.of_kind(K.JUDGE, 2).person, staff.of_kind(K.ASSISTANT).person)
    given = {
        "case": sought.filed.case,
        "party": sought.filed.debtor,
        "institution": telecom,
        "kind": inquiry.EvidenceKind.ADDRESS,
        "officers": pair,
        "papers_shown": True,
        "letter": "示例协查1号",
        "folio": "卷三第12页",
        **more,
    }
    new = inquiry.NewEvidence(**given)
    return sought.do(lambda by: inquiry.record_evidence(new, sought.today, by=by))


def test_a_telecoms_evidence_is_on_the_case_asks_again_and_the_creditor_hears_its_kind_alone(
    met: tuple[Any, Desk, UUID],
) -> None:
    sought, desk, telecom = met
    adopt(sought.court_no, "STANDING_ORDERS", STANDING)
    until = sought.today + timedelta(days=100)
    new = inquiry.NewStandingOrder(sought.filed.case, until)
    sought.do(lambda by: inquiry.order_repeat(new, sought.today, by=by))
    sought.read(
        lambda: models.Request.objects.filter(case_id=sought.filed.case).update(state="EXPIRED")
    )
    _meet(sought, desk, telecom)
    sought.filed.stage.goto(sought.today + timedelta(days=7))
    rounds = len(sought.acts("QUERY_ORDERED"))
    staff = sought.filed.stage.staff
    given = {
        "party": str(sought.filed.debtor),
        "institution": str(telecom),
        "kind": "ADDRESS",
        "first": str(staff.of_kind(K.JUDGE, 2).person),
        "second": str(staff.of_kind(K.ASSISTANT).person),
        "papers_shown": "on",
        "letter": "示例协查1号",
        "folio": "卷三第12页",
        "province": "浙江省",
        "engagement": str(_log(sought)[0].id),
    }
    desk.do(K.JUDGE, "take-evidence", given)
    (act,) = sought.acts("EVIDENCE_TAKEN")
    assert act.payload["out_of_area"] == "浙江省"
    assert len(sought.acts("QUERY_ORDERED")) == rounds + 1, "a new address asks again"
    tab = desk.page(K.JUDGE, "search", "en")
    assert "Evidence from partners" in tab and "浙江省" in tab

    url = reverse("desk:creditor", args=[sought.court_no, sought.filed.case])
    told = html.unescape(desk.client(K.JUDGE).get(url).content.decode())
    assert "法院调查取证" in told and "住址" in told
    assert "卷三第12页" not in told and "浙江省" not in told and "示例协查1号" not in told


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"party": uuid4()}, "NOT_LIABLE"),
        ({"institution": uuid4()}, "NO_PARTNER"),
        ({"letter": " "}, "EVIDENCE_INCOMPLETE"),
        ({"folio": ""}, "EVIDENCE_INCOMPLETE"),
        ({"engagement": uuid4()}, "NO_ENGAGEMENT"),
        ({"province": "不存在省"}, "PROVINCE"),
        ({"officers": (uuid4(), uuid4())}, "NOT_AN_OFFICER"),
    ],
)
def test_evidence_is_refused(met: tuple[Any, Desk, UUID], more: dict[str, Any], code: str) -> None:
    sought, _, telecom = met
    with pytest.raises(InquiryRefused) as refused:
        _take(sought, telecom, **more)
    assert refused.value.code == code and not sought.acts("EVIDENCE_TAKEN")


def test_one_officer_or_hidden_papers_do_not_take_evidence(met: tuple[Any, Desk, UUID]) -> None:
    sought, _, telecom = met
    judge = sought.filed.stage.staff.of_kind(K.JUDGE, 2).person
    with pytest.raises(InquiryRefused) as refused:
        _take(sought, telecom, officers=(judge, judge))
    assert refused.value.code == "TWO_OFFICERS"
    with pytest.raises(OfficersRefused):
        _take(sought, telecom, papers_shown=False)
