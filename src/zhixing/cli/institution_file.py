"""Reads the file by which an institution is registered: every word of it against its list.

What a file lacks or says wrongly is told in both languages, with what could stand there instead.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from zhixing.cli.command import Failure

if TYPE_CHECKING:
    from zhixing.institutions.operations import NewInstitution
    from zhixing.institutions.records import Hours

E = TypeVar("E", bound=StrEnum)
USAGE: Final = 2
NEEDED: Final = ("code", "name", "kind", "tier", "profile")
OTHERS: Final = (
    *("name_en", "province", "user_name", "password", "capabilities"),
    *("service_level_hours", "hours", "address"),
)
TIERS: Final = {"NATIONAL": ("总对总", "national"), "LOCAL": ("点对点", "local")}
CAPABILITIES: Final = {
    "QUERY": ("查询", "query"),
    "FREEZE": ("冻结", "freeze"),
    "RENEW": ("续行", "renew"),
    "RELEASE": ("解除", "release"),
    "TRANSFER": ("扣划", "transfer"),
    "SEAL": ("查封", "seal"),
    "TITLE": ("过户", "transfer of title"),
    "LOOK_OUT": ("协助查找", "look-out"),
}


def read_institution(
    given: dict[str, Any], file: str, hours: Hours | None, on: date, at: datetime
) -> NewInstitution:
    """Read what a file says of a new institution; without a time to answer it has its tier's.

    :raises Failure: something is missing, or no word of the list it must be from.
    """
    from zhixing.institutions.abilities import list_abilities, service_level_of
    from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
    from zhixing.institutions.operations import NewInstitution

    _check_members(given, file)
    kinds = {a.kind.value: (a.zh, a.en) for a in list_abilities().values()}
    kind = _word(InstitutionKind, given["kind"], kinds, f"{file} kind")
    tier = _word(Tier, given["tier"], TIERS, f"{file} tier")
    able = given.get("capabilities", ["QUERY"])
    where = f"{file} capabilities"
    return NewInstitution(
        code=str(given["code"]),
        name=str(given["name"]),
        name_en=str(given.get("name_en", "")),
        kind=kind,
        tier=tier,
        province=str(given.get("province", "")),
        profile=_profile(given["profile"], file),
        user_name=str(given.get("user_name", "")),
        password=str(given.get("password", "")),
        valid_from=on,
        at=at,
        capabilities=frozenset(_word(WireCapability, c, CAPABILITIES, where) for c in able),
        service_level_hours=_level(given, file, service_level_of(kind, tier).hours),
        hours=hours,
        address=str(given.get("address", "")),
    )


def _check_members(given: dict[str, Any], file: str) -> None:
    missing = [name for name in NEEDED if not given.get(name)]
    if missing:
        raise Failure(
            f"{file}缺{'、'.join(missing)}。须有：{'、'.join(NEEDED)}；可有：{'、'.join(OTHERS)}。",
            f"{file} lacks {', '.join(missing)}. It must have {', '.join(NEEDED)}"
            f" and may have {', '.join(OTHERS)}.",
            USAGE,
        )
    strange = sorted(given.keys() - {*NEEDED, *OTHERS})
    if strange:
        raise Failure(
            f"{file}中不认识{'、'.join(strange)}。可有：{'、'.join((*NEEDED, *OTHERS))}。",
            f"{file} has unknown members {', '.join(strange)}."
            f" It may have {', '.join((*NEEDED, *OTHERS))}.",
            USAGE,
        )


def _word(kind: type[E], value: object, words: dict[str, tuple[str, str]], where: str) -> E:
    if str(value) in kind.__members__:
        return kind[str(value)]
    raise Failure(
        f"{where}：“{value}”不在列表中。可选：{_listed(words, 0)}。",
        f"{where}: {value} is not in the list. Choose one of {_listed(words, 1)}.",
        USAGE,
    )


def _listed(words: dict[str, tuple[str, str]], place: int) -> str:
    marks = (("（", "）", "、"), (" (", ")", ", "))[place]
    return marks[2].join(f"{code}{marks[0]}{w[place]}{marks[1]}" for code, w in words.items())


def _profile(value: object, file: str) -> str:
    from zhixing.inquiry.wire.profile import find_profile, list_profiles

    if find_profile(str(value)) is not None:
        return str(value)
    words = {p.code: (p.title_zh, p.title_en) for p in list_profiles()}
    raise Failure(
        f"{file} profile：没有线路规格{value}。可选：{_listed(words, 0)}。",
        f"{file} profile: there is no wire profile {value}. Choose one of {_listed(words, 1)}.",
        USAGE,
    )


def _level(given: dict[str, Any], file: str, otherwise: int) -> int:
    value = given.get("service_level_hours", otherwise)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise Failure(
        f"{file} service_level_hours：“{value}”应为大于零的整数小时。",
        f"{file} service_level_hours: {value} must be a whole number of hours above zero.",
        USAGE,
    )
