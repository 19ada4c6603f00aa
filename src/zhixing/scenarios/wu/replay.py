"""Plays the whole story and gathers its figures."""

from __future__ import annotations

from zhixing.cases.filing.application import Application
from zhixing.scenarios.stage import Stage, raise_stage
from zhixing.scenarios.wu import beginning, ending
from zhixing.scenarios.wu.people import APPLICATION
from zhixing.scenarios.wu.record import Wu

LIKE = "M34"


def file(
    login_prefix: str = "wu-",
    application: Application = APPLICATION,
    *,
    stage: Stage | None = None,
) -> Wu:
    """Play the story until the case is filed and assigned, on the stage given or its own."""
    stage = stage or raise_stage(LIKE, login_prefix=login_prefix)
    beginning.adopt_policies(stage)
    wu = Wu(stage, application)
    beginning.file_and_assign(wu)
    return wu


def begin(login_prefix: str = "wu-", *, stage: Stage | None = None) -> Wu:
    """Play the story until the look-out of October 2015."""
    wu = file(login_prefix, stage=stage)
    beginning.notify(wu)
    beginning.sanction(wu)
    beginning.look_out(wu)
    return wu


def play(login_prefix: str = "wu-", instalments: int = 8, *, stage: Stage | None = None) -> Wu:
    """Play the story to its end, or until some instalment is missed."""
    wu = begin(login_prefix, stage=stage)
    ending.locate(wu)
    ending.mediate(wu)
    ending.settle(wu)
    ending.perform(wu, instalments)
    if instalments == len(ending.INSTALMENT_DAYS):
        ending.close(wu)
    return wu
