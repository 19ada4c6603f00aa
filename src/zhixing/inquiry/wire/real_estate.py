"""What a registry answers about real estate (不动产): rights, mortgages, notices, sealings.

All as answered. The unit of a secured amount is not attested (some registries write yuan, some
ten thousand yuan), so it stays a text and no figure is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class RightKind(StrEnum):
    """Name a class of right by the list that carries it, with the registry's own code."""

    LAND_OWNERSHIP = "TDSYQ"
    CONSTRUCTION_LAND_USE = "JSYDSYQ"
    BUILDING = "FDCQ"
    SEA_AREA = "HYSYQ"
    STRUCTURE = "GJZWSYQ"
    FOREST = "LQ"


RIGHT_CODES = {
    RightKind.LAND_OWNERSHIP: "1",
    RightKind.CONSTRUCTION_LAND_USE: "3",
    RightKind.BUILDING: "4",
    RightKind.SEA_AREA: "15",
    RightKind.STRUCTURE: "16",
    RightKind.FOREST: "31",
}
"""Right types (BDCQLLX) seen on the wire."""
PRE_NOTICE_CODE = "96"


class SealingKind(StrEnum):
    """Name a kind of sealing a registry keeps (CFLX)."""

    SEALING = "1"
    QUEUED = "2"
    PRE_SEALING = "3"
    QUEUED_PRE_SEALING = "4"
    RENEWAL = "5"


@dataclass(frozen=True, slots=True)
class Holder:
    """Carry one holder of a right (权利人), with share and form of co-ownership as answered.

    ``extras`` are further particulars under the wire's names (nature, gender, address …).
    """

    name: str
    id_type: str = ""
    id_no: str = field(default="", repr=False)
    certificate_no: str = ""
    share: str = ""
    co_ownership: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RightFound:
    """Carry one right of the person asked about in a unit.

    Some registries leave the unit's number out; such a right is known by its certificate's.
    """

    kind: RightKind
    unit_no: str
    location: str
    area: Decimal | None
    use: str
    nature: str
    certificate_no: str
    from_on: date | None
    until_on: date | None
    office: str
    district: str
    business_no: str
    remark: str = ""
    holders: tuple[Holder, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """Give the number the right is known by: the unit's, or that of the certificate."""
        return self.unit_no or self.certificate_no


@dataclass(frozen=True, slots=True)
class MortgageFound:
    """Carry a mortgage (抵押权) on a unit; ``secured`` is the amount's text as answered.

    ``extras``, here and below, is what else stands in the record, under the wire's names.
    """

    unit_no: str
    location: str
    mortgagor: str
    mortgagee: str
    method: str
    secured: str
    from_on: date | None
    until_on: date | None
    certificate_no: str
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreNotice:
    """Carry a pre-notice (预告登记) on a unit that is not yet the person's own."""

    unit_no: str
    kind_text: str
    location: str
    use: str
    area: Decimal | None
    certificate_no: str
    holders: tuple[Holder, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """Give the number the notice is known by: the unit's, or that of the certificate."""
        return self.unit_no or self.certificate_no


@dataclass(frozen=True, slots=True)
class SealingFound:
    """Carry a sealing that stands on a unit already; ``kind`` is None when of no known code."""

    unit_no: str
    location: str
    authority: str
    kind: SealingKind | None
    document_no: str
    from_on: date | None
    until_on: date | None
    institution_ref: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estate:
    """Carry all a registry answers about one person."""

    rights: tuple[RightFound, ...] = ()
    mortgages: tuple[MortgageFound, ...] = ()
    pre_notices: tuple[PreNotice, ...] = ()
    sealings: tuple[SealingFound, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether it holds nothing at all."""
        return not (self.rights or self.mortgages or self.pre_notices or self.sealings)
