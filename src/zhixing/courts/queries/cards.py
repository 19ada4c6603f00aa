"""The officers' cards: what is recorded, who has which on a day, and their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhixing.courts.models import OfficerCard, Person
from zhixing.courts.queries.dated import in_force
from zhixing.platform.crypto.vault import vault
from zhixing.platform.files.store import NoSuchFile, get, get_ref

TABLE = "courts_officer_card"


@dataclass(frozen=True, slots=True)
class CardView:
    """Show a person's two cards; ``valid_until`` is the first day they no longer hold."""

    id: UUID
    person: UUID
    person_name: str
    work_no: str
    duty_no: str
    valid_from: date
    valid_until: date | None
    reported_on: date | None
    recorded_by: str
    recorded_at: datetime

    def is_reported(self, on: date) -> bool:
        """Say whether institutions had been told of them by a day."""
        return self.reported_on is not None and self.reported_on <= on


@dataclass(frozen=True, slots=True)
class CardPictures:
    """Hold the pictures of both cards, and their formats as the wire names them."""

    work: bytes
    work_format: str
    duty: bytes
    duty_format: str


def list_cards(court_no: int) -> tuple[CardView, ...]:
    """List every pair of cards a court recorded, the latest first."""
    rows = OfficerCard.objects.filter(court_no=court_no)
    return _views(rows.select_related("person").order_by("-valid_from", "-id"))


def list_cards_on(court_no: int, on: date) -> dict[UUID, CardView]:
    """Give the cards that hold on a day by person, read with two statements for all."""
    rows = OfficerCard.objects.filter(in_force(on), court_no=court_no)
    return {card.person: card for card in _views(rows.select_related("person").order_by("id"))}


def get_card_pictures(court_no: int, card: UUID) -> CardPictures:
    """Get the pictures of a pair of cards.

    :raises NoSuchFile: the scope sees no such cards, or a picture is not there.
    :raises Damaged: one is no longer what was stored.
    """
    row = OfficerCard.objects.filter(court_no=court_no, id=card).first()
    if row is None:
        raise NoSuchFile(f"no cards {card} in this scope")
    return CardPictures(
        get(get_ref(court_no, row.work_picture)),
        row.work_format,
        get(get_ref(court_no, row.duty_picture)),
        row.duty_format,
    )


def _views(rows: Iterable[OfficerCard]) -> tuple[CardView, ...]:
    found = list(rows)
    keys = vault()
    people = Person.objects.filter(id__in={row.recorded_by for row in found})
    names = dict(people.values_list("id", "name"))
    return tuple(
        CardView(
            row.id,
            row.person_id,
            row.person.name,
            keys.open(TABLE, "work_no_sealed", row.id, bytes(row.work_no_sealed)),
            keys.open(TABLE, "duty_no_sealed", row.id, bytes(row.duty_no_sealed)),
            row.valid_from,
            row.valid_until,
            row.reported_on,
            names.get(row.recorded_by, ""),
            row.recorded_at,
        )
        for row in found
    )
