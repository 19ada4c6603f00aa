"""A party's link to its own case: given, opened with its code, locked, expired, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from tests.support.filed import file_one, person
from zhixing.cases.access import entering
from zhixing.cases.access.acts import Accesses, Way
from zhixing.cases.access.entering import Visitor
from zhixing.cases.access.operations import NewAccess, give_access, withdraw_access
from zhixing.cases.access.queries import LinkState, list_accesses
from zhixing.cases.access.refusals import AccessRefused
from zhixing.cases.access.tokens import read_token
from zhixing.cases.acts import Role
from zhixing.cases.operations import record_succession
from zhixing.cases.queries import facts_now, list_acts
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.courts.queries import clock_for
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K


class Given:
    """Hold a filed case, the link its creditor was given, and what is done with it."""

    def __init__(self, **more):
        self.filed = file_one()
        self.stage = self.filed.stage
        self.new = NewAccess(self.filed.case, self.filed.creditor, Way.PAPER, Way.SPOKEN)
        self.given = self.give(**more)

    def give(self, **more):
        new = replace(self.new, **more)
        return self.stage.do(K.CLERK, lambda by: give_access(new, self.stage.today, by=by))

    @property
    def named(self):
        return read_token(self.given.token)

    def read(self, look):
        with open_scope(Scope.of_court(self.stage.court_no, self.stage.court_no)):
            return look(clock_for(self.stage.court_no).now())

    def enter(self, code, given=None):
        named = read_token((given or self.given).token)
        return self.read(lambda at: entering.enter(named, code, at))

    def closed(self, given=None):
        named = read_token((given or self.given).token)
        found = self.read(lambda at: entering.check_link(named, at))
        return found and found.code

    def view(self):
        facts = self.read(lambda at: facts_now(self.stage.court_no, self.filed.case))
        return self.read(
            lambda at: list_accesses(self.stage.court_no, self.filed.case, facts, self.stage.today)[
                -1
            ]
        )

    def acts(self):
        found = self.read(lambda at: list_acts(self.stage.court_no, self.filed.case))
        return [a for a in found if a.type.startswith("ACCESS_")]

    def adopt(self, **value):
        policy = NewPolicy(
            self.stage.court_no,
            "PARTY_ACCESS",
            "本院规定",
            date(2018, 1, 1),
            date(2099, 1, 1),
            value,
        )
        with open_scope(Scope.system()):
            adopt_policy(policy)


def wrong_of(code):
    return f"{(int(code) + 1) % 10**8:08d}"


def test_the_link_is_recorded_and_its_code_is_nowhere():
    made = Given()
    assert made.given.until == made.stage.today + timedelta(days=180)
    assert not made.given.is_replacing
    (act,) = made.acts()
    assert (act.payload["link_by"], act.payload["code_by"]) == ("PAPER", "SPOKEN")
    assert made.given.code.isdecimal() and len(made.given.code) == 8
    assert made.given.code not in str(act.payload)
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_access_link WHERE id = %s", [made.given.access])
        row = str(cursor.fetchone())
    assert "scrypt$" in row and made.given.code not in row
    assert made.given.code not in repr(made.given) and made.given.token not in repr(made.given)


def test_the_right_code_opens_a_session_and_the_officer_sees_when():
    made = Given()
    assert made.view().first_opened_at is None
    spaced = f" {made.given.code[:4]}－{made.given.code[4:]} "
    visitor = made.enter(spaced)
    assert isinstance(visitor, Visitor) and visitor.role is Role.APPLICANT
    again = made.read(lambda at: entering.find_visitor(made.named, visitor.session, at))
    assert again is not None and again.session == ""
    assert made.read(lambda at: entering.find_visitor(made.named, "", at)) is None
    assert made.read(lambda at: entering.find_visitor(made.named, "x" * 43, at)) is None
    made.enter(made.given.code)
    seen = made.view()
    assert seen.times_opened == 2 and seen.state is LinkState.OPEN
    assert seen.first_opened_at <= seen.latest_opened_at
    assert len(made.acts()) == 1, "looking is no act"


def test_a_session_ends_with_its_minutes_and_by_signing_out():
    made = Given()
    visitor = made.enter(made.given.code)

    def find(at, minutes=0):
        return entering.find_visitor(made.named, visitor.session, at + timedelta(minutes=minutes))

    assert made.read(lambda at: find(at, 30)) is None
    assert made.read(lambda at: find(at, 29)) is not None
    made.read(lambda at: entering.leave(made.named, visitor.session, at))
    assert made.read(find) is None


def test_wrong_codes_are_counted_told_and_lock_the_link_until_a_new_one():
    made = Given()
    wrong = wrong_of(made.given.code)
    answers = [made.enter(wrong) for _ in range(5)]
    assert [a.code for a in answers] == ["CODE_WRONG"] * 4 + ["LINK_LOCKED"]
    assert "还可以再试4次" in answers[0].message_zh and "1 try is left" in answers[3].message_en
    assert made.enter(made.given.code).code == "LINK_LOCKED", "even the right one"
    assert made.view().state is LinkState.LOCKED
    new = made.give()
    assert new.is_replacing
    assert isinstance(made.enter(new.code, new), Visitor)
    assert made.closed() == "LINK_WITHDRAWN", "a locked link does not come back"


def test_a_right_code_forgives_the_wrong_ones_before_it():
    made = Given()
    for _ in range(2):
        for _ in range(4):
            made.enter(wrong_of(made.given.code))
        assert isinstance(made.enter(made.given.code), Visitor)
    assert made.view().failures == 0


def test_a_link_lives_to_its_last_day():
    made = Given()
    made.stage.goto(made.given.until)
    assert made.closed() is None
    made.stage.goto(made.given.until + timedelta(days=1))
    assert made.closed() == "LINK_EXPIRED"
    assert made.enter(made.given.code).code == "LINK_EXPIRED"
    assert made.view().state is LinkState.EXPIRED


def test_a_withdrawn_link_ends_the_session_behind_it():
    made = Given()
    visitor = made.enter(made.given.code)

    def take(reason):
        case, link, on = made.filed.case, made.given.access, made.stage.today
        made.stage.do(K.CLERK, lambda by: withdraw_access(case, link, reason, on, by=by))

    with pytest.raises(AccessRefused) as refused:
        take("  ")
    assert (refused.value.code, refused.value.field) == ("WITHDRAWN_WITHOUT_REASON", "reason")
    take("链接遗失")
    with pytest.raises(AccessRefused) as refused:
        made.read(lambda at: entering.find_visitor(made.named, visitor.session, at))
    assert refused.value.code == "LINK_WITHDRAWN"
    assert made.acts()[-1].payload["reason"] == "链接遗失"
    assert made.view().state is LinkState.WITHDRAWN
    with pytest.raises(AccessRefused) as refused:
        take("再次")
    assert refused.value.code == "NO_SUCH_ACCESS"


def test_a_new_link_ends_the_old_one():
    made = Given()
    new = made.give()
    assert made.closed() == "LINK_WITHDRAWN" and made.closed(new) is None
    facts = made.read(lambda at: facts_now(made.stage.court_no, made.filed.case))
    assert [a.ended_on is None for a in facts.of(Accesses).given] == [False, True]


def test_whoever_is_no_party_any_more_sees_nothing():
    made = Given()
    visitor = made.enter(made.given.code)
    made.stage.do(
        K.JUDGE,
        lambda by: record_succession(
            made.filed.case,
            made.filed.creditor,
            person("示例丁", 33),
            role=Role.APPLICANT,
            ground="债权转让（虚构）",
            by=by,
            on=made.stage.today,
        ),
    )
    assert made.closed() == "LINK_WITHDRAWN"
    with pytest.raises(AccessRefused):
        made.read(lambda at: entering.find_visitor(made.named, visitor.session, at))
    assert made.view().state is LinkState.STANDING_ENDED
    with pytest.raises(AccessRefused) as refused:
        made.give()
    assert refused.value.code == "NO_WINDOW"


def test_an_agent_sees_it_to_the_last_day_of_the_authority():
    made = Given()
    last = made.stage.today + timedelta(days=30)
    for more, code in (
        ({"agent": "示例代理人"}, "AUTHORITY_UNCLEAR"),
        (
            {"agent": "示例代理人", "agent_until": made.stage.today - timedelta(days=1)},
            "AUTHORITY_OVER",
        ),
    ):
        with pytest.raises(AccessRefused) as refused:
            made.give(**more)
        assert (refused.value.code, refused.value.field) == (code, "agent_until")
    new = made.give(agent="示例代理人", agent_until=last)
    assert new.until == last and made.view().agent == "示例代理人"
    visitor = made.enter(new.code, new)
    assert visitor.agent == "示例代理人"
    made.stage.goto(last + timedelta(days=1))
    assert made.closed(new) == "LINK_EXPIRED"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"code_by": Way.PAPER}, "SAME_WAY", "code_by"),
        ({"link_by": Way.SPOKEN, "code_by": Way.PAPER}, "LINK_SPOKEN", "link_by"),
    ],
)
def test_link_and_code_go_by_different_ways(more, code, field):
    made = Given()
    with pytest.raises(AccessRefused) as refused:
        made.give(**more)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_only_a_post_that_serves_gives_and_takes_back():
    made = Given()
    with pytest.raises(Refusal) as refused:
        made.stage.do(K.CASHIER, lambda by: give_access(made.new, made.stage.today, by=by))
    assert refused.value.code == "NOT_YOURS_TO_DO"
    with pytest.raises(Refusal) as refused:
        made.stage.do(
            K.CASHIER,
            lambda by: withdraw_access(
                made.filed.case, made.given.access, "无", made.stage.today, by=by
            ),
        )
    assert refused.value.code == "NOT_YOURS_TO_DO"


def test_the_court_sets_days_minutes_and_tries():
    made = Given()
    made.adopt(days=10, minutes=5, tries=3, office_phone="023-0000000")
    new = made.give()
    assert new.until == made.stage.today + timedelta(days=10)
    visitor = made.enter(new.code, new)
    lasts = made.read(lambda at: visitor.ends_at - at)
    assert timedelta(minutes=4) < lasts <= timedelta(minutes=5)
    codes = [made.enter(wrong_of(new.code), new).code for _ in range(3)]
    assert codes == ["CODE_WRONG", "CODE_WRONG", "LINK_LOCKED"]


@pytest.mark.parametrize("value", [{"tries": 1}, {"minutes": 100000}, {"days": 0}])
def test_a_policy_that_protects_nobody_is_refused(value):
    with pytest.raises(Refusal) as refused:
        Given().adopt(**value)
    assert refused.value.code == "POLICY_VALUE_UNREADABLE"
    assert refused.value.field == f"value.{next(iter(value))}"


def test_a_token_that_was_changed_names_nothing():
    token = Given().given.token
    other = "A" if token[5] != "A" else "B"
    assert read_token(token[:5] + other + token[6:]) is None
    assert read_token("") is None and read_token("x:y") is None


def test_only_so_many_browsers_are_signed_in():
    made = Given()
    sessions = [made.enter(made.given.code).session for _ in range(entering.MOST_SESSIONS + 1)]
    found = [
        made.read(lambda at, s=s: entering.find_visitor(made.named, s, at)) is not None
        for s in sessions
    ]
    assert found == [False] + [True] * entering.MOST_SESSIONS


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ("id = gen_random_uuid()", "a_party_has_one_living_link_in_a_case"),
        ("withdrawn_on = now(), until = given_on - 1", "access_link_lives_at_least_its_first_day"),
        ("party_id = gen_random_uuid()", "access_link_is_of_a_party_of_its_court"),
        ("case_id = gen_random_uuid()", "access_link_is_to_a_case_of_its_court"),
    ],
)
def test_the_database_keeps_links_in_order(change, promise):
    made = Given()
    copy = (
        "CREATE TEMPORARY TABLE one ON COMMIT DROP AS SELECT * FROM cases_access_link WHERE id = %s"
    )
    with (
        pytest.raises(DatabaseError, match=promise),
        open_scope(Scope.of_court(made.stage.court_no, made.stage.court_no)),
        connection.cursor() as cursor,
    ):
        cursor.execute(copy, [made.given.access])
        cursor.execute(f"UPDATE one SET {change}")
        cursor.execute("UPDATE one SET id = gen_random_uuid()")
        cursor.execute("INSERT INTO cases_access_link SELECT * FROM one")
