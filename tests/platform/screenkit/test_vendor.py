"""Is what we vendor what its table says, small enough, complete, and all of it used?"""

from __future__ import annotations

import hashlib
import re

from tests.platform.screenkit.conftest import KIT

_STATIC = KIT / "static/kit"
_VENDOR = _STATIC / "vendor"


def test_hashes_agree_with_the_table() -> None:
    table = (_VENDOR / "README.md").read_text()
    rows = dict(re.findall(r"^\| `([\w.-]+\.js)` .* `([0-9a-f]{64})` \|$", table, re.MULTILINE))
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in _VENDOR.glob("*.js")}
    assert rows == found


def test_no_file_is_too_large_and_the_fonts_stay_below_three_megabytes() -> None:
    assert max(p.stat().st_size for p in _STATIC.rglob("*")) < 1_200_000
    assert sum(p.stat().st_size for p in _VENDOR.rglob("*.woff2")) < 3_000_000


def test_every_slice_named_is_there_and_every_slice_there_is_named() -> None:
    css = (_VENDOR / "noto-sans-sc.css").read_text()
    named = set(re.findall(r'url\("noto-sans-sc/([^"]+)"\)', css))
    assert named == {p.name for p in (_VENDOR / "noto-sans-sc").glob("*.woff2")}


def test_the_slices_hold_every_character_of_our_own_words() -> None:
    css = (_VENDOR / "noto-sans-sc.css").read_text()
    held: set[int] = set()
    for first, end in re.findall(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?", css):
        held.update(range(int(first, 16), int(end or first, 16) + 1))
    texts = "".join(p.read_text() for p in KIT.rglob("*.html"))
    wanted = {c for c in texts if "\u3400" <= c <= "\u9fff"}
    assert len(wanted) > 200
    assert {c for c in wanted if ord(c) not in held} == set()


def test_licences_are_there() -> None:
    names = {"htmx.LICENSE", "idiomorph.LICENSE", "echarts.LICENSE", "echarts.NOTICE"}
    assert names <= {p.name for p in _VENDOR.iterdir()}
    assert "SIL OPEN FONT LICENSE" in (_VENDOR / "noto-sans-sc/LICENSE").read_text().upper()


def test_every_kit_asset_a_page_names_is_there() -> None:
    base = (KIT / "templates/kit/base.html").read_text()
    named = re.findall(r"{% static 'kit/([^']+)' %}", base)
    assert len(named) >= 10
    assert [n for n in named if not (_STATIC / n).is_file()] == []


def test_the_script_prints_no_words_and_evaluates_none() -> None:
    script = re.sub(r"//[^\n]*|/\*.*?\*/", "", (_STATIC / "kit.js").read_text(), flags=re.DOTALL)
    assert not re.search(r"\beval\(|new Function|\.cssText|setAttribute\(.style", script)
    assert not any("\u3400" <= c <= "\u9fff" for c in script)
