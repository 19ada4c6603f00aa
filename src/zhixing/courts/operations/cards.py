"""Records officers' cards, notes that institutions were told of them, and ends them.

Law: NETWORK (法释〔2013〕20号) art. 2: the cards of the officers who use the network are
reported to the institutions beforehand, changes of them too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from zhixing.courts.card_indexes import card_indexes, renew_card_indexes
from zhixing.courts.card_sheet import CardSheet, problem_of, read_cards
from zhixing.courts.card_values import (
    CardRefused,
    NewCard,
    check_card,
    check_report,
    format_of,
    refuse_card,
)
from zhixing.courts.models import OfficerCard, Person
from zhixing.courts.operations.conflicts import refusing
from zhixing.courts.policies import require_configuring
from zhixing.courts.queries.cards import CardView, list_cards
from zhixing.courts.queries.court import clock_for
from zhixing.courts.queries.dated import in_force
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.platform.crypto.vault import vault
from zhixing.platform.files.store import NewFile, put_many
from zhixing.platform.principal import Principal

TABLE: Final = "courts_officer_card"
ONE_PERSONS: Final = {
    "work_card_number_is_one_persons": ("work_no", "工作证号", "work card"),
    "duty_card_number_is_one_persons": ("duty_no", "执行公务证号", "duty card"),
}
"""What keeps a number one person's in the database, the field it is about, and its words."""
MEDIA_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg"}


def register_card(new: NewCard, on: date, *, by: Principal) -> UUID:
    """Record a person's two cards from a day on; what another pair said before stays.

    :raises CardRefused: a number, picture or day is not in order, the person is not of this
        court, has other cards on these days, or a number is another person's.
    """
    require_configuring(by, new.court_no)
    return _register(new, on, by, list_cards(new.court_no))


def import_cards(sheet: CardSheet, on: date, *, by: Principal) -> tuple[UUID, ...]:
    """Record the cards of a sheet, all of them or none; gives them in its order.

    :raises CardRefused: ``problems`` names every fault by row and field.
    """
    require_configuring(by, by.court_no)
    people = {p.login: p.id for p in Person.objects.filter(in_force(on), court_no=by.court_no)}
    cards = read_cards(sheet, by.court_no, people, on)
    known = list_cards(by.court_no)
    recorded, problems = [], []
    with transaction.atomic():
        for row, new in cards:
            try:
                recorded.append(_register(new, on, by, known))
            except Refusal as refusal:
                problems.append(problem_of(row, refusal))
        if problems:
            raise CardRefused.of(problems)
    return tuple(recorded)


def report_cards(cards: tuple[UUID, ...], reported_on: date, on: date, *, by: Principal) -> int:
    """Note the day on which institutions were told of these cards; gives how many were noted.

    Law: NETWORK art. 2.

    :raises CardRefused: none is named, one is unknown or was reported, or the day is to come.
    """
    require_configuring(by, by.court_no)
    check_report(reported_on, on)
    wanted = set(cards)
    rows = OfficerCard.objects.filter(court_no=by.court_no, id__in=wanted, reported_on=None)
    found = list(rows.order_by("id").select_for_update())
    if not wanted or len(found) != len(wanted):
        raise refuse_card(
            "CARD_NOT_TO_REPORT",
            "未选择证件，或者所选证件不是本院的、已经报备。",
            "No card is chosen, or one is not of this court or was reported.",
            "cards",
            basis=find_citation("NETWORK", 2, on=on),
            remedy=("请从尚未报备的证件中选择。", "Choose among those not reported yet."),
        )
    at = clock_for(by.court_no).now()
    for row in found:
        row.reported_on, row.reported_by, row.reported_at = reported_on, by.person, at
        row.save(update_fields=["reported_on", "reported_by", "reported_at"])
    return len(found)


