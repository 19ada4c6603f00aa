"""The demo court in small: every course of life once, all through operations, nothing amiss."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.queries import CaseFilter, CaseView, list_acts, list_cases, list_open_nodes
from zhixing.cli.demo import accounts_block
from zhixing.cli.processes import OPEN_ONES, PROCESSES, TOWN
from zhixing.courts.queries import get_legal_day, list_teams
from zhixing.funds.queries import list_unmatched_receipts, verify_money
from zhixing.inquiry.correcting.queries import list_corrections
from zhixing.inquiry.counter.queries import list_window_tasks
from zhixing.inquiry.queries import RequestView, list_requests
from zhixing.inquiry.search.views import list_disputes, list_searches
from zhixing.inquiry.states import State
from zhixing.inquiry.stuck import list_stuck
from zhixing.institutions.kinds import InstitutionKind
from zhixing.institutions.queries import (
    find_institution_by_code,
    find_window,
    list_institutions,
)
from zhixing.kernel.clock import instant
from zhixing.oversight.published import list_rankings
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.verify import verify_log
from zhixing.scenarios import channels, open_ones
from zhixing.scenarios.banks import ACCOUNT_REGISTER, BANKS, world_of
from zhixing.scenarios.demo import PRESENT
from zhixing.scenarios.demo.accounts import FILE_NAME
from zhixing.scenarios.demo.courses import list_courses
from zhixing.scenarios.demo.seed import Demo, find_finished, seed


@dataclass(frozen=True)
class Made:
    demo: Demo
    state: Path

    @property
    def court_no(self) -> int:
        return self.demo.stage.court_no


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    state = tmp_path_factory.mktemp("demo")
    told: list[str] = []
    demo = seed(state, lambda zh, en: told.append(zh + en), count=1)
    assert len(told) > 5, "progress is shown"
    return Made(demo, state)


@pytest.fixture
def court(made: Made) -> Iterator[int]:
    with open_scope(Scope.of_court(made.court_no, made.court_no)):
        yield made.court_no


def all_cases(court_no: int) -> list[CaseView]:
    return list(list_cases(CaseFilter(court_no=court_no), order="claim", limit=400).cases)


def test_there_are_many_courses_of_life_and_each_was_taken(made: Made, court: int) -> None:
    assert len(list_courses()) >= 12
    assert len(made.demo.lives) >= len(list_courses())
    assert len(all_cases(court)) == len(made.demo.lives) + 1


def test_no_two_cases_share_shape_and_amount(made: Made, court: int) -> None:
    shapes = Counter(
        (tuple(a.type for a in list_acts(court, case.id)), case.claim_fen)
        for case in all_cases(court)
    )
    assert max(shapes.values()) == 1
    amounts = [case.claim_fen for case in all_cases(court)]
    assert len(set(amounts)) == len(amounts)


def test_the_screens_have_something_to_show(made: Made, court: int) -> None:
    types = {a.type for case in all_cases(court) for a in list_acts(court, case.id)}
    wanted = """ASSET_CONTROLLED CONTROL_RELEASED CONTROL_REFUSED DEPOSIT_TRANSFERRED ACT_ANNULLED
    RECEIPT_REVERSED PAYMENT_FAILED PAYMENT_MADE LISTING_PUBLISHED LISTING_SHIELDED LISTING_DELETED
    SETTLEMENT_REACHED SETTLEMENT_DEFAULTED MEDIATION_HELD PERIOD_EXCLUDED DETENTION_ENDED
    PARTY_SUCCEEDED CASE_REASSIGNED MATTER_RETURNED QUERY_ORDERED CASE_CLOSED INSTRUMENT_SERVED"""
    assert set(wanted.split()) <= types, sorted(set(wanted.split()) - types)
    assert list_open_nodes(court, due_by=PRESENT), "something is overdue"
    states = {bool(case.closed_on) for case in all_cases(court)}
    assert states == {True, False}
    assert len(list_teams(court, PRESENT)) == 3
    assert list_unmatched_receipts(court) is not None


def test_the_clock_stands_at_the_present_and_the_court_is_found_again(made: Made) -> None:
    with open_scope(Scope.system()):
        assert get_legal_day(made.court_no, instant(PRESENT)) == PRESENT
    found = find_finished()
    assert found is not None and found.code.startswith("DEMO")


def test_the_accounts_are_one_per_post_with_the_approvers_secrets(made: Made) -> None:
    path = made.state / FILE_NAME
    assert path.stat().st_mode & 0o077 == 0
    accounts = json.loads(path.read_text())
    lines = accounts_block(accounts)
    assert len(lines) == len(accounts) + 1
    by_login = {a["login"].split("-", 1)[1]: a for a in accounts}
    assert {"judge1", "assistant1", "clerk1", "police1", "director", "president"} <= by_login.keys()
    secret = "一次性口令密钥 code secret"
    assert all(by_login[n][secret] for n in ("director", "vice-president", "president"))
    assert not any(by_login[n][secret] for n in ("judge1", "clerk1", "cashier"))
    assert len({a["password"] for a in accounts}) == 1


def test_the_banks_know_their_customers(made: Made) -> None:
    for bank in BANKS:
        world = json.loads(world_of(made.state / "simulators", bank.short).read_text())
        assert isinstance(world["persons"], list)


def test_every_road_has_its_institution_and_its_program(made: Made, court: int) -> None:
    folder = made.state / "simulators"
    wanted = [channels.REGISTRY[0], channels.PACKAGES.code, channels.COUNTER.code]
    wanted += [channels.OLDER.code, *(one.code for one in channels.OPEN_ONES)]
    found = {code: find_institution_by_code(code, PRESENT) for code in wanted}
    assert {i.profile for i in found.values() if i is not None} == {
        *("REG-SOAP", "BANK-FILE-2", "COUNTER", "OPEN-JSON-1", "BANK-SOAP-1"),
    }
    places = {f"open_{short}": key for short, key in channels.keys_of(made.state).items()}
    places |= {"state": str(made.state), "url": "", "court": "DEMO", "port": "", "police_port": ""}
    for process in PROCESSES:
        for argument in process.arguments:
            filled = Path(argument.format(**places))
            if filled.suffix == ".json" and folder in filled.parents:
                assert filled.exists(), f"{process.name} would not find {filled.name}"
    assert channels.are_complete(made.state)
    assert {one.short for one in open_ones.TOWN} == set(TOWN)
    assert {one.short for one in open_ones.ALONE} == set(OPEN_ONES)
    assert channels.exchange_of(folder).is_dir()
    assert (folder / channels.KEY_FILE).stat().st_mode & 0o077 == 0
    unit = found[channels.COUNTER.code]
    assert unit is not None and find_window(unit.id) == channels.COUNTER.window
    assert [t.institution for t in list_window_tasks(court)] == [unit.id]


def test_the_demo_court_is_connected_to_every_kind_of_institution(made: Made, court: int) -> None:
    codes = {*(bank.code for bank in BANKS), *(bank.code for bank in channels.MORE_BANKS)}
    codes |= {one.code for one in channels.OPEN_ONES}
    codes |= {channels.REGISTRY[0], channels.COUNTER.code}
    ours = [i for i in list_institutions(PRESENT) if i.code in codes]
    assert len(ours) == len(codes)
    assert {i.kind for i in ours} == set(InstitutionKind)


def test_the_register_of_accounts_knows_what_other_banks_keep(made: Made) -> None:
    folder = made.state / "simulators"
    known = json.loads(world_of(folder, ACCOUNT_REGISTER.short).read_text())["persons"]
    accounts = [a for person in known for a in person["accounts"]]
    assert accounts and all(a["held_at"] and a["balance"] == "0.00" for a in accounts)


def requests_of(court_no: int) -> list[RequestView]:
    return [r for case in all_cases(court_no) for r in list_requests(court_no, case.id)]


def test_a_dead_letter_waits_with_its_reason_and_another_was_mended(court: int) -> None:
    (stuck, *_) = list_stuck(court).requests
    assert stuck.state is State.REJECTED and stuck.reason and stuck.reason_en
    states = Counter(r.state for r in requests_of(court))
    assert states[State.REISSUED] >= 1, "issued again"
    letters = [r for r in requests_of(court) if r.reason == "书面反馈"]
    assert letters and {r.state for r in letters} == {State.CLOSED}, "answered by letter"


def test_the_bank_s_own_program_answered_while_the_past_was_played(made: Made, court: int) -> None:
    bank = find_institution_by_code(channels.PACKAGES.code, PRESENT)
    assert bank is not None
    answered = [r for r in requests_of(court) if r.institution == bank.id and r.outcome]
    assert {r.outcome for r in answered} >= {"FOUND"}
    assert (made.state / "simulators" / f"{channels.PACKAGES.short}.sqlite3").exists()


def test_one_dispute_is_open_and_one_is_settled_with_its_grounds(court: int) -> None:
    found = list_disputes(court)
    waiting, settled = ([d for d in found if bool(d.outcome) is is_it] for is_it in (False, True))
    assert waiting and all(d.due_on >= PRESENT for d in waiting), "none is late at the start"
    assert settled and all(d.grounds and d.settled_on for d in settled)
    assert {d.raised_by for d in found} == {"COURT", "INSTITUTION"}


def test_an_answer_was_corrected_by_hand_by_somebody_with_a_reason(court: int) -> None:
    found = [c for r in requests_of(court) for c in list_corrections(court, r.id)]
    assert found
    assert all(c.reason and c.basis and c.person for c in found)


def test_a_search_by_yield_says_of_everybody_it_passed_over_why(court: int) -> None:
    searches = [s for case in all_cases(court) for s in list_searches(court, case.id)]
    assert searches
    skipped = [r for s in searches for r in s.ranked if r.is_skipped]
    assert skipped and all(all(r.words) for r in skipped)
    asked = [r for s in searches for r in s.ranked if not r.is_skipped]
    assert max(r.yields for r in asked) >= max(r.yields for r in skipped)


def test_a_ranking_of_institutions_is_published(court: int) -> None:
    ours = [r for r in list_rankings() if r.last_on < PRESENT and r.published_on == PRESENT]
    assert ours
    lines = [line for r in ours for line in r.lines]
    named = {line["name"]: line for line in lines}
    assert named[channels.PACKAGES.name]["asked"] >= 2
    assert {o.name for o in open_ones.OPEN_ONES}.isdisjoint(named), "they were not due to answer"


def test_nothing_differs_afterwards(made: Made, court: int) -> None:
    assert list(verify_docket(court)) == []
    assert [d for d in verify_money() if d.court_no == court] == []
    assert verify_log([court]) == []
