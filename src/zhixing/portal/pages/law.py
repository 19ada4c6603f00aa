"""The law for everybody: topics to ask, rules to read, official texts to open."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhixing.kernel.canonical import Json
from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import instrument
from zhixing.law.parameters import ParameterMissing, history, parameter
from zhixing.law.registry import UnknownRule, get_rule, list_rules
from zhixing.law.texts.library import library_at
from zhixing.law.topics.asking import UnknownTopic, get_topic, list_topics
from zhixing.law.topics.reading import Misread, read
from zhixing.law.topics.topic import Answer, Topic
from zhixing.law.topics.words import choice_words, field_words
from zhixing.platform.screenkit.why import Lexicon, Why, lay_out
from zhixing.platform.screenkit.words import Text, Words
from zhixing.portal import boxes, shown

TEXTS: Final = settings.STATE / "law-texts"
_AMOUNT: Final = re.compile(r"(?<![\d.,-])(\d{4,})(\.\d{2})(?!\d)")
_KEY: Final = re.compile(r"“?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}”?")
"""The key under which the platform knows a payment; it says nothing to a reader."""
_PAYMENT: Final = Words("该笔款项", "this payment")
STATUSES: Final = {
    "verified": Words("已核对原文", "text read"),
    "secondary": Words("据转载", "from a secondary source"),
    "memory": Words("凭记忆，待核", "from memory, to be checked"),
    "doubt": Words("有疑义", "in doubt"),
}


def index(request: HttpRequest) -> HttpResponse:
    """List the topics and the rules."""
    topics = [get_topic(name) for name in list_topics()]
    rules = [(code.lower(), Words(r.name_zh, r.name_en)) for code, r in _rules()]
    context = {
        "topics": [(t.name, Words(t.zh, t.en)) for t in topics],
        "rules": rules,
        "texts": library_at(TEXTS).list_texts(),
    }
    return render(request, "portal/index.html", context)


def _rules() -> list[tuple[str, Any]]:
    return [(code, get_rule(code)) for code in list_rules()]


def calculate(request: HttpRequest, name: str) -> HttpResponse:
    """Show a topic's form, and its answer once something was asked."""
    try:
        topic = get_topic(name)
    except UnknownTopic:
        raise Http404(name) from None
    typed = {key: str(text) for key, text in request.GET.items() if len(text) <= 400}
    question, asked = _question(topic, typed)
    answer, faults = _ask(topic, question) if asked else (None, {})
    context = {
        "topic": topic,
        "name": Words(topic.zh, topic.en),
        "boxes": boxes.lay_boxes(topic, question, faults),
        "faults": [(_anchor(path), words) for path, words in faults.items()],
        "examples": [(i, e.note) for i, e in enumerate(topic.examples) if e.result is not None],
        "question": json.dumps(question, ensure_ascii=False, indent=2),
        **(_answered(topic, answer) if answer else {}),
    }
    return render(request, "portal/topic.html", context, status=422 if faults else 200)


def _question(topic: Topic, typed: dict[str, str]) -> tuple[dict[str, Json], bool]:
    """Give what is in the form, and whether it was sent to be answered."""
    if not typed or "example" in typed:
        number = typed.get("example", "0")
        place = int(number) if number.isdecimal() and len(number) < 4 else 0
        good = [e for e in topic.examples if e.result is not None]
        chosen = topic.examples[place] if place < len(topic.examples) else good[0]
        chosen = chosen if chosen.result is not None else good[0]
        return json.loads(json.dumps(dict(chosen.request))), "example" in typed
    question = boxes.gather(topic, typed)
    return question, not boxes.with_row(topic, question, typed)


def _ask(topic: Topic, question: dict[str, Json]) -> tuple[Answer | None, dict[str, Words]]:
    try:
        return topic.answer(read(topic.request, question)), {}
    except Misread as fault:
        return None, {fault.field: Words(fault.zh, fault.en)}
    except Refusal as refusal:
        zh = refusal.message_zh + refusal.remedy_zh
        en = " ".join(t for t in (refusal.message_en, refusal.remedy_en) if t)
        return None, {refusal.field or "": Words(zh, en)}


def _anchor(path: str) -> str:
    return boxes.Box(path, Words("", ""), "").key  # words are not shown


def _answered(topic: Topic, answer: Answer) -> dict[str, object]:
    missing = answer.missing
    return {
        "parts": shown.lay_out(topic.name, answer.result),
        "why": explain(topic, answer.finding),
        "missing": missing and Words(missing.message_zh, missing.message_en),
    }


def explain(topic: Topic, finding: Finding[Any]) -> Why:
    """Lay a finding out; the facts stand in the form beside it and are not repeated."""
    return explain_alone(finding, topic.name, topic.rules[0])


