"""Papers bound into one file for a window: cover, papers, cards, receipt; sealed as a whole.

The papers keep the seals they bear as pictures; the seal of the bundle certifies every page of
it, and the cover names the hash of each file as it was sealed by itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from zhixing.courts import queries as courts
from zhixing.instruments.rendering import fonts
from zhixing.instruments.rendering.document import breakable, printable
from zhixing.instruments.rendering.renderer import LAYOUTS
from zhixing.instruments.rendering.wording import day_in_figures, day_in_words
from zhixing.instruments.sealing.sealer import Sealer
from zhixing.instruments.seals import seal_of
from zhixing.kernel.canonical import Json
from zhixing.kernel.clock import legal_day
from zhixing.platform.screenkit.square import json_runs

NOTE: Final = (
    "请贵单位查验执行人员证件，当场签收并注明收到时间；协助执行通知书自送达时生效。"
    "办理完毕后填写末页回执，加盖公章，交还执行人员或者寄回本院。"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one paper of a bundle: its name and its sealed file."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """Hold copies of an officer's two cards, each with its number."""

    name: str
    work_no: str
    work_png: bytes
    duty_no: str
    duty_png: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a bundle is carried to."""

    institution: str
    department: str
    address: str
    hours: str
    contact: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Hold the receipt to be filled in: for each request a part, with a line for each answer."""

    title: str
    text: str
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    foot: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Hold everything a bundle is made of."""

    court_no: int
    case_number: str
    reference: str
    errand: str
    due_on: date
    place: Place
    cards: tuple[Card, ...]
    papers: tuple[Sheet, ...]
    slip: Slip


@dataclass(frozen=True, slots=True)
class Bound:
    """Give a bundle as a sealed file, and how many pages it has."""

    content: bytes
    pages: int


def bind(bundle: Bundle, at: datetime) -> Bound:
    """Bind a bundle, number its pages and lay the court's seal on it.

    :raises Refusal: the court has no seal.
    """
    sealer = Sealer(seal_of(bundle.court_no))
    with TemporaryDirectory(prefix="zx-bundle-") as folder:
        pdf = _render(bundle, Path(folder), legal_day(at))
    return Bound(sealer.seal(pdf, at=at), count_pages(pdf))


def count_pages(pdf: bytes) -> int:
    """Count the pages of a file."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


def code_of(court_code: str, bundle: Bundle) -> str:
    """Give what the two-dimensional code says: the court, the reference, the papers' hash."""
    whole = hashlib.sha256(b"".join(hashlib.sha256(s.pdf).digest() for s in bundle.papers))
    return f"urn:zhixing:window:{court_code}:{bundle.reference}:{whole.hexdigest()[:16]}"


def _render(bundle: Bundle, folder: Path, on: date) -> bytes:
    for layout in ("kit.typ", "bundle.typ"):
        shutil.copy(LAYOUTS / layout, folder / layout)
    data = _data(bundle, folder, on)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    source = '#import "/bundle.typ": layout\n#layout(json("/data.json"))\n'
    compiler = typst.Compiler(root=str(folder), font_paths=fonts.book(), ignore_system_fonts=True)
    pages = compiler.compile(
        input=source.encode(), format="pdf", timestamp=_noon(on), pdf_tags=True
    )
    if not isinstance(pages, bytes):
        raise TypeError("the compiler gave no PDF")
    return pages


def _noon(on: date) -> int:
    return int(datetime.fromisoformat(f"{on}T12:00:00+08:00").timestamp())


def _data(bundle: Bundle, folder: Path, on: date) -> dict[str, Json]:
    court = courts.get_court(bundle.court_no)
    place = bundle.place
    papers = [_paper(sheet, folder, n) for n, sheet in enumerate(bundle.papers, 1)]
    cards = [_card(card, folder, n) for n, card in enumerate(bundle.cards, 1)]
    names = [f"{c.name}（执行公务证号{c.duty_no}）" for c in bundle.cards]
    seal: Json = {"name": court.name, "note": ""}
    clean: dict[str, Json] = {
        "court": court.name,
        "case_number": bundle.case_number,
        "reference": bundle.reference,
        "institution": place.institution,
        "department": place.department,
        "address": place.address,
        "hours": place.hours,
        "contact": place.contact,
        "errand": bundle.errand,
        "officers": "、".join(names),
        "due": day_in_figures(bundle.due_on),
        "note": NOTE,
        "date": day_in_words(on),
    }
    return {
        **{name: breakable(printable(str(value))) for name, value in clean.items()},
        "rehearsal": court.is_rehearsal,
        "seal": seal,
        "code": json_runs(code_of(court.code, bundle)),
        "contents": _contents(bundle, papers),
        "papers": papers,
        "cards": cards,
        "receipt": _slip(bundle.slip),
    }


def _paper(sheet: Sheet, folder: Path, n: int) -> Json:
    (folder / f"paper-{n}.pdf").write_bytes(sheet.pdf)
    return {"file": f"/paper-{n}.pdf", "name": sheet.name, "pages": count_pages(sheet.pdf)}


def _card(card: Card, folder: Path, n: int) -> Json:
    sides: list[Json] = []
    for side, label, png in (
        ("work", f"工作证 {card.work_no}", card.work_png),
        ("duty", f"执行公务证 {card.duty_no}", card.duty_png),
    ):
        (folder / f"card-{n}-{side}.png").write_bytes(png)
        sides.append({"file": f"/card-{n}-{side}.png", "label": label})
    return {"name": card.name, "sides": sides}


def _contents(bundle: Bundle, papers: Sequence[Json]) -> list[Json]:
    rows: list[Json] = []
    for n, (sheet, paper) in enumerate(zip(bundle.papers, papers, strict=True), 1):
        pages = paper["pages"] if isinstance(paper, dict) else 0
        digest = hashlib.sha256(sheet.pdf).hexdigest()
        rows.append([str(n), printable(sheet.name), str(pages), f"{digest[:16]}…"])
    rows.append([str(len(rows) + 1), "执行人员证件复印件", "1", "—"])
    rows.append([str(len(rows) + 1), "回执（填写后交还）", "1", "—"])
    return rows


def _slip(slip: Slip) -> Json:
    return {
        "title": slip.title,
        "text": printable(slip.text),
        "parts": [
            {"title": printable(title), "rows": [[printable(a), printable(b)] for a, b in rows]}
            for title, rows in slip.parts
        ],
        "foot": [[a, b] for a, b in slip.foot],
    }
