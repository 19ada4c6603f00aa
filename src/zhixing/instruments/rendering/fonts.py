"""The fonts of instruments: a cut of Noto Serif CJK kept beside this file, Noto Sans for the rest.

The serif holds GB 2312, every court's name and the rarer characters of personal
names; what it lacks is set in Noto Sans CJK, which is installed as a package. System
fonts are not looked at, so the same data gives the same page on every machine.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
HERE = Path(__file__).parent / "fonts"


class FontMissing(RuntimeError):
    """Say that a font of instruments is not installed; nothing is rendered without it."""


def directories() -> tuple[Path, ...]:
    """Give the directories fonts are read from.

    :raises FontMissing: the sans package is not installed.
    """
    found = find_spec("noto_cjk_sans_otc")
    if found is None or found.origin is None:
        raise FontMissing("install the package noto-cjk-sans-otc: rare characters need it")
    return HERE, Path(found.origin).parent


@cache
def book() -> typst.Fonts:
    """Give the font book, read once per process.

    :raises FontMissing: a family is not where it should be.
    """
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(directory) for directory in directories()],
    )
    missing = {SERIF, SANS} - set(fonts.families())
    if missing:
        raise FontMissing(f"fonts not found: {', '.join(sorted(missing))}")
    return fonts
