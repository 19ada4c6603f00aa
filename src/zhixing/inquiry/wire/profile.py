"""A wire profile (线路规格): everything in which one family of front-ends differs, as data.

Adding a profile is one file under ``profiles/`` that names a ``PROFILE``; nothing to register.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from zhixing.inquiry.wire.model import Channel, IdType, Measure


class Style(StrEnum):
    """Tell how data travels: XML attributes (banks), child elements (registries), JSON."""

    ATTRIBUTE = "ATTRIBUTE"
    ELEMENT = "ELEMENT"
    OBJECT = "OBJECT"


class Purpose(StrEnum):
    """Name what an operation of the service is for."""

    POLL_QUERIES = "POLL_QUERIES"
    POLL_CONTROLS = "POLL_CONTROLS"
    FETCH_QUERY_WRITS = "FETCH_QUERY_WRITS"
    FETCH_CONTROL_WRITS = "FETCH_CONTROL_WRITS"
    FETCH_WRITS = "FETCH_WRITS"
    FETCH_CREDENTIALS = "FETCH_CREDENTIALS"
    FEED_QUERY = "FEED_QUERY"
    FEED_CONTROL = "FEED_CONTROL"
    FEED_LEDGER = "FEED_LEDGER"
    FEED_REJECTION = "FEED_REJECTION"


def fields(line: str) -> tuple[str, ...]:
    """Give the field names written in a line of text.

    >>> fields("BDHM LB")
    ('BDHM', 'LB')
    """
    return tuple(line.split())


@dataclass(frozen=True, slots=True)
class Operation:
    """Name one operation of a service, its arguments in order, and its purpose."""

    name: str
    purpose: Purpose
    arguments: tuple[str, ...] = ("arg0", "arg1")


@dataclass(frozen=True, slots=True)
class Service:
    """Name the parts of a SOAP service as its WSDL spells them."""

    namespace: str
    name: str
    port: str
    port_type: str
    path: str


@dataclass(frozen=True, slots=True)
class WireProfile:
    """Hold what one family of front-ends speaks.

    ``value_depth``, ``binary_depth`` and ``document_depth`` count layers of Base64 around a
    text value, a binary value and the document. ``query_fields``, ``control_fields`` and
    ``line_fields`` are the attributes sent, in order. ``aliases`` maps spellings met in
    feedback, upper-case, to ours. ``widths`` are the most bytes of GBK a field holds, where the
    annex says so, both ways; numbers and cards have their own. ``capability`` are the measures
    sent when the institution states none of its own.
    """

    code: str
    title_zh: str
    title_en: str
    channel: Channel
    style: Style
    charset: str
    value_depth: int
    binary_depth: int
    document_depth: int
    date_format: str
    time_format: str
    id_types: Mapping[IdType, str]
    measures: Mapping[Measure, str]
    capability: frozenset[Measure]
    query_fields: tuple[str, ...]
    control_fields: tuple[str, ...]
    line_fields: tuple[str, ...]
    list_error_fields: tuple[str, ...]
    ack_error_fields: tuple[str, ...]
    lines_tag: str = "kzzhlist"
    max_request_no_bytes: int = 30
    max_card_bytes: int = 15
    writ_set_required: bool = True
    one_measure_per_request: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)
    widths: Mapping[str, int] = field(default_factory=dict)
    service: Service | None = None
    operations: tuple[Operation, ...] = ()
    is_by_packages: bool = False
    """Whether requests and feedback travel as ZIP packages in a directory or over SFTP."""

    @property
    def is_spoken(self) -> bool:
        """Say whether this deployment can speak the profile at all."""
        return self.service is not None or self.is_by_packages or self.is_by_hand

    @property
    def is_by_hand(self) -> bool:
        """Say whether officers carry the papers to a window, and nothing goes over a wire."""
        return self.channel is Channel.MANUAL

    @property
    def tells_what_stays(self) -> bool:
        """Say whether an order tells what must stay free, in a field or to people at a window."""
        return self.is_by_hand or self.style is Style.OBJECT

    def find_operation(self, name: str) -> Operation | None:
        """Give the operation of this name, or None."""
        return next((op for op in self.operations if op.name == name), None)

    def canonical_name(self, name: str) -> str:
        """Give our spelling of an incoming attribute name, whatever its case or age."""
        upper = name.upper()
        return self.aliases.get(upper, upper)


@cache
def list_profiles() -> tuple[WireProfile, ...]:
    """Give every profile in ``profiles/``, by code.

    :raises TypeError: a file there names no ``PROFILE``.
    """
    from zhixing.inquiry.wire import profiles

    found: list[WireProfile] = []
    for module in pkgutil.iter_modules(profiles.__path__):
        named = importlib.import_module(f"{profiles.__name__}.{module.name}")
        profile = getattr(named, "PROFILE", None)
        if not isinstance(profile, WireProfile):
            raise TypeError(f"{named.__name__} names no PROFILE")
        found.append(profile)
    return tuple(sorted(found, key=lambda p: p.code))


@cache
def find_profile(code: str) -> WireProfile | None:
    """Give the profile of this code, or None."""
    return next((p for p in list_profiles() if p.code == code), None)


def get_profile(code: str) -> WireProfile:
    """Give the profile of this code.

    :raises LookupError: there is none.

    >>> get_profile("BANK-SOAP-2").charset
    'gbk'
    """
    profile = find_profile(code)
    if profile is None:
        raise LookupError(f"no wire profile {code!r}")
    return profile
