"""A session at the table and what was agreed there: figures, refusals, repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.rooms.settlement.making import (
    AGREED_ON,
    PART,
    TOTAL,
    Told,
    both_sides,
    settle,
    terms_of,
)
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Agenda, Debt
from zhixing.cases.figures import NoSuchFigure, explain
from zhixing.cases.permissions import StepRefused, outstanding
from zhixing.funds.operations import SameKeyOtherBody
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.months_to_repay import NeverRepaid
from zhixing.law.interest.schedule import Instalment
from zhixing.law.registry import execute_again
from zhixing.platform.principal import PostKind
from zhixing.settlement.chapter import Answer, Mediation, Plan, Side, ThirdPartyPayer
from zhixing.settlement.operations import (
    Offer,
    Session,
    SettlementRefused,
    hold_mediation,
    reach_settlement,
)
from zhixing.settlement.queries import SettlementState, get_settlement, list_offers

SESSION_ON = date(2017, 3, 20)


def session(told: Told, *offers: Offer, **changes: Any) -> Session:
    given: dict[str, Any] = {
        "place": "虚构拘留所会见室",
        "participants": both_sides(told),
        "offers": offers,
        "minutes": "调解笔录（虚构）",
    }
    return Session(**{**given, **changes})


MONTHLY = Offer(
    Side.DEBTOR,
    "虚构被执行人",
    TOTAL,
    Fen.of_yuan("2000"),
    answer=Answer.REFUSED,
    words="约三十年，不能接受",
)
AT_ONCE = Offer(Side.APPLICANT, "虚构申请人", TOTAL, counters=1)


def hold(told: Told, *offers: Offer, on: date = SESSION_ON, **changes: Any) -> None:
    with told.open() as by:
        hold_mediation(told.case, session(told, *offers, **changes), on, by=by)


def test_two_thousand_a_month_takes_325_months(told: Told) -> None:
    hold(told, MONTHLY, AT_ONCE)
    with told.open():
        first, second = (o.offer for o in list_offers(told.court_no, told.case))
        found = explain(told.court_no, told.case, "offer:1", SESSION_ON)
    assert (first.number, first.months, first.years, first.answer) == (1, 325, "27.1", "REFUSED")
    assert first.final == Fen.of_yuan("2000")
    assert (second.number, second.months, second.counters) == (2, None, 1)
    assert found.value.months == 325
    assert execute_again(found).value == found.value


def test_an_offer_of_other_figures_gives_other_months(told: Told) -> None:
    hold(told, replace(MONTHLY, total=TOTAL + 1), replace(MONTHLY, monthly=Fen.of_yuan("2001")))
    offers = told.facts().of(Mediation).offers
    assert [o.offer.months for o in offers] == [326, 325]
    assert offers[1].offer.final == Fen.of_yuan("1676")


def test_offers_are_numbered_on_through_sessions(told: Told) -> None:
    hold(told, MONTHLY)
    hold(told, replace(AT_ONCE, counters=1), on=date(2017, 3, 27))
    assert [o.offer.number for o in told.facts().of(Mediation).offers] == [1, 2]
    with told.open():
        assert len(list_offers(told.court_no, told.case, on=SESSION_ON)) == 1
        with pytest.raises(NoSuchFigure):
            explain(told.court_no, told.case, "offer:2", date(2017, 3, 27))


@pytest.mark.parametrize(
    ("offers", "changes", "code"),
    [
        ((), {"place": " "}, "SESSION_INCOMPLETE"),
        ((), {"participants": ()}, "SESSION_INCOMPLETE"),
        ((), {"minutes": ""}, "SESSION_INCOMPLETE"),
        ((replace(MONTHLY, made_by="路人"),), {}, "OFFER_BY_ABSENT"),
        ((replace(MONTHLY, counters=7),), {}, "COUNTERS_UNKNOWN_OFFER"),
        ((AT_ONCE,), {}, "COUNTERS_UNKNOWN_OFFER"),
        ((replace(MONTHLY, monthly=Fen(0)),), {}, "NEVER_REPAID"),
    ],
)
def test_a_session_that_does_not_hold_together_is_refused(
    told: Told, offers: tuple[Offer, ...], changes: dict[str, Any], code: str
) -> None:
    with pytest.raises((SettlementRefused, NeverRepaid)) as refused:
        hold(told, *offers, **changes)
    assert refused.value.code == code
    assert "MEDIATION_HELD" not in told.types()


def test_whoever_only_watches_may_not_hold_a_session(told: Told) -> None:
    with told.open(PostKind.ACCOUNTANT) as by, pytest.raises(Refusal) as refused:
        hold_mediation(told.case, session(told, MONTHLY), SESSION_ON, by=by)
    assert refused.value.code == "NOT_ALLOWED"


def test_eight_instalments_make_650000(told: Told) -> None:
    settlement = settle(told)
    with told.open():
        view = get_settlement(told.court_no, told.case, AGREED_ON)
        found = explain(told.court_no, told.case, "instalments", AGREED_ON)
        acts = cases.list_acts(told.court_no, told.case)
        again = cases.execute_findings(next(a for a in acts if a.type == "SETTLEMENT_REACHED"))
    assert view is not None
    assert (view.settlement, view.state) == (settlement, SettlementState.LIVING)
    assert [i.amount for i in view.instalments] == [PART] * 8
    assert sum(i.amount for i in view.instalments) == TOTAL == 8 * PART
    assert [i.due_on.month for i in view.instalments] == [4, 5, 6, 7, 8, 9, 10, 11]
    assert view.payer is not None and view.payer.relation == "堂兄"
    assert tuple(i.amount for i in found.value) == (PART,) * 8
    rules = [f.rule for f in again]
    assert rules == ["PERMIT_SETTLEMENT", "INSTALMENT_SCHEDULE", "DEBT_TODAY"]


def test_a_settlement_takes_the_place_of_the_debt(told: Told) -> None:
    before = outstanding(told.facts(), AGREED_ON)
    assert before > Fen.of_yuan("680000")
    settle(told)
    facts = told.facts()
    assert facts.of(Debt).agreed_total == TOTAL
    assert outstanding(facts, AGREED_ON) == TOTAL
    assert facts.of(Debt).waived == 0, "a waiver binds only once the settlement is performed"
    assert len([s for s in facts.of(Agenda).subjects if s.kind == "INSTALMENT"]) == 8
    with told.open():
        nodes = cases.list_nodes(told.court_no, told.case)
    assert len([n for n in nodes if n.code.startswith("INSTALMENT:")]) == 8
    assert outstanding(told.facts(on=date(2017, 3, 28)), date(2017, 3, 28)) > TOTAL


def test_the_same_key_gives_the_same_settlement(told: Told) -> None:
    first = settle(told)
    assert settle(told) == first
    assert told.types().count("SETTLEMENT_REACHED") == 1
    with told.open() as by, pytest.raises(SameKeyOtherBody):
        reach_settlement(told.case, terms_of(told, waived=Fen(0)), AGREED_ON, by=by)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"principal": Fen.of_yuan("599999.99")}, "TERMS_DO_NOT_ADD_UP"),
        ({"waived": Fen(-1)}, "TERMS_DO_NOT_ADD_UP"),
        ({"resumption_ground": " "}, "TERMS_INCOMPLETE"),
        ({"key": ""}, "TERMS_INCOMPLETE"),
        ({"record": ""}, "SUBMITTED"),
        ({"agreed_by": ()}, "AGREED"),
        ({"plan": None}, "ONE_SCHEDULE"),
        ({"plan": Plan(8, date(2017, 3, 28))}, "FIRST_INSTALMENT_PAST"),
        ({"plan": Plan(0, date(2017, 4, 30))}, "SCHEDULE_IMPOSSIBLE"),
        (
            {"payer": ThirdPartyPayer("虚构堂兄", "堂兄", "", AGREED_ON)},
            "PAYER_DID_NOT_CONSENT",
        ),
        (
            {"payer": ThirdPartyPayer("虚构堂兄", "堂兄", "承诺", date(2017, 3, 30))},
            "PAYER_DID_NOT_CONSENT",
        ),
        (
            {"plan": None, "instalments": (Instalment(1, date(2017, 4, 30), TOTAL - 1),)},
            "INSTALMENTS_DO_NOT_FIT",
        ),
        (
            {
                "plan": None,
                "instalments": (
                    Instalment(1, date(2017, 5, 30), TOTAL - 1),
                    Instalment(2, date(2017, 4, 30), Fen(1)),
                ),
            },
            "INSTALMENTS_DO_NOT_FIT",
        ),
    ],
)
def test_terms_that_do_not_hold_are_refused(told: Told, changes: dict[str, Any], code: str) -> None:
    with told.open() as by, pytest.raises(Refusal) as refused:
        reach_settlement(told.case, terms_of(told, **changes), AGREED_ON, by=by)
    assert refused.value.code == code
    assert told.facts().of(Debt).agreed_total is None


def test_the_debtor_alone_cannot_settle(told: Told) -> None:
    with told.open() as by, pytest.raises(StepRefused) as refused:
        changed = terms_of(told, agreed_by=(told.debtor,))
        reach_settlement(told.case, changed, AGREED_ON, by=by)
    assert refused.value.code == "AGREED"


def test_a_second_settlement_must_name_the_one_it_replaces(told: Told) -> None:
    first = settle(told)
    told.pay(date(2017, 4, 30))
    told.react()
    on = date(2017, 6, 1)
    changes: dict[str, Any] = {"key": "和解二", "plan": Plan(2, date(2017, 7, 31))}
    with told.open() as by, pytest.raises(SettlementRefused) as refused:
        reach_settlement(told.case, terms_of(told, **changes), on, by=by)
    assert refused.value.code == "SETTLEMENT_STANDS"
    rest = {"principal": TOTAL - PART, "interest": Fen(0), "fees": Fen(0), "total": TOTAL - PART}
    second = settle(told, on, replaces=first, **changes, **rest)
    with told.open():
        now = get_settlement(told.court_no, told.case, on)
        before = get_settlement(told.court_no, told.case, date(2017, 5, 31))
    assert now is not None and before is not None
    assert (now.settlement, now.paid, len(now.instalments)) == (second, 0, 2)
    assert (before.settlement, before.paid) == (first, PART)
    open_entries = [
        s for s in told.facts().of(Agenda).subjects if s.kind == "INSTALMENT" and not s.done_on
    ]
    assert [s.reference for s in open_entries] == [f"{second}/1", f"{second}/2"]
