"""Reads of this room. Numbers come masked; a search is logged by the database itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import connection

from zhixing.kernel.identity import Malformed
from zhixing.kernel.ids import new_id
from zhixing.parties import models, sealing
from zhixing.parties.identity import IdKind, PartyKind, mask, read_number
from zhixing.parties.leaves import search_read_value
from zhixing.parties.sealing import indexes_of, indexes_of_account
from zhixing.parties.values import BreakGlassView, Found, PartyView
from zhixing.platform.crypto.vault import Vault
from zhixing.platform.database.scope import ScopeKind, current_scope
from zhixing.platform.log.queue import enqueue_leaf

MOST_FOUND = 200


class SearchBy(StrEnum):
    """Name what parties are searched by."""

    NAME = "NAME"
    PINYIN = "PINYIN"
    NUMBER = "NUMBER"
    ACCOUNT = "ACCOUNT"


def get_party(party: UUID) -> PartyView:
    """Give a party with its number masked.

    :raises Party.DoesNotExist: the scope sees no such party.
    """
    return _view(models.Party.objects.get(id=party))


def list_parties(parties: Iterable[UUID]) -> dict[UUID, PartyView]:
    """Give several parties by their ids, numbers masked, in one query."""
    rows = models.Party.objects.filter(id__in=list(parties))
    return {row.id: _view(row) for row in rows}


def list_number_indexes(
    parties: Iterable[UUID], keys: Vault | None = None
) -> Mapping[UUID, tuple[str, ...]]:
    """Give the blind indexes of parties under every live key, by which other rooms match people.

    They are made from the sealed numbers, so that it does not matter under which key a
    row is indexed; the first is the newest. A party without a number is left out.
    """
    rows = models.Party.objects.filter(id__in=list(parties)).exclude(number_index="")
    return {
        row.id: indexes_of(IdKind(row.id_kind), sealing.open_number(row.id, row.number, keys), keys)
        for row in rows.only("id", "id_kind", "number")
    }


@dataclass(frozen=True, slots=True)
class NumberFault:
    """Say what is wrong with a party's number, without the number."""

    code: str
    zh: str
    en: str


def list_number_faults(parties: Iterable[UUID], on: date) -> dict[UUID, NumberFault]:
    """Give those parties who have no number, or one that does not pass its check, and why.

    The numbers are checked where they lie; nobody is shown any.
    """
    found: dict[UUID, NumberFault] = {}
    rows = models.Party.objects.filter(id__in=list(parties))
    for row in rows.only("id", "id_kind", "number"):
        number = sealing.open_number(row.id, row.number)
        if not number:
            found[row.id] = NumberFault("MISSING", "未登记证件号码", "has no identity number")
            continue
        read = read_number(IdKind(row.id_kind), number, on=on)
        if isinstance(read, Malformed):
            zh, en = _WITHOUT_NUMBER.get(read.code, ("证件号码有误", "the number is wrong"))
            found[row.id] = NumberFault(read.code, zh, en)
    return found


_WITHOUT_NUMBER = {
    "CHARACTER": ("证件号码含有不应有的字符", "the number holds a character it may not"),
    "DIVISION": ("证件号码中的行政区划不存在", "the number's division does not exist"),
    "CHECK": ("证件号码的校验码不符", "the number's check character is wrong"),
    "LENGTH": ("证件号码位数不符", "the number has a wrong length"),
    "BIRTH_DATE": ("证件号码中的出生日期不存在", "the number's birth date does not exist"),
}


def find_party_by_number(court_no: int, id_kind: IdKind, number: str) -> PartyView | None:
    """Find the party of a court that a number in its one form belongs to."""
    indexes = indexes_of(id_kind, number)
    row = models.Party.objects.filter(court_no=court_no, number_index__in=indexes).first()
    return None if row is None else _view(row)


def search_parties(wanted: str, by: SearchBy, *, limit: int = 50) -> list[Found]:
    """Search the parties of the scope's courts; the search itself is logged.

    Any part of a name finds it; pinyin shorter than three letters is matched from
    the start. ``NUMBER`` tries the number as every kind of document.
    """
    text = wanted.strip()
    most = min(limit, MOST_FOUND)
    if not text:
        return []
    if by is SearchBy.NUMBER:
        indexes = [index for kind in IdKind for index in indexes_of(kind, text)]
        return _search(by, ",".join(indexes), most)
    if by is SearchBy.ACCOUNT:
        return _search(by, ",".join(indexes_of_account(text)), most)
    if by is SearchBy.NAME and re.fullmatch(r"[A-Za-z ]+", text):
        return _search(SearchBy.PINYIN, text.lower(), most) or _search(by, text, most)
    return _search(by, text.lower() if by is SearchBy.PINYIN else text, most)


def _search(by: SearchBy, wanted: str, limit: int) -> list[Found]:
    read = new_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "/* search_parties */ SELECT id, court_no, name, kind "
            "FROM parties_search(%s, %s, %s, %s)",
            [read, by.value, wanted, limit],
        )
        found = [Found(i, no, name, PartyKind(kind)) for i, no, name, kind in cursor.fetchall()]
    scope = current_scope()
    if scope is not None and scope.kind is ScopeKind.COURT:
        row = models.SearchRead.objects.get(id=read)
        enqueue_leaf(row.court_no, "search_read", row.id, search_read_value(row))
    return found


def list_open_reviews(court_no: int) -> list[BreakGlassView]:
    """Give the emergency looks of a court that nobody reviewed yet, oldest first."""
    rows = models.BreakGlass.objects.filter(court_no=court_no, reviewer__isnull=True)
    return [_break_glass(row) for row in rows.order_by("opened_at", "id")]


def get_break_glass(review: UUID) -> BreakGlassView:
    """Give one emergency look.

    :raises BreakGlass.DoesNotExist: the scope sees no such look.
    """
    return _break_glass(models.BreakGlass.objects.get(id=review))


def _view(row: models.Party) -> PartyView:
    return PartyView(
        id=row.id,
        court_no=row.court_no,
        kind=PartyKind(row.kind),
        name=row.name,
        id_kind=IdKind(row.id_kind),
        number_masked=mask(sealing.open_number(row.id, row.number)),
        birth_year=row.birth_year,
    )


def _break_glass(row: models.BreakGlass) -> BreakGlassView:
    return BreakGlassView(
        id=row.id,
        court_no=row.court_no,
        party=row.party_id,
        person=row.person,
        post=row.post,
        reason=row.reason,
        opened_at=row.opened_at,
        reviewer=row.reviewer,
        outcome=row.outcome,
        note=row.note,
        reviewed_at=row.reviewed_at,
    )
