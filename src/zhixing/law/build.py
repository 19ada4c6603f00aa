"""Compile the parameters and the table of rules; ``--check`` compares only.

Run ``python -m zhixing.law.build`` after adding a rule or a parameter.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhixing.law.parameters import COMPILED, SOURCES, STATUSES

TABLE = Path(__file__).parent / "_table.py"


class Uncited(ValueError):
    """Say which parameter file lacks what."""


def compile_parameters() -> str:
    """Give the compiled JSON of all parameter files.

    :raises Uncited: a file without code, citation or status, or with values that overlap.
    """
    import yaml

    compiled: dict[str, Any] = {}
    for path in sorted(SOURCES.rglob("*.yaml")):
        source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        code = ".".join(path.relative_to(SOURCES).with_suffix("").parts)
        if source.pop("code", None) != code:
            raise Uncited(f"{path.name}: the code must be {code}")
        source["values"] = [_plain(row, code) for row in source["values"]]
        _check_order(source["values"], code)
        compiled[code] = source
    return json.dumps(compiled, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _plain(row: dict[str, Any], code: str) -> dict[str, Any]:
    if row.get("status") not in STATUSES or not (row.get("basis") or row.get("source")):
        raise Uncited(f"{code}: every value needs a status and a basis or source")
    if isinstance(row["value"], float):
        raise Uncited(f"{code}: write {row['value']} as text, a float is not exact")
    return {k: str(v) if isinstance(v, date) else v for k, v in row.items()}


def _check_order(rows: list[dict[str, Any]], code: str) -> None:
    for earlier, later in pairwise(rows):
        if not earlier.get("until") or earlier["until"] >= later["from"]:
            raise Uncited(f"{code}: values overlap at {later['from']}")


def compile_table() -> str:
    """Give the source of ``_table.py``: which module holds which rule, topic, instrument."""
    from zhixing.law.registry import walk

    tables = "".join(_table(name, walk(name)) for name in ("RULES", "TOPICS", "INSTRUMENTS"))
    return '"""Which module holds what; made by ``zhixing.law.build``."""\n' + tables


def _table(name: str, found: Iterable[tuple[str, str]]) -> str:
    rows = sorted(found)
    codes = [code for code, _ in rows]
    if len(set(codes)) != len(codes):
        raise ValueError(f"{name}: two modules have one code")
    lines = "".join(f'    "{code}": "{module}",\n' for code, module in rows)
    return f"\n{name}: dict[str, str] = " + (f"{{\n{lines}}}\n" if lines else "{}\n")


def main(arguments: list[str]) -> int:
    """Write both files, or with ``--check`` say whether they are as they should be."""
    wanted = {COMPILED: compile_parameters(), TABLE: compile_table()}
    stale = [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
    if "--check" in arguments:
        sys.stdout.write("".join(f"{p.name} is out of date\n" for p in stale))
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
