"""Cases are classed hard or impossible by evidence, and both stocks are counted with their cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support.banks import make_bank, seek
from tests.support.ended import find, ripen
from tests.support.searching import another_case
from zhixing.cases.docket.corrections import annul_act
from zhixing.closing import operations as closing
from zhixing.closing.operations import HardnessStatement
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.queries import ask, get_reading, list_counted
from zhixing.platform.principal import PostKind as K

UNABLE = HardnessStatement(shown_unable=True, evidence="财产调查表、低保证明")
STOCK = "HARDNESS_STOCK"


@pytest.fixture
def ripe(tmp_path: Any) -> Any:
    """Give a case whose whole network answered that nothing is there."""
    make_bank(tmp_path)
    sought = seek()
    ripen(sought)
    return sought


def class_it(sought: Any, statement: HardnessStatement = UNABLE) -> Any:
    case = sought.filed.case
    sought.do(lambda by: closing.class_hardness(case, statement, sought.today, by=by))
    return sought.acts("HARDNESS_CLASSED")[-1].payload


def stock(sought: Any, on: date) -> dict[str, int]:
    def read(by: Any) -> dict[str, int]:
        reading = get_reading(STOCK, ask(by, Days.closed(on, on)))
        found = {p.part: p.amount for p in reading.parts}
        listed = list_counted(STOCK, ask(by, Days.closed(on, on)))
        behind = [c.part for c in listed.cases]
        assert {p: behind.count(p) for p in found} == found, "the list is the number"
        return found

    return sought.filed.stage.do(K.DIRECTOR, read)


def test_what_is_exhausted_empty_and_shown_is_impossible_all_else_hard(ripe: Any) -> None:
    told = class_it(ripe)
    assert told["kind"] == "IMPOSSIBLE" and told["evidence"] == UNABLE.evidence
    told = class_it(ripe, HardnessStatement())
    assert (told["kind"], told["because"]) == ("HARD", ["INABILITY_NOT_SHOWN"])
    told = class_it(ripe, HardnessStatement(True, False, False, True, "工资流水"))
    assert told["because"] == ["HIDING"]
    find(ripe, "0.00")
    assert class_it(ripe)["kind"] == "IMPOSSIBLE", "an empty account is no property left"
    find(ripe, "800.00", "6200000000000010", is_exempt=True)
    assert class_it(ripe)["kind"] == "IMPOSSIBLE", "what is exempt is not left either"
    find(ripe, "0.01", "6200000000000011")
    assert class_it(ripe)["because"] == ["PROPERTY_LEFT"]


def test_a_silent_institution_keeps_a_case_hard(tmp_path: Any) -> None:
    make_bank(tmp_path)
    told = class_it(seek())
    assert told["kind"] == "HARD" and "INVESTIGATION_OPEN" in told["because"]


def test_both_stocks_are_counted_apart_and_move_with_their_acts(ripe: Any) -> None:
    other = another_case(ripe.filed.stage)
    on = ripe.today
    assert stock(ripe, on) == {"UNCLASSED": 2}
    class_it(ripe)
    class_it(other, HardnessStatement())
    assert stock(ripe, on) == {"HARD": 1, "IMPOSSIBLE": 1}
    assert stock(ripe, on - timedelta(days=1)) == {"UNCLASSED": 1}, "by the day"
    find(ripe, "50000.00")
    assert stock(ripe, on) == {"HARD": 1, "DOUBTED": 1}, "a find calls for a new class"
    class_it(ripe, HardnessStatement(nothing_disposable=True, shown_unable=True, evidence="评估"))
    assert stock(ripe, on) == {"HARD": 1, "IMPOSSIBLE": 1}
    act = other.acts("HARDNESS_CLASSED")[-1].id
    other.do(lambda by: annul_act(act, "误录", by=by))
    assert stock(ripe, on) == {"UNCLASSED": 1, "IMPOSSIBLE": 1}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (HardnessStatement(shown_unable=True), "EVIDENCE"),
        (HardnessStatement(nothing_disposable=True, evidence=" "), "EVIDENCE"),
    ],
)
def test_inability_without_a_paper_is_refused(
    ripe: Any, statement: HardnessStatement, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        class_it(ripe, statement)
    assert refused.value.code == code and not ripe.acts("HARDNESS_CLASSED")


def test_at_the_desk_it_is_classed_and_the_board_opens_to_the_case(tmp_path: Any) -> None:
    make_bank(tmp_path)
    sought, desk = _sought()
    status, text = desk.ask(K.JUDGE, "class-hardness", {"shown_unable": "on"})
    assert status in (409, 422) and "须注明证据" in text
    desk.do(K.JUDGE, "class-hardness", {"is_missing_unsearched": "on", "evidence": "走访笔录"})
    assert "MISSING" in sought.acts("HARDNESS_CLASSED")[-1].payload["because"]
    client = desk.client(K.DIRECTOR)
    board = client.get(reverse("desk:board")).content.decode()
    assert "执行难与执行不能" in board
    listed = client.get(reverse("desk:cases"), {"figure": STOCK, "part": "HARD"}).content.decode()
    assert sought.filed.number in listed
    why = client.get(reverse("desk:indicator", args=[STOCK])).content.decode()
    assert "不推定" in why
