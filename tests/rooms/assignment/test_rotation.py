"""The rotation is fair, fixed by what was committed to, and anybody can check it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st

from tests.support.filed import file_one, stage_on
from zhixing.assignment import operations as assignment
from zhixing.assignment import rotation
from zhixing.assignment.cutover import CaseDate, CaseDates, NoPool, PoolRule, pool_of
from zhixing.assignment.queries import find_receipt
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Responsibility
from zhixing.cases.docket.corrections import annul_act, correct_act
from zhixing.cases.docket.registry import get_act_type
from zhixing.cases.filing.application import TitleKind
from zhixing.courts import operations as courts
from zhixing.courts.queries import list_teams
from zhixing.kernel.canonical import to_json
from zhixing.kernel.codec import decode
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.stage import Stage

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "verify_assignment.py"
CUT = date(2018, 5, 1)
RULES = (
    PoolRule("2018年5月1日前立案：原八组", CaseDate.FILED, Days(date(2000, 1, 1), CUT), "OLD8"),
    PoolRule(
        "调解书自5月1日起生效：审判法官",
        CaseDate.TITLE_EFFECTIVE,
        Days(CUT),
        "TRIAL_JUDGE",
        ("MEDIATION",),
    ),
    PoolRule("判决自5月1日起生效：新三组", CaseDate.TITLE_EFFECTIVE, Days(CUT), "NEW3"),
    PoolRule("5月1日起立案、此前生效：原八组", CaseDate.FILED, Days(CUT), "OLD8"),
)


@given(st.integers(1, 400), st.integers(1, 13), st.binary(min_size=32, max_size=32))
def test_loads_differ_by_at_most_one(cases_: int, groups: int, seed: bytes) -> None:
    loads = Counter(d.group for d in rotation.deal(seed, "g", cases_, groups))
    full = [loads.get(g, 0) for g in range(groups)]
    assert max(full) - min(full) <= 1 and sum(full) == cases_


@given(st.integers(0, 300), st.integers(1, 13), st.binary(min_size=32, max_size=32))
def test_one_place_can_be_proved_without_dealing_the_rest(
    position: int, groups: int, seed: bytes
) -> None:
    dealt = list(rotation.deal(seed, "g", position + 1, groups))
    assert rotation.group_of(seed, "g", position, groups) == dealt[position].group


def test_every_group_is_as_likely_in_every_place() -> None:
    counts = Counter(rotation.permutation(n.to_bytes(4, "big"), "x", 5)[0] for n in range(5_000))
    assert all(850 < counts[g] < 1150 for g in range(5))


@pytest.mark.parametrize(
    ("filed_on", "effective_on", "kind", "pool"),
    [
        (date(2018, 4, 30), date(2018, 4, 1), "JUDGMENT", "OLD8"),
        (date(2018, 4, 30), date(2018, 4, 1), "MEDIATION", "OLD8"),
        (date(2018, 5, 1), date(2018, 5, 1), "JUDGMENT", "NEW3"),
        (date(2018, 5, 1), date(2018, 4, 30), "JUDGMENT", "OLD8"),
        (date(2018, 6, 1), date(2018, 5, 1), "MEDIATION", "TRIAL_JUDGE"),
        (date(2018, 6, 1), date(2018, 5, 20), "JUDGMENT", "NEW3"),
    ],
)
def test_the_cut_over_says_what_happens_on_the_day_itself(
    filed_on: date, effective_on: date, kind: str, pool: str
) -> None:
    assert pool_of(CaseDates(filed_on, effective_on, kind), RULES).pool == pool


def test_a_gap_in_the_rules_is_said_and_not_guessed() -> None:
    with pytest.raises(NoPool):
        pool_of(CaseDates(date(1999, 1, 1), None), RULES)


@pytest.fixture(scope="module")
def dealt() -> tuple[Stage, list[object]]:
    stage = stage_on()
    groups = []
    team = stage.do(K.DIRECTOR, lambda by: list_teams(by.court_no, stage.today)[0])
    for n in range(3):
        judge = stage.staff.of_kind(K.JUDGE, n)
        groups.append(assignment.Group(team.id, (assignment.Member(judge.person, judge.post),)))
    stage.do(K.DIRECTOR, lambda by: assignment.open_cycle("ALL", groups, stage.clock_at, by=by))
    filed = [file_one(stage) for _ in range(7)]
    result = stage.do(
        K.DIRECTOR, lambda by: assignment.run_cycle("ALL", stage.today, stage.clock_at, by=by)
    )
    assert result.cases == 7 and sorted(result.loads) == [2, 2, 3]
    return stage, filed


def test_a_receipt_is_checked_by_the_published_script(
    dealt: tuple[Stage, list[object]], tmp_path: Path
) -> None:
    stage, filed = dealt
    case = filed[4].case
    receipt = stage.do(K.JUDGE, lambda by: find_receipt(by.court_no, case))
    assert receipt is not None
    path = tmp_path / "receipt.json"

    def check(changed: dict[str, object]) -> subprocess.CompletedProcess[str]:
        path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-I", str(SCRIPT), str(path)],
            capture_output=True,
            text=True,
            check=False,
        )

    good = check(receipt)
    assert good.returncode == 0 and good.stdout.startswith("OK"), good.stdout
    numbers = list(receipt["numbers"])
    for change, word in (
        ({"secret": "00" * 32}, "commitment"),
        ({"numbers": numbers[::-1]}, "order"),
        ({"position": 0}, "place"),
        ({"group": (int(str(receipt["group"])) + 1) % 3}, "group"),
    ):
        bad = check({**receipt, **change})
        assert bad.returncode == 1 and f"FAILED  {word}" in bad.stdout, bad.stdout


def test_the_responsibility_record_keeps_every_handler(
    dealt: tuple[Stage, list[object]],
) -> None:
    stage, filed = dealt
    case = filed[0].case
    other = stage.staff.of_kind(K.JUDGE, 1)
    member = assignment.Member(other.person, other.post)
    stage.do(
        K.DIRECTOR,
        lambda by: assignment.reassign(case, member, None, "原承办人回避", stage.today, by=by),
    )
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, case))
    assert [h.how for h in facts.of(Responsibility).handlers] == ["ROTATION", "REASSIGNMENT"]
    assert facts.of(Responsibility).current.person == other.person


def test_the_responsibility_record_is_never_corrected_annulled_or_rewritten(
    dealt: tuple[Stage, list[object]],
) -> None:
    stage, filed = dealt
    case = filed[1].case
    acts = stage.do(K.JUDGE, lambda by: cases.list_acts(by.court_no, case))
    (assigned,) = [a for a in acts if a.type == "CASE_ASSIGNED"]
    payload = decode(get_act_type("CASE_ASSIGNED").payload, assigned.payload)
    for change in (
        lambda by: annul_act(assigned.id, "误录", by=by),
        lambda by: correct_act(assigned.id, payload, stage.today, by=by),
    ):
        with pytest.raises(Refusal) as caught:
            stage.do(K.JUDGE, change)
        assert caught.value.code == "RESPONSIBILITY_IS_FINAL"
    with pytest.raises(Refusal) as powerless:
        stage.do(K.CASHIER, lambda by: annul_act(assigned.id, "误录", by=by))
    assert powerless.value.code == "NOT_YOURS_TO_DO"
    for sql in (
        "UPDATE cases_act SET payload = '{}' WHERE id = %s",
        "DELETE FROM cases_act WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), open_scope(Scope.system()):
            with connection.cursor() as cursor:
                cursor.execute(sql, [assigned.id])
    facts = stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, case))
    assert [h.how for h in facts.of(Responsibility).handlers] == ["ROTATION"]


def test_cases_go_to_the_pool_that_the_adopted_cut_over_names() -> None:
    """Filed before 1 May 2018: the old groups; titles effective from that day: the new ones."""
    stage = stage_on(date(2018, 4, 30))
    rules = {"rules": to_json(RULES)}
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                "ASSIGNMENT_CUT_OVER",
                "分案规定（虚构）",
                date(2018, 1, 1),
                date(2019, 1, 1),
                rules,
            )
        )
    before = file_one(stage)
    stage.goto(date(2018, 5, 1))
    on_the_day = file_one(stage, effective_on=date(2018, 5, 1), performance_until=None)
    earlier = file_one(stage, effective_on=date(2018, 4, 30))
    mediated = file_one(
        stage,
        effective_on=date(2018, 5, 1),
        performance_until=None,
        title_kind=TitleKind.MEDIATION,
    )
    wanted = {
        "OLD8": {before.case, earlier.case},
        "NEW3": {on_the_day.case},
        "TRIAL_JUDGE": {mediated.case},
    }
    judge = stage.staff.of_kind(K.JUDGE)
    groups = [
        assignment.Group(stage.staff.teams[0], (assignment.Member(judge.person, judge.post),))
    ]
    for pool, members in wanted.items():
        stage.do(
            K.DIRECTOR,
            lambda by, pool=pool: assignment.open_cycle(pool, groups, stage.clock_at, by=by),
        )
        result = stage.do(
            K.DIRECTOR,
            lambda by, pool=pool: assignment.run_cycle(pool, stage.today, stage.clock_at, by=by),
        )
        assert result.cases == len(members), pool
        for case in members:
            receipt = stage.do(K.JUDGE, lambda by, case=case: find_receipt(by.court_no, case))
            assert receipt is not None and receipt["pool"] == pool


def test_refusals(dealt: tuple[Stage, list[object]]) -> None:
    stage, filed = dealt
    case = filed[0].case
    judge = stage.staff.of_kind(K.JUDGE)
    member = assignment.Member(judge.person, judge.post)
    tries = {
        "NO_OPEN_CYCLE": lambda by: assignment.run_cycle("ALL", stage.today, stage.clock_at, by=by),
        "GROUP_WITHOUT_HANDLERS": lambda by: assignment.open_cycle("X", [], stage.clock_at, by=by),
        "REASON_MISSING": lambda by: assignment.designate(
            case, member, None, " ", stage.today, by=by
        ),
    }
    for code, operation in tries.items():
        with pytest.raises(Refusal) as caught:
            stage.do(K.DIRECTOR, operation)
        assert caught.value.code == code
    with pytest.raises(Refusal) as caught:
        stage.do(
            K.CLERK, lambda by: assignment.run_cycle("ALL", stage.today, stage.clock_at, by=by)
        )
    assert caught.value.code == "NOT_ALLOWED"
