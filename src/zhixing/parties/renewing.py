"""Makes the blind indexes of this room's rows again, under a newer key, from sealed numbers."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.parties import sealing
from zhixing.parties.identity import IdKind
from zhixing.platform.crypto.reindexing import Renewed, Row
from zhixing.platform.crypto.vault import Vault


def renew_number_indexes(keys: Vault, rows: Sequence[Row]) -> list[Renewed]:
    """Give the newest indexes of parties' numbers."""
    return [
        (
            row,
            sealing.indexes_of(IdKind(id_kind), sealing.open_number(row, number, keys), keys)[0],
        )
        for row, id_kind, number in rows
    ]


def renew_account_indexes(keys: Vault, rows: Sequence[Row]) -> list[Renewed]:
    """Give the newest indexes of known accounts."""
    return [
        (row, sealing.indexes_of_account(sealing.open_account(row, account, keys), keys)[0])
        for row, account in rows
    ]
