"""Can everyone read it? WCAG contrast of every pair of colours the kit puts together."""

from __future__ import annotations

import re

import pytest

from tests.platform.screenkit.conftest import KIT

_TOKENS = (KIT / "static/kit/tokens.css").read_text()
_TEXT = ("ink", "ink-quiet", "cinnabar", "slate", "done", "due", "excluded")
_GROUNDS = ("paper", "paper-raised", "paper-sunk", "slate-wash")
_PAIRS = [
    *((text, ground) for text in _TEXT for ground in _GROUNDS),
    *((text, "cinnabar-wash") for text in ("ink", "cinnabar", "cinnabar-deep", "slate")),
    ("on-cinnabar", "cinnabar"),
    ("on-cinnabar", "cinnabar-deep"),
    ("paper", "slate"),
    ("paper", "ink"),
]


def _colours(selector: str) -> dict[str, str]:
    body = _TOKENS.split(selector + " {")[1].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", body))


_THEMES = {"paper": _colours(":root"), "wall": _colours(':root[data-theme="wall"]')}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert round(_contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert round(_contrast("#767676", "#FFFFFF"), 2) == 4.54


@pytest.mark.parametrize("theme", _THEMES)
@pytest.mark.parametrize(("text", "ground"), _PAIRS)
def test_text_reaches_aa(theme: str, text: str, ground: str) -> None:
    colours = _THEMES[theme]
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", _THEMES)
@pytest.mark.parametrize("ground", ["paper", "paper-raised"])
@pytest.mark.parametrize("edge", ["line-strong", "focus", "cinnabar"])
def test_edges_of_controls_reach_aa(theme: str, edge: str, ground: str) -> None:
    assert _contrast(_THEMES[theme][edge], _THEMES[theme][ground]) >= 3.0


def test_the_wall_names_every_colour_again() -> None:
    assert set(_THEMES["wall"]) == set(_THEMES["paper"])


@pytest.mark.parametrize("sheet", ["base", "shell", "parts", "boards"])
def test_sheets_take_their_colours_from_the_tokens(sheet: str) -> None:
    css = (KIT / f"static/kit/{sheet}.css").read_text()
    paper_sheets = re.sub(r"\.(tray-document iframe|instrument) \{[^}]*\}", "", css)
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!\w)(?=[;\s,)])", paper_sheets) == []
    assert "italic" not in css
