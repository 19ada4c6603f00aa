"""A press: many instruments of one court and day, with what they share read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from zhixing.cases.docket.chapters import Responsibility, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.courts.records import CourtView
from zhixing.instruments.composing import frame_of, matter_of, renderer
from zhixing.instruments.rendering.catalogue import get_template
from zhixing.instruments.rendering.document import compose
from zhixing.instruments.rendering.frame import Signature
from zhixing.instruments.sealing.sealer import Sealer
from zhixing.instruments.seals import seal_of
from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.codec import decode
from zhixing.parties import queries as parties


@dataclass(slots=True)
class Press:
    """Compose, render and seal instruments of a court, as drafts are made one by one."""

    court: CourtView
    superior: CourtView | None
    sealer: Sealer
    on: date
    at: datetime
    matters: Mapping[UUID, Json]
    _signatures: dict[UUID, tuple[Signature, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, court_no: int, facts: Mapping[UUID, Facts], on: date, at: datetime) -> Press:
        """Make the press for some cases, whose parties are read with one query.

        :raises Refusal: the court has no seal.
        """
        court = courts.get_court(court_no)
        superior = None if court.parent_no is None else courts.find_court(court.parent_no)
        named = {s.party for f in facts.values() for s in f.of(Standings).parties}
        known = parties.list_parties(named)
        matters = {case: to_json(matter_of(court_no, case, f, known)) for case, f in facts.items()}
        return cls(court, superior, Sealer(seal_of(court_no)), on, at, matters)

    def seal(
        self, template: str, case: UUID, number: str, facts: Facts, data: Mapping[str, Json]
    ) -> bytes:
        """Compose, render and seal one instrument; ``data`` is JSON, the case's matter apart.

        :raises InstrumentIncomplete: the law of that day gives it no basis.
        """
        kind = get_template(template)
        frame = frame_of(self.court, self.superior, number, self._signed(facts), kind, self.on)
        said = decode(kind.data, {**data, "matter": self.matters[case]})
        document = compose(kind, said, frame)
        return self.sealer.seal(renderer().pdf(document), at=self.at)

    def _signed(self, facts: Facts) -> tuple[Signature, ...]:
        handler = facts.of(Responsibility).current
        if handler is None:
            return ()
        if handler.person not in self._signatures:
            name = courts.get_person(handler.person).name
            self._signatures[handler.person] = (Signature("审判员", name),)
        return self._signatures[handler.person]
