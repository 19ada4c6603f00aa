"""The dialects of front-ends: what those before 2016 say and hear otherwise.

A front-end hears an error only under the spelling it knows; those of the older dialect take the
mere presence of that attribute, even blank, for one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """Hold one dialect: operations for writs, spellings, widths.

    ``query_writs`` and ``control_writs`` are operation and key; ``has_raw_marker`` writes user
    and password as they stand, the document alone in Base64.
    """

    name: str
    query_writs: tuple[str, str]
    control_writs: tuple[str, str]
    error_names: tuple[str, ...]
    has_raw_marker: bool = False
    has_old_names: bool = False
    most_number_bytes: int = 30


SINCE_2016 = Dialect(
    "soap-2016",
    ("cxwsInfo", "WSBH"),
    ("kzwsInfo", "BDHM"),
    ("errorMsg", "errMsg"),
)
OLDER = Dialect(
    "soap-older",
    ("wsInfo", "BDHM"),
    ("wsInfo", "BDHM"),
    ("ErrorMSG", "errMsg"),
    has_raw_marker=True,
    has_old_names=True,
    most_number_bytes=20,
)
PACKAGES = Dialect("packages", ("", ""), ("", ""), ())
"""The file channel: nothing of SOAP is ever said."""
DIALECTS = {dialect.name: dialect for dialect in (SINCE_2016, OLDER, PACKAGES)}


def dialect_of(name: str) -> Dialect:
    """Give the dialect of this name.

    :raises ValueError: there is none.
    """
    if name not in DIALECTS:
        raise ValueError(f"unknown dialect {name}; known: {', '.join(DIALECTS)}")
    return DIALECTS[name]
