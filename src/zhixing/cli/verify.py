"""``./zx verify``: derive everything again from business rows, and name each difference."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from zhixing.cli.command import Command, say
from zhixing.cli.house import find_named_court, opened

SHOWN = 200
"""Differences printed of one part; the rest are counted."""


def run(arguments: Sequence[str]) -> int:
    """Verify one part or all of them; 1 if anything differs."""
    options = _options(arguments)
    with opened():
        court_no = _court(options.court)
        parts = PARTS if options.part == "all" else {options.part: PARTS[options.part]}
        found = sum(_verify(name, part, court_no) for name, part in parts.items())
    if found:
        say(f"共发现 {found} 处不一致。", f"{found} differences.")
        return 1
    say("全部一致。", "Everything agrees.")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./zx verify")
    parser.add_argument("part", choices=[*PARTS, "all"])
    parser.add_argument("--court", default="", help="one court, by code or number")
    return parser.parse_args(arguments)


def _court(name: str) -> int | None:
    from zhixing.platform.database.scope import Scope, open_scope

    if not name:
        return None
    with open_scope(Scope.system()):
        return find_named_court(name).court_no


def _verify(name: str, part: Callable[[int | None], Iterable[Any]], court_no: int | None) -> int:
    started, count = time.monotonic(), 0
    for difference in part(court_no):
        count += 1
        if count <= SHOWN:
            print(f"  {name}: {describe(difference)}", flush=True)
    if count > SHOWN:
        say(f"  ……另有 {count - SHOWN} 处", f"and {count - SHOWN} more")
    seconds = time.monotonic() - started
    zh, en = WORDS[name]
    verdict_zh = f"{count} 处不一致" if count else "一致"
    verdict_en = f"{count} differences" if count else "agrees"
    say(f"{zh}：{verdict_zh}（{seconds:.1f} 秒）", f"{en}: {verdict_en} ({seconds:.1f} s)")
    return count


def describe(difference: Any) -> str:
    """Put one difference of any part into one line."""
    from zhixing.cases.docket.verify import Difference as DocketDifference
    from zhixing.funds.queries import MoneyDifference

    if isinstance(difference, DocketDifference):
        return (
            f"court {difference.court_no} case {difference.case} {difference.place}: "
            f"库中 stored {_short(difference.stored)}，重算 folded {_short(difference.folded)}"
        )
    if isinstance(difference, MoneyDifference):
        return (
            f"court {difference.court_no} {difference.place}: "
            f"库中 stored {difference.stored}，重算 derived {difference.derived}"
        )
    return str(difference)


def _short(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}…"


def _log(court_no: int | None) -> Iterable[Any]:
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.log.verify import verify_log

    with open_scope(Scope.system()):
        return verify_log(None if court_no is None else [court_no])


def _files(court_no: int | None) -> Iterable[Any]:
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.files.verify import verify_files

    with open_scope(Scope.system()):
        return verify_files(None if court_no is None else [court_no])


def _docket(court_no: int | None) -> Iterator[Any]:
    for number in [court_no] if court_no is not None else _courts():
        yield from _in_one_picture(number, partial(_list_docket, number))


def _list_docket(court_no: int) -> list[Any]:
    from zhixing.cases.docket.verify import verify_docket

    return list(verify_docket(court_no))


def _money(court_no: int | None) -> Iterable[Any]:
    from zhixing.funds.queries import verify_money

    return _in_one_picture(court_no, lambda: list(verify_money()))


def _in_one_picture(court_no: int | None, ask: Callable[[], list[Any]]) -> list[Any]:
    """Ask inside one unchanging picture of the database, so that work going on is no difference."""
    from django.db import connection, transaction

    from zhixing.platform.database.scope import Scope, open_scope

    scope = Scope.system() if court_no is None else Scope.of_court(court_no, court_no)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with open_scope(scope):
            return ask()


def _courts() -> list[int]:
    from zhixing.cases.docket.verify import list_courts_with_cases
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()):
        return list(list_courts_with_cases())


PARTS: dict[str, Callable[[int | None], Iterable[Any]]] = {
    "log": _log,
    "docket": _docket,
    "money": _money,
    "files": _files,
}
WORDS = {
    "log": ("存证日志", "the log"),
    "docket": ("案件卷宗", "the dockets"),
    "money": ("案款账目", "the money"),
    "files": ("文件", "the files"),
}
COMMAND = Command(
    "由业务数据重新推导日志、卷宗、账目、文件，逐一指出不一致。",
    "Derive log, dockets, money and files again and name each difference.",
    run,
    "log|docket|money|files|all [--court COURT]",
)
