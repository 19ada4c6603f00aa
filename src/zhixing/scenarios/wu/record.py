"""What the replay remembers while it runs, and the figures it gives at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhixing.cases.filing.application import Application
from zhixing.scenarios.stage import Stage
from zhixing.scenarios.wu.people import APPLICATION

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one line of the judge's story, under the day it happened on."""

    on: date
    zh: str
    en: str


@dataclass(slots=True)
class Wu:
    """Hold the stage, the application, and the ids the later acts of the story need."""

    stage: Stage
    application: Application = APPLICATION
    case: UUID = NOBODY
    number: str = ""
    creditor: UUID = NOBODY
    debtor: UUID = NOBODY
    account: str = ""
    listing: UUID = NOBODY
    look_out: UUID = NOBODY
    detention: UUID = NOBODY
    settlement: UUID = NOBODY
    instruments: dict[str, UUID] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)

    def tell(self, zh: str, en: str) -> None:
        """Add a line to the judge's story."""
        self.told.append(Told(self.stage.today, zh, en))
