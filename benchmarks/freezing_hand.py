"""One of the programs that order, approve and put out the freezes: ``python -m``, step, JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import django

ROWS = 1500


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what this program was told: whose work, on which day, which share."""

    court_no: int
    day: date
    hand: int
    hands: int
    papers: str
    given: dict[str, Any]

    def who(self, kind: str) -> Any:
        """Give the judge or the director as a principal."""
        from zhixing.courts.queries import get_principal
        from zhixing.platform.database.scope import Scope, open_scope

        with open_scope(Scope.system()):
            return get_principal(UUID(self.given[kind]), UUID(self.given[f"{kind}_post"]), self.day)

    def share(self, things: Sequence[Any]) -> Sequence[Any]:
        """Give this program's share of some things."""
        return things[self.hand :: self.hands]


def draft(told: Told) -> None:
    """Order the deposits of this program's cases frozen, in batches."""
    from benchmarks.freezing import EACH
    from zhixing.assets.models import Asset
    from zhixing.inquiry.operations import FreezeBatch, FreezeRow, order_freezes
    from zhixing.kernel.refusal import Impossible
    from zhixing.platform.database.scope import open_scope

    by = told.who("judge")
    with open_scope(by.scope):
        found = Asset.objects.filter(court_no=told.court_no).order_by("case_id", "id")
        every = list(found.values_list("case_id", "id"))
    size = ROWS - ROWS % EACH
    for rows in told.share([every[i : i + size] for i in range(0, len(every), size)]):
        wanted = tuple(FreezeRow(case, asset) for case, asset in rows)
        with open_scope(by.scope):
            done = order_freezes(FreezeBatch(wanted, uuid4().hex), told.day, by=by)
        if done.bad:
            raise Impossible(f"{len(done.bad)} rows are refused, the first: {done.bad[0]}")


def approve(told: Told) -> None:
    """Approve this program's share of the bundles that waited when the step began."""
    from zhixing.decisions.operations import decide_bundle
    from zhixing.platform.database.scope import open_scope

    by = told.who("director")
    for bundle in told.share(told.given["bundles"]):
        with open_scope(by.scope):
            decide_bundle(UUID(bundle), approve=True, text="同意", on=told.day, by=by)


def put_out(told: Told) -> None:
    """Work the jobs off, beside the other program, until none is left."""
    from zhixing.platform.jobs.drain import drain

    if told.papers != "sealed":
        _one_paper_for_all()
    drain(("reactions", "inquiry"))


def _one_paper_for_all() -> None:
    """Let one paper stand for all documents, so that the orders alone are measured."""
    from zhixing.inquiry import messages
    from zhixing.inquiry.bulk_papers import Papers, WritSet
    from zhixing.inquiry.wire.model import Writ

    content = b"%PDF-1.4\n" + os.urandom(40_000)
    writs = (
        Writ(1, "执行裁定书", "执行裁定书", "pdf", content),
        Writ(2, "协助冻结存款通知书", "协助冻结存款通知书", "pdf", content),
    )
    kept: dict[int, list[Any]] = {}

    def freeze(self: Papers, accounts: Sequence[Any], first: Any, ruling: str) -> list[WritSet]:
        if self.court_no not in kept:
            kept[self.court_no] = messages.store_writs(self.court_no, writs)
        return [WritSet(writs, list(kept[self.court_no])) for _ in accounts]

    Papers.freeze = freeze  # type: ignore[method-assign]


STEPS: dict[str, Callable[[Told], None]] = {
    "draft": draft,
    "approve": approve,
    "put_out": put_out,
}


def main() -> int:
    """Do one step's share."""
    django.setup()
    given = json.loads(sys.argv[2])
    told = Told(
        given["court_no"],
        date.fromisoformat(given["day"]),
        given["hand"],
        given["hands"],
        given["papers"],
        given,
    )
    if os.environ.get("ZX_BENCH_PROFILE") == sys.argv[1] and told.hand == 0:
        from benchmarks.measuring import profiled

        for line in profiled(lambda: STEPS[sys.argv[1]](told)):
            print(f"    {sys.argv[1]}: {line}", flush=True)
    else:
        STEPS[sys.argv[1]](told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
