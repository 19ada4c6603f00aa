"""The blind indexes by which the database knows that a card's number is another person's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from zhixing.platform.crypto.reindexing import Renewed, Row
from zhixing.platform.crypto.vault import Vault, vault

TABLE: Final = "courts_officer_card"
WORK, DUTY = "WORK_CARD", "DUTY_CARD"


def card_indexes(work_no: str, duty_no: str, keys: Vault | None = None) -> tuple[str, str]:
    """Give the newest indexes of both numbers, to be stored."""
    holder = keys or vault()
    return holder.index(WORK, work_no), holder.index(DUTY, duty_no)


def renew_card_indexes(keys: Vault, rows: Sequence[Row]) -> list[Renewed]:
    """Give the newest indexes of cards on record, made from their sealed numbers."""
    return [(row, *_of_sealed(row, work, duty, keys)) for row, work, duty in rows]


def _of_sealed(
    row: UUID, work: bytes | memoryview, duty: bytes | memoryview, keys: Vault
) -> tuple[str, str]:
    work_no = keys.open(TABLE, "work_no_sealed", row, bytes(work))
    return card_indexes(work_no, keys.open(TABLE, "duty_no_sealed", row, bytes(duty)), keys)
