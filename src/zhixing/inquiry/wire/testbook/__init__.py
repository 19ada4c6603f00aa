"""The published test book: golden bytes, malformed messages, states and checks, all data.

A bank or registry tests its own front-end from these files without us; the conformance
kit and the tests of this wire run the same book. ``open`` is the book of the open profile,
``bank`` the requests both SOAP profiles of banks are tried with; the other folders are the
books of one attested profile each.
"""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, Final

PLACE = Path(__file__).parent
BOOKS: Final = {
    "BANK-SOAP-2": "bank-soap-2016",
    "BANK-SOAP-1": "bank-soap-older",
    "BANK-FILE-2": "bank-file-2016",
    "REG-SOAP": "registry-soap",
}
"""The folder of each attested profile's book."""


@cache
def open_book() -> dict[str, Any]:
    """Give the book of the open profile."""
    read: dict[str, Any] = json.loads((PLACE / "open" / "book.json").read_text("utf-8"))
    return read


@cache
def bank_book() -> dict[str, Any]:
    """Give the book of the banks' SOAP profiles."""
    read: dict[str, Any] = json.loads((PLACE / "bank" / "book.json").read_text("utf-8"))
    return read


@cache
def bank_form() -> dict[str, Any]:
    """Give the strict form of what banks feed back: elements, order, attributes, shapes."""
    read: dict[str, Any] = json.loads((PLACE / "bank" / "form.json").read_text("utf-8"))
    return read


@cache
def registry_form() -> dict[str, Any]:
    """Give the strict form of what registries feed back: elements, leaves, needs, codes."""
    read: dict[str, Any] = json.loads((PLACE / "registry-soap" / "form.json").read_text("utf-8"))
    return read


@cache
def wire_book(profile: str) -> dict[str, Any]:
    """Give the book of an attested profile: its message kinds and the malformed set."""
    read: dict[str, Any] = json.loads((PLACE / BOOKS[profile] / "book.json").read_text("utf-8"))
    return read


def find_wire_golden(profile: str, name: str) -> Path:
    """Find the bytes of one message kind as the wire carries them.

    :raises FileNotFoundError: the book has none of this name.
    """
    folder = PLACE / BOOKS[profile] / "golden"
    for ending in (".b64", ".golden", ".xml"):
        if (folder / f"{name}{ending}").exists():
            return folder / f"{name}{ending}"
    raise FileNotFoundError(f"{folder / name}")


def golden(name: str) -> bytes:
    """Give the golden bytes of one message kind of the open profile."""
    return (PLACE / "open" / "golden" / f"{name}.json").read_bytes()


def list_golden() -> tuple[str, ...]:
    """List the names of all golden messages."""
    return tuple(sorted(p.stem for p in (PLACE / "open" / "golden").glob("*.json")))


@cache
def whole_book() -> bytes:
    """Give the whole book as one ZIP, the same bytes for the same book."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(PLACE.rglob("*")):
            if path.suffix in {".json", ".b64", ".golden", ".xml", ".sh", ".md"}:
                info = zipfile.ZipInfo(str(path.relative_to(PLACE)), (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, path.read_bytes())
    return out.getvalue()