def end_card(card: UUID, on: date, *, by: Principal) -> None:
    """End a person's cards: ``on`` is the first day on which they are no longer used.

    :raises CardRefused: they are unknown, or end before they began or end earlier already.
    """
    require_configuring(by, by.court_no)
    row = OfficerCard.objects.select_for_update().filter(court_no=by.court_no, id=card).first()
    ends = None if row is None else row.valid_until
    if row is None or ends is None or not row.valid_from <= on < ends:
        raise refuse_card(
            "CARD_NOT_TO_END",
            "没有此证件，或者所填日期不在其有效期内。",
            "There is no such card, or the day is not within its validity.",
            "on",
            remedy=("请在有效期内选择日期。", "Choose a day within its validity."),
        )
    row.valid_until, row.ended_by, row.ended_at = on, by.person, clock_for(by.court_no).now()
    row.save(update_fields=["valid_until", "ended_by", "ended_at"])


def _register(new: NewCard, on: date, by: Principal, known: Iterable[CardView]) -> UUID:
    check_card(new, on)
    if not Person.objects.filter(id=new.person, court_no=new.court_no).exists():
        raise refuse_card(
            "CARD_PERSON_UNKNOWN", "本院没有此人员。", "Nobody of this court.", "person"
        )
    _refuse_anothers(new, known)
    formats = (
        format_of(new.work_picture, "work_picture", "工作证照片", "work card"),
        format_of(new.duty_picture, "duty_picture", "执行公务证照片", "duty card"),
    )
    row = _row(new, formats, by)
    overlap = refuse_card(
        "CARD_OVERLAPS",
        "该人员在此期间已有登记的证件。",
        "The person has cards on one of these days already.",
        "valid_from",
        remedy=(
            "请先终止原证件，或者调整有效期。",
            "End the other cards first, or change the days.",
        ),
    )
    answers: dict[str, Refusal] = {
        "person_has_one_pair_of_cards_a_day": overlap,
        **{name: _taken(*words) for name, words in ONE_PERSONS.items()},
    }
    with refusing(answers):
        _index_older(new.court_no)
        pictures = zip((new.work_picture, new.duty_picture), formats, strict=True)
        row.work_picture, row.duty_picture = (
            ref.id
            for ref in put_many([NewFile(new.court_no, p, MEDIA_TYPES[f]) for p, f in pictures])
        )
        row.save(force_insert=True)
    return row.id


def _row(new: NewCard, formats: tuple[str, str], by: Principal) -> OfficerCard:
    row_id, at = new_id(), clock_for(new.court_no).now()
    work_index, duty_index = card_indexes(new.work_no, new.duty_no)
    reported = new.reported_on is not None
    return OfficerCard(
        id=row_id,
        court_no=new.court_no,
        person_id=new.person,
        work_no_sealed=vault().seal(TABLE, "work_no_sealed", row_id, new.work_no),
        duty_no_sealed=vault().seal(TABLE, "duty_no_sealed", row_id, new.duty_no),
        work_index=work_index,
        duty_index=duty_index,
        index_key=vault().newest_index,
        work_format=formats[0],
        duty_format=formats[1],
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        recorded_by=by.person,
        recorded_at=at,
        reported_on=new.reported_on,
        reported_by=by.person if reported else None,
        reported_at=at if reported else None,
    )


def _refuse_anothers(new: NewCard, known: Iterable[CardView]) -> None:
    """Refuse a number that stands on another person's cards, of whatever day."""
    others = [card for card in known if card.person != new.person]
    for field, zh, en in ONE_PERSONS.values():
        if any(getattr(card, field) == getattr(new, field) for card in others):
            raise _taken(field, zh, en)


def _taken(field: str, zh: str, en: str) -> CardRefused:
    return refuse_card(
        "CARD_NUMBER_TAKEN",
        f"该{zh}已登记在他人名下。",
        f"The number of the {en} is recorded as another person's.",
        field,
    )


def _index_older(court_no: int) -> None:
    """Index the cards that were recorded before numbers were indexed."""
    rows = OfficerCard.objects.filter(court_no=court_no, work_index="").select_for_update()
    for row in rows:
        made = [(row.id, row.work_no_sealed, row.duty_no_sealed)]
        ((_, row.work_index, row.duty_index),) = renew_card_indexes(vault(), made)
        row.index_key = vault().newest_index
        row.save(update_fields=["work_index", "duty_index", "index_key"])
