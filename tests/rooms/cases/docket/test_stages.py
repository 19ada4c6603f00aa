"""Ten statutory stages, and every act that enters a stage enters one of the list."""

from __future__ import annotations

from zhixing.cases.docket.registry import all_act_types
from zhixing.cases.docket.stages import BY_CODE, STAGES
from zhixing.instruments.acts import STAGE_OF


def test_ten_stages_are_statutory() -> None:
    assert sum(stage.statutory for stage in STAGES) == 10
    assert len(BY_CODE) == len(STAGES)
    assert all(stage.zh and stage.en for stage in STAGES)


def test_every_stage_entered_is_on_the_list() -> None:
    entered = {kind.stage for kind in all_act_types() if kind.stage} - {"TEST"}
    assert entered | set(STAGE_OF.values()) <= set(BY_CODE)
    assert {"FILING", "CONTROL", "PAYMENT", "CLOSED"} <= entered
