"""Reads of property: what a case found and controls, and what other courts hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from zhixing.assets import models
from zhixing.assets.indexes import asset_indexes, debtor_indexes, indexes_of_row
from zhixing.assets.particulars import Particulars, open_particulars
from zhixing.kernel.fen import Fen
from zhixing.platform.crypto.vault import vault


@dataclass(frozen=True, slots=True)
class AssetView:
    """Give one thing as screens show it; the number shows its last four digits.

    ``fruit_of`` is the right whose income it is: a dividend's stake; ``purpose`` what an account
    is for by its bank's words.
    """

    id: UUID
    court_no: int
    case: UUID
    party: UUID
    kind: str
    institution: UUID | None
    identifier_tail: str
    label: str
    currency: str
    balance: Fen | None
    available: Fen | None
    found_on: date
    is_exempt: bool
    fruit_of: UUID | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class HoldView:
    """Give one line of the shared register: court, rank and amount, nothing else."""

    court_no: int
    rank: int
    amount: Fen


def get_asset(court_no: int, asset: UUID) -> AssetView:
    """Give one thing of a court's case."""
    return view_of_row(models.Asset.objects.get(court_no=court_no, id=asset))


def list_assets(court_no: int, case: UUID) -> list[AssetView]:
    """Give everything a case knows of, in the order it was found."""
    rows = models.Asset.objects.filter(court_no=court_no, case_id=case)
    return [view_of_row(row) for row in rows.order_by("found_on", "id")]


def list_fruits(court_no: int, right: UUID) -> list[AssetView]:
    """Give the income told of a right, the earliest first."""
    rows = models.Asset.objects.filter(court_no=court_no, fruit_of=right)
    return [view_of_row(row) for row in rows.order_by("found_on", "id")]


def list_assets_by_id(court_no: int, assets: Iterable[UUID]) -> dict[UUID, AssetView]:
    """Give some things of a court by their ids, whatever their case."""
    rows = models.Asset.objects.filter(court_no=court_no, id__in=set(assets))
    return {row.id: view_of_row(row) for row in rows}


def list_uncontrolled(
    court_no: int,
    kinds: Collection[str],
    *,
    cases: Iterable[UUID] | None = None,
    limit: int = 500,
) -> list[AssetView]:
    """Give things of some kinds that no standing control of the court's holds, newest first."""
    standing = models.Hold.objects.filter(
        court_no=court_no, asset_id=OuterRef("id"), released_on__isnull=True
    )
    rows = models.Asset.objects.filter(~Exists(standing), court_no=court_no, kind__in=kinds)
    if cases is not None:
        rows = rows.filter(case_id__in=set(cases))
    return [view_of_row(row) for row in rows.order_by("-found_on", "-id")[:limit]]


def open_identifiers(court_no: int, assets: Iterable[UUID]) -> dict[UUID, str]:
    """Give the whole numbers of many things, for the wire and for instruments only."""
    rows = models.Asset.objects.filter(court_no=court_no, id__in=set(assets))
    found = rows.values_list("id", "identifier_sealed")
    open_one = vault().open
    return {i: open_one("assets_asset", "identifier_sealed", i, bytes(s)) for i, s in found}


def find_asset_by_identifier(
    court_no: int, case: UUID, institution: UUID | None, identifier: str
) -> AssetView | None:
    """Give the case's thing with an account or unit number, or None."""
    indexes = asset_indexes(institution, identifier)
    row = models.Asset.objects.filter(
        court_no=court_no, case_id=case, asset_index__in=indexes
    ).first()
    return None if row is None else view_of_row(row)


def open_identifier(court_no: int, asset: UUID) -> str:
    """Give the whole account or unit number, for the wire and for instruments only."""
    row = models.Asset.objects.get(court_no=court_no, id=asset)
    return vault().open("assets_asset", "identifier_sealed", row.id, bytes(row.identifier_sealed))


def find_particulars(court_no: int, asset: UUID) -> Particulars | None:
    """Give what a register told of a thing last, or None; it names other people."""
    row = models.Asset.objects.get(court_no=court_no, id=asset)
    sealed = row.particulars_sealed
    return None if sealed is None else open_particulars(row.id, bytes(sealed))


def list_particulars(court_no: int, assets: Iterable[UUID]) -> dict[UUID, Particulars]:
    """Give what registers told of some things last; of what none told, nothing."""
    rows = models.Asset.objects.filter(
        court_no=court_no, id__in=set(assets), particulars_sealed__isnull=False
    )
    told = rows.values_list("id", "particulars_sealed")
    return {i: open_particulars(i, bytes(sealed)) for i, sealed in told if sealed is not None}


def list_holds_on_debtor(party: UUID) -> list[HoldView]:
    """Give what every court holds of a debtor's, through the shared register."""
    indexes = debtor_indexes(party)
    if not indexes:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "/* holds_on_debtor */ SELECT court_no, rank, amount_fen "
            "FROM assets_holds_on_debtor(%s)",
            [list(indexes)],
        )
        return [HoldView(court, rank, Fen(amount)) for court, rank, amount in cursor.fetchall()]


def list_holds_on_asset(court_no: int, asset: UUID) -> list[HoldView]:
    """Give which courts hold one thing, by rank."""
    row = models.Asset.objects.get(court_no=court_no, id=asset)
    with connection.cursor() as cursor:
        cursor.execute(
            "/* holds_on_asset */ SELECT court_no, rank, amount_fen FROM assets_holds_on_asset(%s)",
            [list(indexes_of_row(row))],
        )
        return [HoldView(court, rank, Fen(amount)) for court, rank, amount in cursor.fetchall()]


def list_indexes(court_no: int, asset: UUID) -> tuple[str, ...]:
    """Give the blind indexes of a thing, by which courts meet on it; they name nobody."""
    return indexes_of_row(models.Asset.objects.get(court_no=court_no, id=asset))


def find_first_held(court_no: int, indexes: Sequence[str]) -> tuple[UUID, UUID] | None:
    """Give the case and the thing of a court that holds what the indexes name in first rank."""
    rows = models.Hold.objects.filter(
        court_no=court_no, asset_index__in=list(indexes), released_on=None, rank=1
    )
    row = rows.order_by("since_on", "id").first()
    return None if row is None else (row.case_id, row.asset_id)


def view_of_row(row: models.Asset) -> AssetView:
    """Give a row as others see it."""
    return AssetView(
        id=row.id,
        court_no=row.court_no,
        case=row.case_id,
        party=row.party_id,
        kind=row.kind,
        institution=row.institution_id,
        identifier_tail=row.identifier_tail,
        label=row.label,
        currency=row.currency,
        balance=None if row.balance_fen is None else Fen(row.balance_fen),
        available=None if row.available_fen is None else Fen(row.available_fen),
        found_on=row.found_on,
        is_exempt=row.is_exempt,
        fruit_of=row.fruit_of,
        purpose=row.purpose,
    )
