"""What the replay remembers while it runs, and the figures it gives at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from zhixing.scenarios.stage import Stage

NOBODY = UUID(int=0)


@dataclass(slots=True)
class Wu:
    """Hold the stage and the ids the later acts of the story need."""

    stage: Stage
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
    told: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, zh: str) -> None:
        """Add a line to the judge's story, under the day it happened on."""
        self.told.append((self.stage.today.isoformat(), zh))
