"""What each kind of institution can answer and do, when and how fast: read from data.

``abilities.json`` is the table. It gives defaults: an institution's registration states
its own. Where no wire of a kind is publicly attested, it speaks the open profile, and
screens say so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any, Final

from zhixing.institutions.kinds import InstitutionKind, PropertyKind, Tier, WireCapability
from zhixing.institutions.records import Hours

OPEN_PROFILE: Final = "OPEN-JSON-1"
OPEN_LABEL: Final = ("开放接口（本平台自定）", "open interface (this platform's own)")
COUNTER_PROFILE: Final = "COUNTER"
"""The profile of a unit without a connection: officers carry the papers to its window."""
COUNTER_LABEL: Final = ("窗口办理（未联网）", "by hand at a window (not connected)")
ATTESTED_LABEL: Final = ("公开资料可证的接口", "attested by public sources")


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """Hold the hours a kind has to answer in a tier: the law's parameter, its status, the source.

    ``source`` says in Chinese and English where the hours come from, and whether anything
    public states them at all.
    """

    hours: int
    parameter: str
    status: str
    source: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ability:
    """Hold the defaults of one kind of institution."""

    kind: InstitutionKind
    zh: str
    en: str
    answers: tuple[PropertyKind, ...]
    capabilities: frozenset[WireCapability]
    tier: Tier
    profile: str
    hours: Hours | None
    service_levels: Mapping[Tier, ServiceLevel]

    @property
    def service_level(self) -> ServiceLevel:
        """Give the time to answer in the tier that the kind usually belongs to."""
        return self.service_levels[self.tier]

    @property
    def tells_property(self) -> bool:
        """Say whether what it reports can be property, and not only something known."""
        return any(kind.is_property for kind in self.answers)

    @property
    def is_attested(self) -> bool:
        """Say whether the wire of this kind is attested, and not the platform's own."""
        return self.profile not in (OPEN_PROFILE, COUNTER_PROFILE)

    @property
    def wire_label(self) -> tuple[str, str]:
        """Give what screens say of the wire, in Chinese and English."""
        return wire_label(self.profile)


@cache
def list_abilities() -> Mapping[InstitutionKind, Ability]:
    """List the abilities of all kinds, in the order of the table."""
    table = json.loads(Path(__file__).with_name("abilities.json").read_text("utf-8"))
    read = [_ability(row, table) for row in table["kinds"]]
    return {ability.kind: ability for ability in read}


def ability_of(kind: InstitutionKind) -> Ability:
    """Give the abilities of a kind.

    >>> ability_of(InstitutionKind.VEHICLE_REGISTRY).wire_label[0]
    '开放接口（本平台自定）'
    """
    return list_abilities()[kind]


def service_level_of(kind: InstitutionKind, tier: Tier) -> ServiceLevel:
    """Give the default time to answer of a kind in a tier, which a registration may differ from.

    >>> service_level_of(InstitutionKind.COMMERCIAL_BANK, Tier.NATIONAL).hours
    24
    >>> service_level_of(InstitutionKind.COMMERCIAL_BANK, Tier.LOCAL).hours
    72
    """
    return ability_of(kind).service_levels[tier]


def source_of_hours(kind: InstitutionKind, tier: Tier, hours: int) -> tuple[str, str]:
    """Say in Chinese and English where an institution's time to answer comes from."""
    level = service_level_of(kind, tier)
    agreed = ("登记时约定", "agreed at registration")
    return level.source if hours == level.hours else agreed


def wire_label(profile: str) -> tuple[str, str]:
    """Give what screens say of a profile: attested, the platform's own, or no wire at all."""
    return {OPEN_PROFILE: OPEN_LABEL, COUNTER_PROFILE: COUNTER_LABEL}.get(profile, ATTESTED_LABEL)


def _ability(row: dict[str, Any], table: dict[str, Any]) -> Ability:
    office = table["office_hours"]
    hours = Hours(
        tuple(office["weekdays"]),
        time.fromisoformat(office["opens"]),
        time.fromisoformat(office["closes"]),
    )
    return Ability(
        InstitutionKind(row["kind"]),
        row["zh"],
        row["en"],
        tuple(PropertyKind(p) for p in row["answers"]),
        frozenset(WireCapability(c) for c in row["capabilities"]),
        Tier(row["tier"]),
        row["wire"],
        hours if row["hours"] == "OFFICE" else None,
        {Tier(t): _level(Tier(t), given, table) for t, given in row["service_levels"].items()},
    )


def _level(tier: Tier, given: dict[str, Any], table: dict[str, Any]) -> ServiceLevel:
    said, parameter = table["service_levels"], given["parameter"]
    of_tier, of_hours = said["tiers"][tier.value], said["sources"][parameter]
    source = (f"{of_tier['zh']}：{of_hours['zh']}", f"{of_tier['en']}: {of_hours['en']}")
    return ServiceLevel(given["hours"], parameter, table["basis"]["status"][parameter], source)
