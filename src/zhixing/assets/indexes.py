"""The blind indexes under which courts meet on the same thing and the same debtor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from zhixing.parties import queries as parties
from zhixing.platform.crypto.reindexing import Renewed, Row
from zhixing.platform.crypto.vault import Vault, vault

if TYPE_CHECKING:
    from zhixing.assets.models import Asset


def asset_indexes(
    institution: UUID | None, identifier: str, keys: Vault | None = None
) -> tuple[str, ...]:
    """Give the indexes of a thing under every live key, the newest first."""
    return (keys or vault()).indexes("asset", f"{institution or ''}/{identifier}")


def indexes_of_row(row: Asset, keys: Vault | None = None) -> tuple[str, ...]:
    """Give the indexes of a thing on record, made from its sealed number."""
    return _of_sealed(row.id, row.institution_id, bytes(row.identifier_sealed), keys or vault())


def debtor_indexes(party: UUID) -> tuple[str, ...]:
    """Give the indexes under which a debtor stands in the shared register, the newest first."""
    return parties.list_number_indexes([party]).get(party, ())


def renew_asset_indexes(keys: Vault, rows: Sequence[Row]) -> list[Renewed]:
    """Give the newest indexes of things."""
    return [(row, _of_sealed(row, where, bytes(sealed), keys)[0]) for row, where, sealed in rows]


def renew_hold_indexes(keys: Vault, rows: Sequence[Row]) -> list[Renewed]:
    """Give the newest indexes of the shared register's lines: the thing's and its debtor's."""
    from zhixing.assets.models import Asset

    things = Asset.objects.in_bulk([asset for _, asset in rows])
    debtors = parties.list_number_indexes({t.party_id for t in things.values()}, keys)
    return [
        (row, indexes_of_row(things[asset], keys)[0], debtors.get(things[asset].party_id, ("",))[0])
        for row, asset in rows
    ]


def _of_sealed(row: UUID, institution: UUID | None, sealed: bytes, keys: Vault) -> tuple[str, ...]:
    number = keys.open("assets_asset", "identifier_sealed", row, sealed)
    return asset_indexes(institution, number, keys)