def explain_alone(finding: Finding[Any], words_of: str = "", rule: str = "") -> Why:
    """Lay out a finding of any rule; choices are named in the words of a topic, if there is one."""
    options = {key: _spoken(words_of, value) for key, value in finding.options.items()}
    code = finding.rule or rule
    found = get_rule(code)
    lexicon = Lexicon(
        rule=Words(found.name_zh, found.name_en),
        rule_url=reverse("portal:rule", args=[code.lower()]),
        names={
            **{key: Words(*field_words(words_of, key)) for key in options},
            **_parameter_names(finding),
        },
        texts=article_addresses(finding),
    )
    said: dict[str, Any] = {"rule": code, "inputs": {}, "options": options}
    why = lay_out(replace(finding, **said), lexicon)
    steps = [replace(s, text=_grouped(s.text), value=_grouped(s.value)) for s in why.steps]
    return replace(why, conclusion=_grouped(why.conclusion), steps=steps)


def _grouped(text: Text) -> Text:
    if isinstance(text, Words):
        zh, en = _KEY.sub(_PAYMENT.zh, text.zh), _KEY.sub(_PAYMENT.en, text.en)
        return Words(grouped(zh), grouped(en[:1].upper() + en[1:] if en != text.en else en))
    return grouped(str(text))


def grouped(text: str) -> str:
    """Set separators into the amounts of a sentence; other numbers stay.

    >>> grouped("尚欠68730.87元，第1234条"), grouped("leaves 1234567.00 yuan, 2016 days")
    ('尚欠68,730.87元，第1234条', 'leaves 1,234,567.00 yuan, 2016 days')
    """
    return _AMOUNT.sub(lambda m: f"{int(m[1]):,}{m[2]}", text)


def _spoken(words_of: str, value: object) -> Any:
    """Say a choice in words, and a list of choices one after another."""
    if isinstance(value, list | tuple):
        return [_spoken(words_of, part) for part in value]
    return Words(*choice_words(words_of, value)) if isinstance(value, str) else value


def _parameter_names(finding: Finding[Any]) -> dict[str, Words]:
    """Give the names of the dated figures that the steps took."""
    names = {}
    for code in {s.parameter for s in finding.steps if s.parameter}:
        try:
            found = parameter(code, finding.on)
        except (ParameterMissing, KeyError):
            continue
        names[code] = Words(found.name_zh, found.name_en)
    return names


def article_addresses(finding: Finding[Any]) -> dict[tuple[str, str, str], str]:
    """Give the address of each cited article that can be opened."""
    library = library_at(TEXTS)
    cited = {step.basis for step in finding.steps if step.basis is not None}
    return {(c.instrument, c.version, c.article): _address(c) for c in cited if library.has(c)}


def _address(citation: Citation) -> str:
    place = [citation.instrument, citation.version, citation.article]
    return reverse("portal:article", args=place)


def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Show one rule: articles, parameters with their days, how sure we are of them."""
    try:
        found = get_rule(code.upper())
    except UnknownRule:
        raise Http404(code) from None
    context = {
        "rule": found,
        "name": Words(found.name_zh, found.name_en),
        "basis": [_basis(name, article) for name, article in found.basis],
        "parameters": [
            (p, Words(p.name_zh, p.name_en), Words(p.text_zh, p.text_en), STATUSES[p.status])
            for name in found.parameters
            for p in history(name)
        ],
        "examples": len(found.examples),
    }
    return render(request, "portal/rule.html", context)


def _basis(code: str, article: str) -> tuple[Words, str]:
    found = instrument(code)
    number, _, paragraph = article.partition(".")
    name = Words(found.name_zh, found.name_en)
    if paragraph:
        told = Words("《{n}》第{a}条第{p}款", "{n} art. {a} para. {p}")
    else:
        told = Words("《{n}》第{a}条", "{n} art. {a}")
    version = found.versions[-1].year
    opened = library_at(TEXTS).open(code, version, article)
    address = reverse("portal:article", args=[code, version, article]) if opened else ""
    return told.filled(n=name, a=number, p=paragraph), address


def article(request: HttpRequest, code: str, version: str, number: str) -> HttpResponse:
    """Open an article of a loaded text, the paragraph meant marked."""
    opened = library_at(TEXTS).open(code, version, number)
    if opened is None:
        raise Http404(number)
    numbers = list(opened.text.articles)
    at = numbers.index(opened.article)
    context = {
        "opened": opened,
        "lines": list(zip(opened.paragraphs, opened.meant, strict=True)),
        "before": numbers[at - 1] if at else "",
        "after": numbers[at + 1] if at + 1 < len(numbers) else "",
    }
    return render(request, "portal/article.html", context)
