"""The adversarial twin of the Wu case: both readings of *as of*, and stories on moved inputs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from zhixing.assets.acts import Property
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Debt, Progress, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import fold
from zhixing.cases.docket.stored import records_of_case
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.figures import explain
from zhixing.cases.filing.problem import FilingRefused
from zhixing.kernel.fen import Fen
from zhixing.law.calendar import calendar
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios import twin as script
from zhixing.scenarios.twin import Hand, Twin
from zhixing.scenarios.wu import replay
from zhixing.scenarios.wu.people import APPLICATION
from zhixing.scenarios.wu.record import Wu


@pytest.fixture(scope="module")
def twin() -> Twin:
    return script.play(login_prefix="twin-test-")


@contextmanager
def court_of(hand: Hand) -> Iterator[int]:
    with open_scope(Scope.of_court(hand.court_no, hand.court_no)):
        yield hand.court_no


def facts(hand: Hand, *, known_at: datetime | None = None, on: date | None = None) -> Facts:
    """Give the facts in a reading, having held them against a fold from nothing."""
    with court_of(hand) as court_no:
        found = cases.facts_as_of(court_no, hand.case, known_at=known_at, on=on)
        records = [
            r
            for r in records_of_case(court_no, hand.case)
            if known_at is None or r.recorded_at <= known_at
        ]
    assert found.to_json() == fold(records, on=on).to_json()
    return found


def debt_on(hand: Hand, on: date, known_at: datetime | None = None) -> Any:
    with court_of(hand) as court_no:
        return explain(court_no, hand.case, "debt", on, known_at=known_at).value


def test_a_service_recorded_late_was_not_known_but_had_happened(twin: Twin) -> None:
    on = date(2017, 3, 31)
    knew = facts(twin.first, known_at=twin.known["notice"], on=on).of(Progress)
    stood = facts(twin.first, on=on).of(Progress)
    assert "NOTICE_EXPIRES" not in knew.reached
    assert stood.reached["NOTICE_EXPIRES"] == script.SERVED_ON + timedelta(days=7)


def test_the_wrong_amount_was_known_and_the_right_one_was_owed(twin: Twin) -> None:
    on = date(2017, 4, 1)
    knew = facts(twin.first, known_at=twin.known["service"], on=on).of(Debt)
    stood = facts(twin.first, on=on).of(Debt)
    assert [o.amount for o in knew.obligations] == [script.AS_RECORDED]
    assert [o.amount for o in stood.obligations] == [script.AS_IT_WAS]
    before = debt_on(twin.first, on, twin.known["service"]).total
    after = debt_on(twin.first, on).total
    assert before - after >= script.AS_RECORDED - script.AS_IT_WAS


def test_a_reversed_receipt_counted_until_its_reversal_was_recorded(twin: Twin) -> None:
    on = date(2017, 5, 12)
    knew = facts(twin.first, known_at=twin.known["receipt"], on=on).of(Debt)
    assert [p.amount for p in knew.payments] == [script.PAID]
    assert facts(twin.first, on=date(2017, 5, 31)).of(Debt).payments == ()
    lower = debt_on(twin.first, date(2017, 5, 31), twin.known["receipt"]).total
    assert debt_on(twin.first, date(2017, 5, 31)).total >= lower + script.PAID


def test_the_successor_stands_from_the_day_of_succession_only(twin: Twin) -> None:
    day_before = script.SUCCEEDED_ON - timedelta(days=1)
    assert facts(twin.first, on=day_before).of(Standings).of_role("APPLICANT") == (
        twin.first.creditor,
    )
    now = facts(twin.first).of(Standings)
    assert now.of_role("APPLICANT") == (twin.successor,)
    assert now.parties[-1].successor_of == twin.first.creditor
    knew = facts(twin.first, known_at=twin.known["reversal"], on=script.SUCCEEDED_ON)
    assert knew.of(Standings).of_role("APPLICANT") == (twin.first.creditor,)


@pytest.mark.parametrize("known", ["notice", "service", "correction", "receipt", "reversal"])
def test_both_readings_of_every_day_equal_a_fold_from_nothing(twin: Twin, known: str) -> None:
    for on in (script.FILED_ON, script.SERVED_ON, script.PAID_ON, script.SUCCEEDED_ON):
        facts(twin.first, known_at=twin.known[known], on=on)
        facts(twin.first, on=on)
    with court_of(twin.first) as court_no:
        stored = cases.facts_now(court_no, twin.first.case)
        assert stored.to_json() == fold(records_of_case(court_no, twin.first.case)).to_json()
        assert list(verify_docket(court_no)) == []


def test_two_courts_on_one_house_see_court_rank_and_amount_only(twin: Twin) -> None:
    wanted = [
        (twin.first.court_no, 1, script.AS_IT_WAS),
        (twin.second.court_no, 2, Fen.of_yuan(90_000)),
    ]
    for hand, house in zip((twin.first, twin.second), twin.houses, strict=True):
        with court_of(hand) as court_no:
            holds = list_holds_on_asset(court_no, house)
        assert [(h.court_no, h.rank, h.amount) for h in holds] == wanted
        assert set(type(holds[0]).__dataclass_fields__) == {"court_no", "rank", "amount"}
    with court_of(twin.second) as court_no:
        own = cases.facts_now(court_no, twin.second.case).of(Property)
        assert own.controlled == 0, "what queues controls nothing yet"
        with pytest.raises(Exception, match="does not exist"):
            cases.get_case(twin.first.court_no, twin.first.case)


def test_a_queued_control_stays_second_when_the_first_is_looked_at_earlier(twin: Twin) -> None:
    before = facts(twin.second, on=script.SECOND_CONTROL_ON - timedelta(days=1)).of(Property)
    assert before.controls == ()
    assert facts(twin.first).of(Property).controlled == script.AS_IT_WAS


def filed(prefix: str, **changes: Any) -> Wu:
    return replay.file(prefix, replace(APPLICATION, **changes))


def closing_due(wu: Wu) -> Any:
    court_no = wu.stage.court_no
    with open_scope(Scope.of_court(court_no, court_no)):
        return explain(court_no, wu.case, "node:CLOSE_CASE", date(2016, 6, 1)).value


def debt(wu: Wu, on: date = date(2017, 3, 28)) -> Any:
    court_no = wu.stage.court_no
    with open_scope(Scope.of_court(court_no, court_no)):
        return explain(court_no, wu.case, "debt", on).value


@pytest.fixture(scope="module")
def plain() -> Wu:
    return filed("twin-plain-")


@pytest.mark.parametrize(
    ("days", "plain_on", "due_on"),
    [
        (-1, date(2016, 4, 8), date(2016, 4, 8)),
        (0, date(2016, 4, 9), date(2016, 4, 11)),
        (1, date(2016, 4, 10), date(2016, 4, 11)),
        (3, date(2016, 4, 12), date(2016, 4, 12)),
    ],
)
def test_filing_moved_a_day_moves_the_closing_line(days: int, plain_on: date, due_on: date) -> None:
    on = date(2015, 10, 9) + timedelta(days=days)
    effective_on = min(on, APPLICATION.effective_on)
    wu = filed(f"twin-filed{days}-", applied_on=on, received_on=on, effective_on=effective_on)
    found = closing_due(wu)
    assert (found.plain_on, found.due_on) == (plain_on, due_on)
    assert not calendar().is_day_off(found.due_on)


def test_effect_moved_a_day_past_the_application_is_refused() -> None:
    with pytest.raises(FilingRefused) as refused:
        filed("twin-effect-late-", effective_on=APPLICATION.applied_on + timedelta(days=1))
    assert refused.value.message_zh and refused.value.message_en


@pytest.mark.parametrize("days", [-1, -2])
def test_effect_moved_a_day_moves_the_extra_interest_by_a_day(plain: Wu, days: int) -> None:
    on = APPLICATION.effective_on + timedelta(days=days)
    moved = debt(filed(f"twin-effect{days}-", effective_on=on))
    was = debt(plain)
    # The extra interest of one day: 0.0175% of what bears it.
    principal = sum(int(o.amount) for o in APPLICATION.obligations)
    a_day = principal * 175 / 1_000_000 * abs(days)
    difference = int(was.total) - int(moved.total)
    assert difference * days > 0
    assert 0.8 * a_day <= abs(difference) <= 1.2 * a_day


@pytest.mark.parametrize("item", range(len(APPLICATION.obligations)))
def test_each_amount_changed_moves_the_debt_by_at_least_as_much(plain: Wu, item: int) -> None:
    items = list(APPLICATION.obligations)
    more = Fen.of_yuan(1_000)
    items[item] = replace(items[item], amount=Fen(items[item].amount + more))
    moved = debt(filed(f"twin-amount{item}-", obligations=tuple(items)))
    was = debt(plain)
    assert more <= int(moved.total) - int(was.total) <= 2 * more


@pytest.mark.parametrize("days", [-1, 1])
def test_the_first_day_of_agreed_interest_moves_the_debt(plain: Wu, days: int) -> None:
    items = tuple(
        replace(o, agreed_from=o.agreed_from + timedelta(days=days)) if o.agreed_from else o
        for o in APPLICATION.obligations
    )
    moved = debt(filed(f"twin-since{days}-", obligations=items))
    assert (int(debt(plain).total) - int(moved.total)) * days > 0


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_debt_grows_with_every_day_asked_about(plain: Wu, days: int) -> None:
    on = date(2017, 3, 28) + timedelta(days=days)
    assert debt(plain, on).total > debt(plain, on - timedelta(days=1)).total
