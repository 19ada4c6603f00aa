"""The simulated registries of a rehearsal: registered as institutions, with houses of their own.

A registry is a program apart (``python -m simulators.registry``) that knows nothing of the
platform; what it needs is written into a file for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.operations import NewInstitution, register_institution
from zhixing.institutions.queries import find_institution_by_code
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios.banks import PASSWORD

PROFILE: Final = "REG-SOAP"
PATH: Final = "/ckwWebServiceCloud/BdcConvertData"
ABLE: Final = frozenset({WireCapability.QUERY, WireCapability.SEAL})


@dataclass(frozen=True, slots=True)
class House:
    """Describe a house or another right in a registry's books; owners are (name, number, share).

    ``right`` is the list that carries its class, ``business_no`` the registry's number of it.
    """

    unit: str
    location: str
    owners: tuple[tuple[str, str, str], ...] = field(repr=False)
    area: str = "89.50"
    use: str = "住宅"
    is_pre_notice: bool = False
    mortgages: tuple[Mapping[str, str], ...] = ()
    sealings: tuple[Mapping[str, str], ...] = ()
    right: str = "FDCQ"
    business_no: str = ""

    @property
    def entry(self) -> dict[str, Any]:
        """Give the house as the program reads it."""
        return {
            "unit": self.unit,
            "location": self.location,
            "area": self.area,
            "use": self.use,
            "right": self.right,
            "business_no": self.business_no,
            "pre_notice": self.is_pre_notice,
            "certificate": f"示例（2015）不动产权第{self.unit[-7:]}号",
            "owners": [{"name": n, "id_no": i, "share": s} for n, i, s in self.owners],
            "mortgages": [dict(m) for m in self.mortgages],
            "sealings": [dict(s) for s in self.sealings],
        }


def register_registry(
    code: str, name: str, on: date, at: datetime, *, province: str, password: str = PASSWORD
) -> UUID:
    """Register a simulated registry, a known one as it is; gives its id."""
    with open_scope(Scope.system()):
        known = find_institution_by_code(code, on)
        if known is not None:
            return known.id
        return register_institution(
            NewInstitution(
                code=code,
                name=name,
                name_en="Sample Real-Estate Registry",
                kind=InstitutionKind.REAL_ESTATE_REGISTRY,
                tier=Tier.LOCAL,
                province=province,
                profile=PROFILE,
                user_name=code,
                password=password,
                valid_from=on,
                at=at,
                capabilities=ABLE,
            )
        )


def write_houses(path: Path, houses: Sequence[House]) -> None:
    """Write a registry's houses where its program reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    world = {"houses": [house.entry for house in houses]}
    path.write_text(json.dumps(world, ensure_ascii=False, indent=1), "utf-8")


def registry_arguments(code: str, url: str, folder: Path) -> tuple[str, ...]:
    """Give the arguments with which a simulated registry is started: ``python ARGUMENTS``."""
    return (
        *("-m", "simulators.registry", "--user", code, "--url", f"{url}{PATH}"),
        *("--state", str(folder / f"{code}.sqlite3"), "--world", str(folder / f"{code}.json")),
    )
