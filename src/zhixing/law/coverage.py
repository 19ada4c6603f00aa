"""Write ``docs/reference/coverage.md``: which file answers for each point of the catalogue.

The catalogue (``codes/*.yaml``) lists every point by its code. A point is answered by the
rules that name it, by a file, or has one of three reasons for standing open.
``python -m zhixing.law.coverage`` writes the page, ``--check`` compares only.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from zhixing.law._table import RULES
from zhixing.law.registry import get_rule, list_rules

HERE: Final = Path(__file__).parent
CODES: Final = HERE / "codes"
PAGE: Final = HERE.parents[2] / "docs" / "reference" / "coverage.md"
REASONS: Final = {
    "no_computation": "无需计算 no computation",
    "later_room": "由后续业务模块实现 a later room",
    "no_text": "没有可核对的文本 no text",
}


class Uncovered(ValueError):
    """Say which point of the catalogue nothing answers for, or who names a wrong one."""


def points() -> dict[str, tuple[str, dict[str, Any]]]:
    """Give every point by its code, with its chapter.

    :raises Uncovered: a point stands twice, or lacks a name.
    """
    import yaml

    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for path in sorted(CODES.glob("*.yaml")):
        for row in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or ():
            code = row.get("code")
            if not code or not row.get("zh") or not row.get("en"):
                raise Uncovered(f"{path.name}: a point needs code, zh and en: {row}")
            if code in found:
                raise Uncovered(f"{path.name}: {code} stands twice")
            found[code] = (path.stem, row)
    return found


def page() -> str:
    """Give the page.

    :raises Uncovered: a point without answer, or a rule naming a point that is not there.
    """
    known = points()
    covering: dict[str, list[str]] = defaultdict(list)
    for code in list_rules():
        for point in get_rule(code).covers:
            if point not in known:
                raise Uncovered(f"{code} covers {point}, which is not in the catalogue")
            covering[point].append(code)
    lines = [
        "# 法律要点与实现 Points of law and where they are",
        "",
        "由规则代码生成 Generated from the rules. "
        "`no_computation`：无需计算；`later_room`：由后续业务模块实现；`no_text`：没有可核对的文本。",
    ]
    chapter = ""
    for point, (here, row) in known.items():
        if here != chapter:
            chapter = here
            lines += ["", f"## {here}", "", "| code | 要点 point | 实现 where |", "|---|---|---|"]
        where = _where(point, row, covering[point])
        lines.append(f"| {point} | {row['zh']} {row['en']} | {where} |")
    return "\n".join([*lines, "", *_totals(known, covering)]) + "\n"


def _where(point: str, row: dict[str, Any], rules: list[str]) -> str:
    shown = [
        f"[{RULES[code].split('.', 2)[2].replace('.', '/')}.py]({_book(code)})" for code in rules
    ]
    if named := row.get("file"):
        if not (HERE.parent / named).is_file():
            raise Uncovered(f"{point}: there is no file {named}")
        shown.append(f"`{named}`")
    if shown:
        return "、".join(shown)
    if row.get("reason") not in REASONS:
        raise Uncovered(f"{point}: no rule, no file and no reason")
    note = "；".join(str(row[k]) for k in ("note_zh", "note_en") if row.get(k))
    return REASONS[row["reason"]] + (f"（{note}）" if note else "")


def _path(code: str) -> str:
    return RULES[code].split(".", 2)[2].replace(".", "/") + ".py"


def _book(code: str) -> str:
    return f"../rulebook/{code.lower()}.md"


def _totals(known: dict[str, Any], covering: dict[str, list[str]]) -> list[str]:
    open_ones = {p: row for p, (_, row) in known.items() if not covering[p] and "file" not in row}
    counts = ", ".join(
        f"{reason}: {sum(row.get('reason') == reason for row in open_ones.values())}"
        for reason in REASONS
    )
    answered = len(known) - len(open_ones)
    return [f"{len(known)} 要点 points；{answered} 已实现 implemented；{counts}"]


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is as it should be."""
    text = page()
    if "--check" in arguments:
        return 0 if PAGE.exists() and PAGE.read_text("utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
