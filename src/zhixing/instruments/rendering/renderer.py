"""From a composed instrument to its pages, with one Typst compiler kept and used again."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

import typst

from zhixing.instruments.rendering import fonts
from zhixing.instruments.rendering.document import Document
from zhixing.kernel.clock import instant

LAYOUTS = Path(__file__).parent / "layouts"


@dataclass(slots=True)
class Renderer:
    """Render instruments; hold one per process, from any thread.

    The compiler sees the layouts' directory and nothing else: no packages, no system
    fonts, no network. The same document gives the same bytes, because the creation
    date is the instrument's own day.
    """

    _compiler: typst.Compiler = field(init=False, repr=False)
    _lock: threading.Lock = field(init=False, repr=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._compiler = typst.Compiler(
            root=str(LAYOUTS), font_paths=fonts.book(), ignore_system_fonts=True
        )

    def pdf(self, document: Document) -> bytes:
        """Render a document as PDF: tagged, its fonts embedded, without a seal's signature."""
        with self._lock:
            pages = self._compiler.compile(
                input=_source(document),
                format="pdf",
                timestamp=int(instant(document.frame.made_on, 0).timestamp()),
                pdf_tags=True,
            )
        if not isinstance(pages, bytes):
            raise TypeError("the compiler gave no PDF")
        return pages

    def png(self, document: Document, *, ppi: int = 110) -> tuple[bytes, ...]:
        """Render a document as pictures, one a page, for a preview on the screen."""
        with self._lock:
            pages = self._compiler.compile(
                input=_source(document),
                format="png",
                ppi=float(ppi),
            )
        return tuple(pages) if isinstance(pages, list) else (pages or b"",)


def _source(document: Document) -> bytes:
    """Write the few lines that hand the data to its layout, as JSON inside one string.

    JSON leaves no line break in its text; with the backslash and the quotation mark
    escaped, nothing in the data can end the string.
    """
    data = json.dumps(document.to_json(), ensure_ascii=False)
    literal = data.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/{document.layout}": layout\n#layout(json(bytes("{literal}")))\n'.encode()
