"""``./zx explain``: why a figure of a case is what it is, on a day, as far as the court knew."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zhixing.cli.command import Command, Failure
from zhixing.cli.house import find_named_case, opened, refuse

if TYPE_CHECKING:
    from zhixing.cases.queries import CaseView
    from zhixing.kernel.finding import Finding


def run(arguments: Sequence[str]) -> int:
    """Compute the figure and print its finding: the same call as the screen's *why*."""
    options = _options(arguments)
    with opened():
        from zhixing.kernel.refusal import Refusal

        try:
            case, finding = _find(options)
        except Refusal as refusal:
            raise _with_names(refusal) from None
    if options.json:
        print(json.dumps(finding.to_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(tell(case.number, options.figure, finding)))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./zx explain")
    parser.add_argument("case", help="number or id")
    parser.add_argument("figure", help="debt, node:CLOSE_CASE, …")
    parser.add_argument("--on", type=_day, required=True, metavar="DATE")
    parser.add_argument("--known", type=_instant, default=None, metavar="DATE|INSTANT")
    parser.add_argument("--court", default="", help="where several courts have the number")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def _find(options: argparse.Namespace) -> tuple[CaseView, Finding[Any]]:
    from zhixing.cases.figures import explain
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()):
        case = find_named_case(options.case, options.court)
    with open_scope(Scope.of_court(case.court_no, case.court_no)):
        found = explain(case.court_no, case.id, options.figure, options.on, known_at=options.known)
    return case, found


def tell(number: str, figure: str, finding: Finding[Any]) -> Iterator[str]:
    """Lay a finding out for reading: conclusion, steps with articles, inputs, hash."""
    yield f"{number}  {figure}  {finding.on}"
    yield f"  {finding.conclusion_zh}"
    yield f"  {finding.conclusion_en}"
    yield "步骤 steps"
    for place, step in enumerate(finding.steps, 1):
        yield f"  {place}. {step.text_zh}"
        yield f"     {step.text_en}"
        if step.basis is not None:
            yield f"     依据 basis: {step.basis.zh} · {step.basis.en}"
        if step.parameter:
            yield f"     参数 parameter: {step.parameter} = {_plain(step.value)}"
    yield "输入 inputs"
    for name, value in finding.inputs.items():
        yield f"  {name} = {_plain(value)}"
    for name, value in finding.options.items():
        yield f"选项 option: {name} = {_plain(value)}"
    for mark in finding.marks:
        yield f"提示 mark: {mark}"
    yield f"规则 rule: {finding.rule} {finding.version}"
    yield f"哈希 hash: {finding.input_hash}"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _with_names(refusal: Exception) -> Failure:
    from zhixing.cases.figures import list_figures

    names = ", ".join(list_figures())
    failure = refuse(refusal)
    return Failure(f"{failure}", f"可用 available: {names}", 2)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text} 不是日期（2016-06-01） is not a date (2016-06-01)"
        ) from None


def _instant(text: str) -> datetime:
    """Read an instant; a day alone means its end, a time without zone is Shanghai's."""
    from zhixing.kernel.clock import SHANGHAI, instant

    try:
        if len(text) == len("2016-06-01"):
            return instant(date.fromisoformat(text), 23, 59, 59)
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text} 不是日期或时刻 is neither a date nor an instant"
        ) from None
    return read if read.tzinfo else read.replace(tzinfo=SHANGHAI)


COMMAND = Command(
    "说明案件某一数据在某日的依据与推导。",
    "Explain a figure of a case on a day, with every step and article.",
    run,
    "CASE FIGURE --on DATE [--known DATE|INSTANT] [--court COURT] [--json]",
)
