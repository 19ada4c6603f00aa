"""The rule book on the screen: every rule with its articles and its dated parameters."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from zhixing.desk.visit import Visit
from zhixing.law.instruments import instrument
from zhixing.law.parameters import Parameter, history
from zhixing.law.registry import UnknownRule, get_rule, list_rules
from zhixing.law.rule import Rule
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words

COLUMNS = (
    Column("name", Words("参数", "Parameter"), fixed=True),
    Column("value", Words("数值", "Value"), fixed=True),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("basis", Words("依据", "Basis")),
    Column("status", Words("核对", "Checked")),
)
STATUSES = {
    "verified": Words("已核对原文", "text read"),
    "secondary": Words("据转载", "from a secondary source"),
    "memory": Words("凭记忆，待核", "from memory, to be checked"),
    "doubt": Words("有疑义", "in doubt"),
}


def index(visit: Visit) -> HttpResponse:
    """List every rule."""
    rules = [
        (code.lower(), Words(rule.name_zh, rule.name_en))
        for code in list_rules()
        for rule in [get_rule(code)]
    ]
    return visit.under("rules").render("desk/rules.html", {"rules": rules})


def show(visit: Visit, code: str) -> HttpResponse:
    """Show one rule."""
    try:
        rule = get_rule(code.upper())
    except UnknownRule:
        raise Http404(code) from None
    rows = [_row(p) for name in rule.parameters for p in history(name)]
    context = {
        "rule": rule,
        "name": Words(rule.name_zh, rule.name_en),
        "basis": [_basis(instrument_code, article) for instrument_code, article in rule.basis],
        "since": rule.in_force.start,
        "until": rule.in_force.last,
        "parameters": Table("parameters", Words("参数", "Parameters"), COLUMNS, rows),
        "examples": _examples(rule),
    }
    return visit.under("rules").render("desk/rule.html", context)


def _basis(code: str, article: str) -> Words:
    found = instrument(code)
    number, _, paragraph = article.partition(".")
    name = Words(found.name_zh, found.name_en)
    if paragraph:
        return Words("《{n}》第{a}条第{p}款", "{n} art. {a} para. {p}").filled(
            n=name, a=number, p=paragraph
        )
    return Words("《{n}》第{a}条", "{n} art. {a}").filled(n=name, a=number)


def _row(p: Parameter) -> Row:
    basis: Text = Words(p.basis.zh, p.basis.en) if p.basis else NOTHING
    cells = (
        Words(p.name_zh, p.name_en),
        Words(p.text_zh, p.text_en),
        p.in_force.start,
        p.in_force.last,
        basis,
        STATUSES[p.status],
    )
    return Row(f"{p.code}-{p.in_force.start}", cells)


def _examples(rule: Rule) -> int:
    return len(rule.examples)
