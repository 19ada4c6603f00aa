"""The inside of the platform, opened for one command: environment, Django, a case by its number."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from zhixing.cli.command import Failure

if TYPE_CHECKING:
    from zhixing.cases.queries import CaseView
    from zhixing.courts.records import CourtView


@contextlib.contextmanager
def opened() -> Iterator[Path]:
    """Prepare the environment and start Django; gives the state directory."""
    from zhixing.cli.environment import prepare

    prepared = prepare()
    try:
        import django

        django.setup()
        yield prepared.state
    finally:
        prepared.release()


def find_named_court(name: str) -> CourtView:
    """Find a court by its code (``M34``, ``R900001``) or its number.

    Runs inside a scope.

    :raises Failure: there is no such court.
    """
    from zhixing.courts.queries import find_court, find_court_by_code

    found = find_court_by_code(name)
    if found is None and name.isdigit():
        found = find_court(int(name))
    if found is None:
        raise Failure(f"没有代码或编号为 {name} 的法院。", f"There is no court {name}.", 2)
    return found


def find_named_case(name: str, court: str = "") -> CaseView:
    """Find a case by its number or its id, in one court if that is named.

    Runs inside a scope.

    :raises Failure: there is no such case, or the number stands in several courts.
    """
    from zhixing.cases.queries import CaseFilter, list_cases

    court_no = find_named_court(court).court_no if court else None
    try:
        wanted = CaseFilter(ids=(UUID(name),), court_no=court_no)
    except ValueError:
        wanted = CaseFilter(number=name, court_no=court_no)
    found = list_cases(wanted, order="claim", limit=10).cases
    if not found:
        raise Failure(f"没有案件 {name}。", f"There is no case {name}.", 2)
    if len(found) > 1:
        courts = "、".join(str(case.court_no) for case in found)
        raise Failure(
            f"案号 {name} 见于多个法院（{courts}），请用 --court 指明。",
            f"Several courts have a case {name} ({courts}); name one with --court.",
            2,
        )
    return found[0]


def refuse(error: object) -> Failure:
    """Turn a refusal of law or rooms into a command's failure, in its own words."""
    from zhixing.kernel.refusal import Refusal

    if isinstance(error, Refusal):
        zh = f"{error.message_zh}{error.remedy_zh}（{error.code}）"
        return Failure(zh, f"{error.message_en} {error.remedy_en}".strip())
    return Failure(str(error), str(error))
