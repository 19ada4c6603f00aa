"""The law for everybody: forms that hold every question, answers with reasons, faults in place."""

from __future__ import annotations

import dataclasses
import html
import json
from enum import Enum
from typing import Any, get_args, get_type_hints
from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings

from zhixing.kernel.finding import Citation
from zhixing.law.texts.library import LawText, Library
from zhixing.law.topics.asking import ask, get_topic, list_topics
from zhixing.law.topics.reading import wire_name
from zhixing.law.words.lookup import code_words, input_words
from zhixing.platform.screenkit.language import COOKIE
from zhixing.portal import boxes
from zhixing.portal.pages.law import grouped

CASES = [
    (name, i)
    for name in list_topics()
    for i, example in enumerate(get_topic(name).examples)
    if example.result is not None
]


def page(address: str, language: str = "zh") -> str:
    client = Client()
    client.cookies[COOKIE] = language
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


def typed(name: str, question: dict[str, Any]) -> dict[str, str]:
    """Give what a browser would send for a question."""
    sent: dict[str, str] = {}

    def walk(found: list[boxes.Box]) -> None:
        for box in found:
            if box.kind in ("list", "values"):
                sent[f"{box.path}#"] = str(box.count)
                for row in box.rows:
                    walk(row)
            elif box.kind in ("group", "choice-group"):
                if box.kind == "choice-group" and box.is_open:
                    sent[f"{box.path}?"] = "1"
                if box.is_open:
                    walk(box.boxes)
            elif box.kind == "choice":
                sent[box.path] = next((v for v, _, chosen in box.options if chosen), "")
            elif box.value or box.kind != "check":
                sent[box.path] = box.value

    walk(boxes.lay_boxes(get_topic(name), question, {}))
    return sent


@pytest.mark.parametrize(("name", "index"), CASES)
def test_a_form_asks_what_the_example_asks(name: str, index: int) -> None:
    topic = get_topic(name)
    question = json.loads(json.dumps(dict(topic.examples[index].request)))
    gathered = boxes.gather(topic, typed(name, question))
    assert ask(topic, gathered) == ask(topic, question)


@pytest.mark.parametrize("name", list_topics())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_the_answer_and_its_reasons(name: str, language: str) -> None:
    number = next(i for n, i in CASES if n == name)
    topic = get_topic(name)
    told: Any = ask(topic, dict(topic.examples[number].request))
    shown = page(f"/law/{name}/?example={number}", language)
    assert grouped(told["finding"][f"conclusion_{language}"]) in shown
    for step in told["finding"]["steps"]:
        assert grouped(step[f"text_{language}"]) in shown
    assert f"/law/rules/{topic.rules[0].lower()}/" in shown or "/law/rules/" in shown


def _types(hint: Any, seen: set[Any]) -> set[Any]:
    """Give every dataclass and choice below a type."""
    if hint in seen:
        return set()
    seen.add(hint)
    found: set[Any] = set()
    if dataclasses.is_dataclass(hint) and hint is not Citation:
        found.add(hint)
        for inner in get_type_hints(hint, include_extras=True).values():
            found |= _types(inner, seen)
    if isinstance(hint, type) and issubclass(hint, Enum):
        found.add(hint)
    for inner in get_args(hint):
        if isinstance(inner, type) or get_args(inner):
            found |= _types(inner, seen)
    return found


@pytest.mark.parametrize("name", list_topics())
def test_every_field_and_choice_has_words(name: str) -> None:
    topic = get_topic(name)
    found = _types(topic.request, set()) | _types(topic.result, set())
    lacking = set()
    for kind in found:
        if dataclasses.is_dataclass(kind):
            names = [wire_name(f.name) for f in dataclasses.fields(kind)]
            names = [n[:-3] if n.endswith(("_zh", "_en")) else n for n in names]
            lacking |= {n for n in names if input_words(n, name) is None}
        else:
            lacking |= {str(member.value) for member in kind if code_words(member, name) is None}
    assert not lacking, f"law/words lacks {sorted(lacking)}"


def test_a_fault_stands_at_its_box() -> None:
    answer = Client().get("/law/period/?" + urlencode({"length": "x", "unit": "day"}))
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'href="#box-length"' in shown and 'id="box-length-why"' in shown
    assert "整数" in shown


def test_strange_addresses_are_not_found_and_nothing_can_be_posted() -> None:
    for address in ("/law/weather/", "/law/rules/nothing/", "/law/texts/CPL/2023/264/"):
        assert Client().get(address).status_code == 404
    assert Client().post("/law/period/", {}).status_code == 405


def test_a_loaded_article_opens_with_the_paragraph_marked(tmp_path: Any) -> None:
    from datetime import date

    from zhixing.portal.pages import law

    articles = {"9": ("第九条　前。",), "10": ("第十条　一。", "（一）项。", "第二款。")}
    text = LawText("LISTING", "2017", "虚构的规定", date(2017, 5, 1), articles, "a.md")
    Library(tmp_path).keep(text)
    before = law.TEXTS
    law.TEXTS = tmp_path
    try:
        shown = page("/law/texts/LISTING/2017/10.2/")
        rule = page("/law/rules/listing_delete_due/")
    finally:
        law.TEXTS = before
    assert '<p class="meant">第二款。</p>' in shown
    assert "/law/texts/LISTING/2017/9/" in shown
    assert "/law/texts/LISTING/2017/10" in rule


def test_the_index_names_every_topic_and_rule() -> None:
    shown = page("/law/", "en")
    for name in list_topics():
        assert f'href="/law/{name}/"' in shown


@override_settings(DEBUG=False)
def test_a_very_long_question_is_cut_not_broken() -> None:
    answer = Client().get("/law/period/?length=" + "9" * 5000)
    assert answer.status_code in (200, 422)
