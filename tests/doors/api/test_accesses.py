"""Parties' links over the API: given, listed without their code, withdrawn, refused."""

from __future__ import annotations

from django.db import connection

from tests.doors.api.calling import Office, file_one
from tests.doors.api.test_fees import rows
from zhixing.cases.access.entering import Visitor, enter
from zhixing.cases.access.refusals import AccessRefused
from zhixing.cases.access.tokens import read_token
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.queries import facts_now
from zhixing.courts.queries import clock_for
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K


def debtor_of(office: Office, case: object) -> str:
    court_no = office.desk.court.court_no
    with open_scope(Scope.of_court(court_no, court_no)):
        return str(facts_now(court_no, case).of(Standings).of_role("DEBTOR")[0])


def tried(office: Office, token: str, code: str) -> Visitor | AccessRefused:
    """Try a code at a link, as the party's page does."""
    court_no, named = office.desk.court.court_no, read_token(token)
    assert named is not None
    with open_scope(Scope.of_court(court_no, court_no)):
        return enter(named, code, clock_for(court_no).now())


def test_a_link_is_given_opened_listed_and_withdrawn(office: Office) -> None:
    case = file_one(office)
    new = {"party": debtor_of(office, case), "link_by": "PAPER", "code_by": "SPOKEN"}
    given = office.post(f"/cases/{case}/accesses", {"new": new}, K.CLERK)
    assert given.status == 201, given.body
    token, code = given.body["token"], given.body["code"]
    assert isinstance(tried(office, token, code), Visitor)
    (listed,) = rows(office, f"/cases/{case}/accesses")
    assert (listed["state"], listed["times_opened"]) == ("OPEN", 1)
    assert code not in str(listed) and token not in str(listed)
    back = office.post(
        f"/cases/{case}/accesses/{given.body['access']}/withdrawal", {"reason": "遗失"}, K.CLERK
    )
    assert back.status == 200, back.body
    shut = tried(office, token, code)
    assert isinstance(shut, AccessRefused) and shut.code == "LINK_WITHDRAWN"
    assert rows(office, f"/cases/{case}/accesses")[0]["state"] == "WITHDRAWN"


def test_giving_is_kept_for_no_repeat(office: Office) -> None:
    """The same request again gives another link: the code lies in no kept answer."""
    case = file_one(office, 2)
    new = {"party": debtor_of(office, case), "link_by": "PAPER", "code_by": "SPOKEN"}
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM api_idempotency")
        before = cursor.fetchone()
    answers = [
        office.post(f"/cases/{case}/accesses", {"new": new}, K.CLERK, key="same-key-0001")
        for _ in range(2)
    ]
    assert [a.body["is_replacing"] for a in answers] == [False, True]
    assert answers[0].body["code"] != answers[1].body["code"]
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM api_idempotency")
        assert cursor.fetchone() == before


def test_refusals_name_the_field(office: Office) -> None:
    case = file_one(office, 3)
    new = {"party": debtor_of(office, case), "link_by": "PAPER", "code_by": "PAPER"}
    refused = office.post(f"/cases/{case}/accesses", {"new": new}, K.CLERK)
    assert (refused.status, refused.code) == (422, "SAME_WAY")
    assert refused.body["field"] == "code_by"
    assert office.post(f"/cases/{case}/accesses", {"new": new}, K.CASHIER).status == 403
