"""The *why*: a finding laid out for the panel beside its figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation, Finding, Step
from zhixing.platform.screenkit.formats import day_words, moment_text, money_text
from zhixing.platform.screenkit.words import NOTHING, Text, Words

_MARKS = {
    "provisional": Words("暂定，待公布", "provisional until published"),
    "memory": Words("凭记忆所引，待核", "cited from memory, to be checked"),
    "doubt": Words("存疑", "in doubt"),
    "policy": Words("依本院现行政策", "under the court's dated policy"),
}
_YES, _NO, _NONE = Words("是", "yes"), Words("否", "no"), Words("无", "none")
_JOIN = Words("；", "; ")
_FRACTION = re.compile(r"-?\d+/\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A named value: an input, an option, an interim figure."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Article:
    """An article cited; ``url`` opens its official text where the operator has loaded it."""

    title: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated figure of the law: its value, since when, until when, by which article."""

    name: Text
    value: Text
    since: date
    until: date | None = None
    article: Text = NOTHING


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One step of the reasoning as the panel prints it."""

    text: Text
    article: Article | None = None
    parameter: Text = NOTHING
    value: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Why:
    """The context ``why`` of ``kit/why.html`` and of ``kit/parts/why_panel.html``."""

    rule: Text
    rule_code: str
    rule_version: str
    on: date
    conclusion: Text
    steps: Sequence[WhyStep] = ()
    articles: Sequence[Article] = ()
    parameters: Sequence[Parameter] = ()
    inputs: Sequence[Line] = ()
    options: Sequence[Line] = ()
    marks: Sequence[Text] = ()
    rule_url: str = ""
    page_url: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the door knows and a finding does not: names, addresses, dated parameters.

    ``names`` turns input, option and parameter keys into words; ``texts`` turns
    (instrument, version, article) into the address of a loaded official text.
    """

    rule: Text = NOTHING
    rule_url: str = ""
    page_url: str = ""
    command: str = ""
    names: Mapping[str, Text] = field(default_factory=dict)
    texts: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    parameters: Sequence[Parameter] = ()


def lay_out(finding: Finding[object], lexicon: Lexicon) -> Why:
    """Lay a finding out for the panel, each cited article once, in order of first use."""
    names = lexicon.names
    cited = [step.basis for step in finding.steps if step.basis]
    articles = dict.fromkeys(_article(basis, lexicon) for basis in cited)
    return Why(
        rule=lexicon.rule or finding.rule,
        rule_code=finding.rule,
        rule_version=finding.version,
        on=finding.on,
        conclusion=Words(finding.conclusion_zh, finding.conclusion_en),
        steps=[_step(step, lexicon) for step in finding.steps],
        articles=list(articles),
        parameters=lexicon.parameters,
        inputs=[Line(names.get(k, k), shown(v)) for k, v in finding.inputs.items()],
        options=[Line(names.get(k, k), shown(v)) for k, v in finding.options.items()],
        marks=[mark_words(mark) for mark in finding.marks],
        rule_url=lexicon.rule_url,
        page_url=lexicon.page_url,
        command=lexicon.command,
    )


def _article(basis: Citation, lexicon: Lexicon) -> Article:
    key = (basis.instrument, basis.version, basis.article)
    return Article(Words(basis.zh, basis.en), lexicon.texts.get(key, ""))


def _step(step: Step, lexicon: Lexicon) -> WhyStep:
    name = step.parameter
    return WhyStep(
        text=Words(step.text_zh, step.text_en),
        article=_article(step.basis, lexicon) if step.basis else None,
        parameter=lexicon.names.get(name, name) if name else NOTHING,
        value=NOTHING if _is_said(step) else shown(step.value),
    )


def _is_said(step: Step) -> bool:
    """Say whether a step has no interim figure, or its sentence says it already.

    An exact fraction is kept so that the finding can be reckoned again; people read it rounded,
    in the sentence.
    """
    value = step.value
    if not isinstance(value, str):
        return value is None
    is_exact = _FRACTION.fullmatch(value) is not None
    return is_exact or (step.parameter is None and value in step.text_zh)


def mark_words(mark: str) -> Text:
    """Say a finding's machine-readable mark in words, what it is about in brackets.

    >>> mark_words("provisional:calendar-2028").zh
    '暂定，待公布（calendar-2028）'
    """
    kind, _, about = mark.partition(":")
    words = _MARKS.get(kind)
    if words is None:
        return mark
    return Words(f"{words.zh}（{about}）", f"{words.en} ({about})") if about else words


def shown(value: object) -> Text:
    """Write a value of the house as the panel shows it.

    >>> shown(Fen(100)), str(shown(date(2016, 4, 11))), str(shown([True, None]))
    ('¥1.00', '2016年4月11日', '是；无')
    """
    match value:
        case Words():
            return value
        case None:
            return _NONE
        case bool():
            return _YES if value else _NO
        case Fen():
            return money_text(value)
        case datetime():
            return moment_text(value)
        case date():
            return day_words(value)
        case str():
            return _from_text(value)
        case int() | Decimal() | Fraction():
            return str(value)
        case Mapping():
            return _joined([_pair(str(k), shown(v)) for k, v in value.items()])
        case list() | tuple():
            return _joined([shown(v) for v in value])
    if is_dataclass(value):
        return _joined([_pair(f.name, shown(getattr(value, f.name))) for f in fields(value)])
    return str(value)


def _from_text(text: str) -> Text:
    """Read an ISO day out of JSON back into prose."""
    try:
        return day_words(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _pair(name: str, value: Text) -> Words:
    return Words("{n}：{v}", "{n}: {v}").filled(n=name, v=value)


def _joined(parts: Sequence[Text]) -> Words:
    if not parts:
        return _NONE
    return Words(
        *(getattr(_JOIN, known).join(getattr(p, known, p) for p in parts) for known in ("zh", "en"))
    )
