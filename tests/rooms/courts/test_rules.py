"""Routes, capabilities and policies follow the day, and nothing coercive is on by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from tests.rooms.courts.founding import OPENED_ON, make_court, system
from zhixing.courts import operations, queries
from zhixing.courts.capabilities import DEFAULTS, Capability
from zhixing.courts.kinds import Matter, PolicyCode
from zhixing.courts.models import CourtPolicy
from zhixing.courts.operations import EquippedCourt, NewGrant, NewPolicy
from zhixing.courts.policy_values import list_policy_kinds
from zhixing.courts.routes import DEFAULT_ROUTES
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind

DIRECTOR, VICE, PRESIDENT = PostKind.DIRECTOR, PostKind.VICE_PRESIDENT, PostKind.PRESIDENT
CHANGE = date(2018, 5, 1)
EVE = CHANGE - timedelta(days=1)
REVIEW = date(2019, 5, 1)


def test_every_matter_has_a_default_route_that_ends_with_an_approver() -> None:
    assert set(DEFAULT_ROUTES) == set(Matter)
    # What the platform itself puts up to keep a control or give an excess back, the judge decides.
    of_the_judge = {m for m, r in DEFAULT_ROUTES.items() if r.steps == (PostKind.JUDGE,)}
    assert of_the_judge == {Matter.RENEWAL, Matter.SURPLUS}
    for matter in set(DEFAULT_ROUTES) - of_the_judge:
        route = DEFAULT_ROUTES[matter]
        assert route.basis and all(Capability.APPROVE in DEFAULTS[k] for k in route.steps)
    assert DEFAULT_ROUTES[Matter.DETENTION].steps[-1] is PRESIDENT


def test_detention_divides_its_power_over_three_kinds_of_post() -> None:
    for kind, held in DEFAULTS.items():
        own = held & {C for C in Capability if C.value.startswith(("detain_", "payment_"))}
        assert len({c.value.split("_")[1] for c in own if c.value.startswith("detain")}) <= 1, kind
        assert len({c for c in own if c.value.startswith("payment")}) <= 1, kind


def test_a_route_follows_the_day(court: EquippedCourt) -> None:
    no = court.court_no
    with system():
        default = queries.get_approval_route(no, "FREEZE", EVE)
        operations.lay_down_route(no, "FREEZE", (DIRECTOR, VICE), CHANGE, legal_basis="本院规定")
        eve, day = (queries.get_approval_route(no, "FREEZE", d) for d in (EVE, CHANGE))
        operations.lay_down_route(no, "FREEZE", (PRESIDENT,), date(2019, 1, 1))
        until = queries.get_approval_route(no, "FREEZE", date(2018, 12, 31))
        after = queries.get_approval_route(no, "FREEZE", date(2019, 1, 1))
        steps = queries.list_route_steps(no, "FREEZE", CHANGE)
        count = len(queries.list_approval_routes(no, "FREEZE"))
    assert default.id is None and eve.steps == default.steps == (DIRECTOR,)
    assert day.steps == until.steps == (DIRECTOR, VICE)
    assert after.steps == (PRESIDENT,) and count == 2
    assert [s.kind for s in steps] == [DIRECTOR, VICE]
    assert [a.kind for s in steps for a in s.approvers] == [DIRECTOR, VICE]


def test_a_route_laid_down_twice_a_day_keeps_the_second(court: EquippedCourt) -> None:
    with system():
        operations.lay_down_route(court.court_no, "LISTING", (DIRECTOR,), CHANGE)
        operations.lay_down_route(court.court_no, "LISTING", (PRESIDENT,), CHANGE)
        assert queries.get_approval_route(court.court_no, "LISTING", CHANGE).steps == (PRESIDENT,)
        with pytest.raises(Refusal) as early:
            operations.lay_down_route(court.court_no, "LISTING", (VICE,), EVE)
        with pytest.raises(Refusal) as bare:
            operations.lay_down_route(court.court_no, "LISTING", (), CHANGE)
    assert early.value.code == "LATER_ROW_EXISTS"
    assert bare.value.code == "ROUTE_WITHOUT_STEPS"


def test_an_unknown_matter_has_no_route(court: EquippedCourt) -> None:
    with system(), pytest.raises(Refusal) as refused:
        queries.get_approval_route(court.court_no, "CORONATION", CHANGE)
    assert refused.value.code == "ROUTE_UNKNOWN"


def test_capabilities_follow_the_day(court: EquippedCourt) -> None:
    no, clerk = court.court_no, court.of_kind(PostKind.CLERK)
    other = court.of_kind(PostKind.CLERK, 1)
    with system():
        operations.grant_capability(
            NewGrant(no, "order_freeze", True, CHANGE, post=clerk.post, legal_basis="本院授权")
        )
        operations.grant_capability(NewGrant(no, "seal", False, CHANGE, kind=PostKind.CLERK))
        eve = queries.get_principal(clerk.person, clerk.post, EVE)
        day = queries.get_principal(clerk.person, clerk.post, CHANGE)
        beside = queries.get_principal(other.person, other.post, CHANGE)
        operations.grant_capability(NewGrant(no, "seal", True, REVIEW, kind=PostKind.CLERK))
        again = queries.get_principal(clerk.person, clerk.post, REVIEW)
        plain = queries.list_capabilities(no, PostKind.CLERK, CHANGE)
    assert eve.may("seal") and not eve.may("order_freeze")
    assert day.may("order_freeze") and not day.may("seal")
    assert not beside.may("order_freeze") and not beside.may("seal")
    assert again.may("seal") and again.may("order_freeze")
    assert "order_freeze" not in plain


@pytest.mark.parametrize("code", list(PolicyCode))
def test_every_policy_is_off_until_adopted(court: EquippedCourt, code: PolicyCode) -> None:
    with system():
        assert queries.find_policy(court.court_no, code, CHANGE) is None


def _local_rules(no: int, from_: date = CHANGE, **fields: object) -> NewPolicy:
    given: dict[str, object] = {
        "court_no": no,
        "code": "LOCAL_RULES",
        "legal_basis": "本院执行工作规定第三条",
        "valid_from": from_,
        "review_on": REVIEW,
        "value": {"rules": [{"code": "NATIONAL_QUERY", "amount": 3}]},
    }
    return NewPolicy(**{**given, **fields})


def test_a_policy_holds_from_its_day_until_it_ends(court: EquippedCourt) -> None:
    no = court.court_no
    with system():
        operations.adopt_policy(_local_rules(no))
        operations.end_policy(no, "LOCAL_RULES", date(2018, 9, 1))
        days = (EVE, CHANGE, date(2018, 8, 31), date(2018, 9, 1))
        found = [queries.find_policy(no, "LOCAL_RULES", d) for d in days]
        listed = queries.list_policies(no, CHANGE)
    assert [f is not None for f in found] == [False, True, True, False]
    policy = found[1]
    assert policy is not None and policy.value["rules"][0]["amount"] == 3
    assert policy.is_review_due(REVIEW) and not policy.is_review_due(REVIEW - timedelta(days=1))
    assert [p.code for p in listed] == ["LOCAL_RULES"]


def test_a_superiors_policy_does_not_bind() -> None:
    superior = make_court(room=2)
    below = make_court(below=superior.court_no)
    with system():
        operations.adopt_policy(_local_rules(superior.court_no))
        assert queries.find_policy(below.court_no, "LOCAL_RULES", CHANGE) is None
        assert queries.find_policy(superior.court_no, "LOCAL_RULES", CHANGE) is not None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"legal_basis": " "}, "POLICY_WITHOUT_BASIS"),
        ({"review_on": None}, "POLICY_WITHOUT_REVIEW"),
        ({"review_on": CHANGE}, "POLICY_WITHOUT_REVIEW"),
    ],
)
def test_a_policy_states_basis_and_review(
    court: EquippedCourt, fields: dict[str, object], code: str
) -> None:
    with system(), pytest.raises(Refusal) as refused:
        operations.adopt_policy(_local_rules(court.court_no, **fields))
    assert refused.value.code == code


RULE = {"code": "NATIONAL_QUERY", "amount": 3, "unit": "DAY"}
UNREADABLE: list[tuple[str, object, str, str]] = [
    ("LOCAL_RULES", {}, "value.rules", "required"),
    ("LOCAL_RULES", {"national_query_days": 3}, "value.national_query_days", "field"),
    ("LOCAL_RULES", {"rules": {}}, "value.rules", "a list"),
    ("LOCAL_RULES", {"rules": [3]}, "value.rules[0]", "an object"),
    ("LOCAL_RULES", {"rules": [{"amount": 3}]}, "value.rules[0].code", "required"),
    ("LOCAL_RULES", {"rules": [RULE, {"code": "X"}]}, "value.rules[1].code", "SHIELDING"),
    ("LOCAL_RULES", {"rules": [RULE, RULE]}, "value.rules[1].code", "once"),
    ("LOCAL_RULES", {"rules": [{**RULE, "amount": 0}]}, "value.rules[0].amount", "above zero"),
    ("LOCAL_RULES", {"rules": [{**RULE, "amount": "3天"}]}, "value.rules[0].amount", "number"),
    ("LOCAL_RULES", {"rules": [{**RULE, "unit": "FORTNIGHT"}]}, "value.rules[0].unit", "one of"),
    ("LOCAL_RULES", {"rules": [{**RULE, "day": 3}]}, "value.rules[0].day", "field of Policy"),
    ("LOOK_OUT", {"review_days": 0}, "value.review_days", "above zero"),
    ("LOOK_OUT", {"automatic": True}, "value.automatic", "field"),
    ("ASSIGNMENT_CUT_OVER", {"rules": []}, "value.rules", "at least one"),
    ("ASSIGNMENT_CUT_OVER", {"rules": [{"name": "a"}]}, "value.rules[0].looks_at", "required"),
    ("TEAM_RATIO", {"OFFICER": 1}, "value.ASSISTANT", "from zero"),
    ("TEAM_RATIO", {"BARBER": 1}, "value.BARBER", "one of"),
    ("PAYMENT_TIERS", {"tiers": []}, "value.tiers", "at least one"),
    ("PAYMENT_TIERS", {"tiers": [{"steps": []}]}, "value.tiers[0].steps", "approver"),
    (
        "PAYMENT_TIERS",
        {"tiers": [{"steps": ["DIRECTOR"], "up_to": 5}]},
        "value.tiers[0].up_to",
        "the last without",
    ),
    ("CASE_FUND_BANK", {"bank": "某银行"}, "value.bank_no", "required"),
    ("CASE_FUND_BANK", {"bank": " ", "bank_no": "1"}, "value.bank", "not empty"),
    ("SHIELDING", {"days": 3}, "value.days", "field"),
    ("FIRST_SUMMONS_DETENTION", {"always": True}, "value.always", "field"),
    ("BROADCAST_EXPOSURE", {"channels": []}, "value.channels", "field"),
]


@pytest.mark.parametrize(("code", "value", "field", "said"), UNREADABLE)
def test_a_policy_nobody_can_read_is_refused_and_its_field_named(
    court: EquippedCourt, code: str, value: object, field: str, said: str
) -> None:
    with system(), pytest.raises(Refusal) as refused:
        operations.adopt_policy(_local_rules(court.court_no, code=code, value=value))
    assert (refused.value.code, refused.value.field) == ("POLICY_VALUE_UNREADABLE", field)
    inner = field.removeprefix("value.")
    assert inner in refused.value.message_zh and inner in refused.value.message_en
    assert said in refused.value.message_en and "应为" in refused.value.message_zh
    with system():
        assert queries.find_policy(court.court_no, code, CHANGE) is None


def test_every_known_policy_has_a_reader_and_no_other_is_adopted(court: EquippedCourt) -> None:
    assert set(list_policy_kinds()) >= {code.value for code in PolicyCode}
    with system(), pytest.raises(Refusal) as refused:
        operations.adopt_policy(_local_rules(court.court_no, code="LOCAL_RULE"))
    assert (refused.value.code, refused.value.field) == ("POLICY_UNKNOWN", "code")
    assert "LOCAL_RULES" in refused.value.remedy_zh


def test_a_policy_ends_after_it_begins(court: EquippedCourt) -> None:
    with system(), pytest.raises(Refusal) as refused:
        operations.adopt_policy(_local_rules(court.court_no, valid_until=CHANGE))
    assert (refused.value.code, refused.value.field) == ("POLICY_DAYS_REVERSED", "valid_until")


def test_the_database_refuses_a_policy_without_basis_or_twice_a_day(court: EquippedCourt) -> None:
    row = {"court_no": court.court_no, "code": "LOOK_OUT", "value": {}, "valid_from": OPENED_ON}
    with system(), pytest.raises(IntegrityError, match="policy_names_its_basis"):
        CourtPolicy.objects.create(**row, legal_basis="")
    with system(), pytest.raises(IntegrityError, match="policy_is_in_force_once_a_day"):
        for _ in range(2):
            CourtPolicy.objects.create(**row, legal_basis="依据")
