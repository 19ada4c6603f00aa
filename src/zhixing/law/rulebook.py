"""Write the rule book (``docs/rulebook``): one page per rule, from the rules themselves.

``python -m zhixing.law.rulebook`` writes it, ``--check`` names pages that differ.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from pathlib import Path
from typing import Any, Final

from zhixing.kernel.canonical import to_json
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law._table import RULES
from zhixing.law.instruments import instrument
from zhixing.law.parameters import history
from zhixing.law.registry import get_rule, list_rules
from zhixing.law.rule import Example, Rule

BOOK: Final = Path(__file__).parents[3] / "docs" / "rulebook"
STATUS: Final = {
    "verified": "已核对原文 text read",
    "secondary": "据转载 from a secondary source",
    "memory": "凭记忆，待核 from memory, to be checked",
    "doubt": "有疑义 in doubt",
}


def pages() -> dict[str, str]:
    """Give every page by its file name."""
    book = {f"{code.lower()}.md": _page(get_rule(code)) for code in list_rules()}
    book["README.md"] = _contents()
    return book


def _contents() -> str:
    lines = ["# 规则手册 Rule book", "", "由规则代码生成 Generated from the rules.", ""]
    topic = ""
    for code, module in sorted(RULES.items(), key=lambda row: (row[1].split(".")[2], row[0])):
        if (here := module.split(".")[2]) != topic:
            topic = here
            lines += ["", f"## {topic}", ""]
        rule = get_rule(code)
        lines.append(f"- [{code}]({code.lower()}.md) {rule.name_zh} {rule.name_en}")
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> str:
    module = importlib.import_module(RULES[rule.code])
    lines = [
        f"# {rule.code} {rule.name_zh} {rule.name_en}",
        "",
        *_text(inspect.cleandoc(module.__doc__ or "")),
    ]
    lines += ["", f"版本 version {rule.version}；施行 in force {_days(rule)}", ""]
    if rule.covers:
        codes = "、".join(f"`{code}`" for code in rule.covers)
        lines += [f"要点 points：{codes}（[全部 all](../reference/coverage.md)）", ""]
    lines += ["## 依据 Basis", ""]
    lines += [_basis(code, article) for code, article in rule.basis]
    lines += _doubts(rule)
    lines += ["", "## 输入 Inputs", ""]
    for name, argument in inspect.signature(rule.function).parameters.items():
        given = "" if argument.default is argument.empty else "（可省略 optional）"
        lines.append(f"- `{name}`: `{argument.annotation}`{given}")
    if rule.parameters:
        lines += ["", "## 参数 Parameters", ""]
        for name in rule.parameters:
            lines += _parameter(name)
    lines += ["", "## 例 Examples", ""]
    for number, example in enumerate(rule.examples, 1):
        lines += _example(rule, number, example)
    return "\n".join(lines).rstrip() + "\n"


def _text(said: str) -> list[str]:
    """Give the rule's own words, the Chinese paragraphs before the English ones."""
    paragraphs = said.split("\n\n")
    chinese = [p for p in paragraphs if "\u4e00" <= p[:1] <= "\u9fff"]
    joined = ["".join(p.splitlines()) for p in chinese]
    english = [p for p in paragraphs if p not in chinese]
    return ["\n\n".join([*joined, *english])]


def _doubts(rule: Rule) -> list[str]:
    """Say what is open: conventions the texts leave, figures and texts not read."""
    options: dict[str, set[str]] = {}
    marks: set[str] = set()
    for example in rule.examples:
        try:
            finding: Finding[Any] = rule.function(**example.inputs)
        except Refusal:
            continue
        for name, chosen in finding.options.items():
            options.setdefault(name, set()).add(json.dumps(chosen, ensure_ascii=False))
        marks |= {m for m in finding.marks if m.partition(":")[0] in STATUS}
    lines = [
        f"- 留有余地的读法 a convention left open：`{name}`（{'、'.join(sorted(chosen))}）"
        for name, chosen in sorted(options.items())
    ]
    lines += [f"- {STATUS[m.partition(':')[0]]}：`{m.partition(':')[2]}`" for m in sorted(marks)]
    return ["", "## 存疑 What is doubtful", "", *(lines or ["无 nothing"])]


def _days(rule: Rule) -> str:
    return f"{rule.in_force.start} – {rule.in_force.last or ''}".strip()


def _basis(code: str, article: str) -> str:
    found = instrument(code)
    number, _, paragraph = article.partition(".")
    zh = f"《{found.name_zh}》第{number}条" + (f"第{paragraph}款" if paragraph else "")
    en = f"{found.name_en} art. {number}" + (f" para. {paragraph}" if paragraph else "")
    versions = "、".join(v.year for v in found.versions)
    return f"- {zh} {en}（各版 versions {versions}）"


def _parameter(name: str) -> list[str]:
    rows = history(name)
    lines = [f"- `{name}` {rows[0].name_zh} {rows[0].name_en}"]
    for row in rows:
        basis = f"；{row.basis.zh} {row.basis.en}" if row.basis else ""
        note = f"；{row.note}" if row.note else ""
        lines.append(
            f"  - {row.in_force.start} – {row.in_force.last or ''}: {row.text_zh} {row.text_en}"
            f"；{STATUS[row.status]}{basis}{note}"
        )
    return lines


def _example(rule: Rule, number: int, example: Example) -> list[str]:
    inputs = json.dumps(to_json(dict(example.inputs)), ensure_ascii=False, sort_keys=True)
    lines = [f"{number}. {example.note}".rstrip(), "", f"   `{inputs}`", ""]
    try:
        finding: Finding[Any] = rule.function(**example.inputs)
    except Refusal as refusal:
        lines.append(f"   不予 refused `{refusal.code}`：{refusal.message_zh} {refusal.message_en}")
        if refusal.remedy_zh:
            lines.append(f"   补救 remedy：{refusal.remedy_zh} {refusal.remedy_en}")
        return [*lines, ""]
    lines.append(f"   {finding.conclusion_zh} {finding.conclusion_en}")
    lines += [f"   - {step.text_zh} {step.text_en}" + _cited(step.basis) for step in finding.steps]
    if finding.marks:
        lines.append(f"   - 标记 marks：{'、'.join(f'`{m}`' for m in finding.marks)}")
    return [*lines, ""]


def _cited(basis: Any) -> str:
    return f"（{basis.zh}）" if basis else ""


def differences(book: Path = BOOK) -> list[str]:
    """Name the pages that are missing, differ, or have no rule."""
    wanted = pages()
    there = {p.name for p in book.glob("*.md")} if book.exists() else set()
    stale = [
        n for n, text in wanted.items() if n not in there or (book / n).read_text("utf-8") != text
    ]
    return sorted({*stale, *(there - set(wanted))})


def main(arguments: list[str]) -> int:
    """Write the book, or with ``--check`` name what differs."""
    different = differences()
    if "--check" in arguments:
        sys.stdout.write("".join(f"{name} differs\n" for name in different))
        return 1 if different else 0
    BOOK.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for name in different:
        if name in wanted:
            (BOOK / name).write_text(wanted[name], encoding="utf-8")
        else:
            (BOOK / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
