"""What a register says of a thing (登记情况): place, size, owners, mortgages, sealings.

As told and on which day; sealed in the thing's row, since it names other people.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhixing.kernel.canonical import canonical
from zhixing.kernel.codec import decode
from zhixing.platform.crypto.vault import vault

TABLE, COLUMN = "assets_asset", "particulars_sealed"


@dataclass(frozen=True, slots=True)
class Owner:
    """Name somebody who owns the thing besides the debtor (共有人), and the share as told."""

    name: str = field(repr=False)
    share: str = ""


@dataclass(frozen=True, slots=True)
class Mortgage:
    """Name a mortgage (抵押) as told; ``secured`` is the amount's text, its unit unattested."""

    holder: str
    secured: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Name a sealing the register keeps for an authority (在先查封), by its own number."""

    authority: str
    kind: str
    document_no: str
    since: date | None = None
    until: date | None = None
    reference: str = ""

    def stands_on(self, on: date) -> bool:
        """Say whether it has not run out by a day; one without an end stands."""
        return self.until is None or self.until >= on


@dataclass(frozen=True, slots=True)
class Particulars:
    """Hold what a register told of a thing on a day.

    ``is_pre_notice``: the thing is not yet the debtor's own, a pre-notice (预告登记) alone
    stands in the debtor's name. ``quantity`` is decimal text, counted in ``unit``.
    """

    told_on: date
    location: str = ""
    right_code: str = ""
    certificate_no: str = ""
    office: str = ""
    area: str = ""
    use: str = ""
    share: str = ""
    is_pre_notice: bool = False
    co_owners: tuple[Owner, ...] = ()
    mortgages: tuple[Mortgage, ...] = ()
    sealings: tuple[Standing, ...] = ()
    quantity: str = ""
    unit: str = ""
    business_no: str = ""
    """The register's own number of the business by which the right was entered."""

    @property
    def is_dwelling(self) -> bool:
        """Say whether the register calls it a dwelling."""
        return "住宅" in self.use or "居住" in self.use


def seal_particulars(row_id: UUID, told: Particulars) -> bytes:
    """Seal what a register told of a thing for its row."""
    return vault().seal_bytes(TABLE, COLUMN, row_id, canonical(told))


def open_particulars(row_id: UUID, sealed: bytes) -> Particulars:
    """Open what a register told of a thing."""
    return decode(Particulars, json.loads(vault().open_bytes(TABLE, COLUMN, row_id, sealed)))
