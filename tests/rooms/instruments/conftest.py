"""Shared by the tests of instruments: one renderer, one authority, text out of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.sealing.authority import SealKey, issue_seal, make_root
from zhixing.instruments.templates._sample import COURT

STARTS = datetime(2027, 1, 1, tzinfo=UTC)
ENDS = datetime(2037, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(scope="session")
def root() -> SealKey:
    return make_root("示例平台根", starts_at=STARTS, ends_at=ENDS)


@pytest.fixture(scope="session")
def seal_key(root: SealKey) -> SealKey:
    return issue_seal(root, COURT, "Z01", starts_at=STARTS, ends_at=ENDS)


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    """Read the text of a PDF without line breaks, spaces and places to break."""

    def read(pdf: bytes) -> str:
        pages = PdfReader(BytesIO(pdf)).pages
        text = "".join(page.extract_text() for page in pages)
        return "".join(text.replace("\u200b", "").split())

    return read
