"""Plays the whole story and gathers its figures."""

from __future__ import annotations

from zhixing.scenarios.stage import raise_stage
from zhixing.scenarios.wu import beginning, ending
from zhixing.scenarios.wu.record import Wu

LIKE = "M34"


def begin(login_prefix: str = "wu-") -> Wu:
    """Play the story until the look-out of October 2015."""
    stage = raise_stage(LIKE, login_prefix=login_prefix)
    beginning.adopt_policies(stage)
    wu = Wu(stage)
    beginning.file_and_assign(wu)
    beginning.notify(wu)
    beginning.sanction(wu)
    beginning.look_out(wu)
    return wu


def play(login_prefix: str = "wu-", instalments: int = 8) -> Wu:
    """Play the story to its end, or until some instalment is missed."""
    wu = begin(login_prefix)
    ending.locate(wu)
    ending.mediate(wu)
    ending.settle(wu)
    ending.perform(wu, instalments)
    if instalments == len(ending.INSTALMENT_DAYS):
        ending.close(wu)
    return wu
