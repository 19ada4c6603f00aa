"""Is every word there in both languages, and does the lint see one that is not?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from tests.platform.screenkit.conftest import KIT
from tests.platform.screenkit.preview import PAGES
from tests.platform.screenkit.preview_urls import page_of
from zhixing.platform.screenkit.lint import pair_faults, python_faults, template_faults
from zhixing.platform.screenkit.words import Words, has_chinese, pick, speaking

_STATES = [(page, state) for page, states in PAGES.items() for state in states]
_ALLOWED = {"Excel", "Word", "English", "xlsx", "MA", "XXXXX", "Q"}


@pytest.mark.parametrize("path", sorted(KIT.rglob("*.html")), ids=lambda p: p.name)
def test_no_template_of_the_kit_says_a_thing_once(path: Path) -> None:
    assert template_faults(path.read_text()) == []


@pytest.mark.parametrize("path", sorted(KIT.rglob("*.py")), ids=lambda p: p.name)
def test_no_python_of_the_kit_says_a_thing_once(path: Path) -> None:
    assert python_faults(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<p>Overdue</p>", "bare words: Overdue"),
        ("<p>逾期</p>", "bare words: 逾期"),
        ('<a title="逾期">·</a>', "bare words in title: 逾期"),
        ('<input placeholder="Name">', "bare words in placeholder: Name"),
        ('<img alt="seal">', "bare words in alt: seal"),
        ('{% say "逾期" "" %}', "English is missing: 逾期"),
        ('{% say "" "overdue" %}', "Chinese is missing: overdue"),
        ('{% say "逾期" "逾期" %}', "Chinese in the English text: 逾期"),
        (
            '{% say "逾期{n}日" "overdue" n=n %}',
            "the two texts have different places to fill: 逾期{n}日",
        ),
        ("{% say zh en %}", "say wants two quoted texts"),
        ('{{ x|default:"无" }}', "Chinese outside say: 无"),
        ('{% empty_state "空" %}', "Chinese outside say: 空"),
        ('<p style="color:red">·</p>', "inline style"),
        ('<a onclick="x()">·</a>', "inline onclick"),
        ("<script>x()</script>", "inline script"),
    ],
)
def test_the_lint_sees(source: str, fault: str) -> None:
    assert [f.partition(": ")[2] for f in template_faults("\n" + source)] == [fault]
    assert template_faults("\n" + source)[0].startswith("2: ")


def test_the_lint_lets_pass_what_is_not_a_word() -> None:
    assert (
        template_faults(
            '{# note #}<kbd>Esc</kbd> ● 3 → <a href="/x">{{ name }}</a>{% say "：" ": " %}'
        )
        == []
    )
    assert pair_faults("导出 Excel", "Export to Excel") == ""


def test_the_lint_reads_python() -> None:
    assert python_faults('x = Words("逾期", "")') == ["1: English is missing: 逾期"]
    assert python_faults('"""文"""\nx = counted(n, "日", "day")') == []
    assert python_faults("x = '中文'  # one language") == []


def test_words_follow_the_language() -> None:
    words = Words("逾期{d}", "{d} late").filled(d=Words("一日", "one day"))
    assert str(words) == "逾期一日"
    with speaking("en"):
        assert str(words) == "one day late"
        assert pick({"conclusion_zh": "甲", "conclusion_en": "A"}, "conclusion") == "A"
    assert str(words) == "逾期一日"


class _Visible(HTMLParser):
    """Collects what a reader sees or hears, apart from what is marked as Chinese."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = (
            given.get("lang", "").startswith("zh") if tag != "html" and given.get("lang") else False
        )
        if not (self._is_marked() or marked):
            self.words += [
                given[n] or "" for n in ("title", "aria-label", "placeholder", "alt") if n in given
            ]
            self.words += [
                v or ""
                for n, v in attrs
                if n.startswith("data-") and n not in ("data-echarts", "data-label", "data-cell")
            ]
        if tag not in ("meta", "link", "input", "br", "img", "hr"):
            # The title of a case page is its number, a name like any other.
            self.open.append((tag, marked or tag in ("kbd", "code", "script", "title")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_marked():
            self.words.append(data)

    def _is_marked(self) -> bool:
        return any(marked for _, marked in self.open)


def _page(engine: DjangoTemplates, page: str, state: str) -> str:
    template, context = page_of(page, state)
    return engine.get_template(template).render(context, RequestFactory().get(f"/{page}/{state}/"))


@pytest.mark.parametrize(("page", "state"), _STATES)
def test_an_english_page_shows_no_chinese_but_names(
    engine: DjangoTemplates, page: str, state: str
) -> None:
    with speaking("en"), translation.override("en"):
        html = _page(engine, page, state)
    reader = _Visible()
    reader.feed(html)
    assert [w.strip() for w in reader.words if has_chinese(w)] == []
    assert '<html lang="en"' in html


@pytest.mark.parametrize(("page", "state"), _STATES)
def test_a_chinese_page_shows_no_english(engine: DjangoTemplates, page: str, state: str) -> None:
    with translation.override("zh-hans"):
        html = _page(engine, page, state)
    reader = _Visible()
    reader.feed(html)
    seen = {word for text in reader.words for word in re.findall(r"[A-Za-z]{2,}", _spoken(text))}
    assert seen - _ALLOWED == set()
    assert '<html lang="zh-Hans"' in html


def _spoken(text: str) -> str:
    """Give a text without identifiers, addresses and keys, which are nobody's language."""
    return "" if re.fullmatch(r"\s*[a-z0-9#./:?=_-]*\s*", text) else text
