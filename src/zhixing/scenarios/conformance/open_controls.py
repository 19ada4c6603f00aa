"""The controls of the book: each kind of thing reported is controlled, renewed, queued, released.

What is asked fits the kind: money is frozen by an amount, a right by its extent, a registered
thing sealed. Two courts ask, so that rank is seen; everything controlled is released again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from zhixing.assets.kinds import ASSET_KINDS, AssetKind, Way, kind_of
from zhixing.inquiry.wire.testbook import golden
from zhixing.kernel.fen import Fen
from zhixing.scenarios.conformance.report import compared, quoted

Object = dict[str, Any]
CARRIED_OUT: Final = frozenset({"DONE", "PARTIAL"})
ANOTHER_COURT: Final = "示例区另一人民法院"
WITHHELD: Final = frozenset({"PENSION", "SOCIAL_BENEFIT"})
"""Kinds without a control of their own: they are withheld as income."""
CONTROLLED: Final = frozenset({*ASSET_KINDS, "OTHER"}) - WITHHELD
NO_MONEY: Final = Fen(0)
UNKNOWN: Final = "ZX-NO-SUCH-THING"
A_YUAN: Final = Fen.of_yuan("1.00")


@dataclass(slots=True)
class Controls:
    """Order controls of one institution; ``ask`` delivers a request and gives its results."""

    ask: Callable[[Object, str], tuple[str, list[Object]]]
    note: Callable[[str, bool, str], None]
    reported: list[Object]
    line: Object = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = json.loads(golden("requests_control"))["requests"][0]["lines"][0]

    def check(self) -> None:
        """Go through the first thing of each kind, then through what must be refused."""
        for record in self._one_of_each_kind():
            self._check_kind(record, kind_of(str(record["kind"])))
        _, results = self._order(self.reported[0] if self.reported else {}, identifier=UNKNOWN)
        self._refused("no-such-thing", results)

    def _one_of_each_kind(self) -> Iterator[Object]:
        seen: set[str] = set()
        for record in self.reported:
            kind = str(record.get("kind", ""))
            if record.get("identifier") and kind in CONTROLLED and kind not in seen:
                seen.add(kind)
                yield record
        if not seen and not WITHHELD & {str(r.get("kind")) for r in self.reported}:
            wanted = "可控制的财产 things that can be controlled"
            self.note("controlled", False, compared(wanted, quoted(self.reported)))

    def _check_kind(self, record: Object, kind: AssetKind) -> None:
        name = kind.code
        number, results = self._order(record)
        result = results[0] if results else {}
        fine = result.get("lineNo") == "1" and result.get("outcome") in CARRIED_OUT
        seen = compared('lineNo "1", DONE | PARTIAL', quoted(results))
        self.note(f"controlled/{name}", fine, seen)
        if not fine:
            return
        wanted, until = _days()["to"], result.get("to")
        self.note(f"term-kept/{name}", until == wanted, compared(wanted, quoted(until)))
        actual = _money(result, "actual")
        held = A_YUAN if actual is None else actual
        if kind.way is Way.MONEY:
            self.note(f"within-order/{name}", held <= A_YUAN, compared("≤ 1.00", held.yuan))
        second, more = self._queued(record, kind, held)
        self._follow_ups(record, kind, number, held)
        self._released(record, kind, (number, held), (second, more))

    def _queued(self, record: Object, kind: AssetKind, held: Fen) -> tuple[str, Fen]:
        """Let another court ask for all of the same thing: it waits, or gets what is left of money.

        Gives the number of its request and the amount that it asked for.
        """
        there = _there(record) if kind.way is Way.MONEY else None
        asked = there or A_YUAN
        number, results = self._order(record, court=ANOTHER_COURT, amount=asked.yuan)
        result = results[0] if results else {}
        fine = result.get("outcome") in CARRIED_OUT and bool(result.get("priorMeasures"))
        wanted = "DONE | PARTIAL, priorMeasures"
        if there:
            left = max(NO_MONEY, Fen(there - held))
            actual = _money(result, "actual")
            in_part = result.get("outcome") == "PARTIAL" and actual is not None
            fine = in_part and (actual or NO_MONEY) <= left
            fine = fine and (bool(actual) or bool(result.get("priorMeasures")))
            wanted = f"{asked.yuan}: PARTIAL, actual ≤ {left.yuan} = {there.yuan} - {held.yuan}"
        self.note(f"queued/{kind.code}", fine, compared(wanted, quoted(results)))
        return number, asked

    def _released(self, record: Object, kind: AssetKind, *held: tuple[str, Fen]) -> None:
        """Release both controls, and see from a third one that nothing is left of them."""
        name = kind.code
        for place, (origin, amount) in enumerate(held, 1):
            _, told = self._order(record, verb="RELEASE", origin=origin, amount=amount.yuan)
            fine = bool(told) and told[0].get("outcome") == "DONE"
            self.note(f"released/{name}-{place}", fine, compared("DONE", quoted(told)))
        there = _there(record) if kind.way is Way.MONEY else None
        asked = there or A_YUAN
        number, results = self._order(record, amount=asked.yuan)
        result = results[0] if results else {}
        before, now = (len(r.get("priorMeasures") or ()) for r in (record, result))
        fine = result.get("outcome") in CARRIED_OUT and now <= before
        wanted = f"priorMeasures: {before}"
        if there:
            fine = fine and _money(result, "actual") == there
            wanted += f", actual: {there.yuan}"
        self.note(f"released-indeed/{name}", fine, compared(wanted, quoted(results)))
        self._order(record, verb="RELEASE", origin=number, amount=asked.yuan)

    def _follow_ups(self, record: Object, kind: AssetKind, number: str, held: Fen) -> None:
        name = kind.code
        later = _days(730)
        _, told = self._order(record, verb="RENEW", origin=number, term=later)
        fine = bool(told) and (told[0].get("outcome"), told[0].get("to")) == ("DONE", later["to"])
        self.note(f"renewed/{name}", fine, compared(f"DONE, to {later['to']}", quoted(told)))
        _, told = self._order(record, verb="RELEASE", origin="ZX-NO-SUCH-REQUEST")
        self._refused(f"unknown-origin/{name}", told)
        other = "FREEZE" if kind.is_sealed else "SEAL"
        _, told = self._order(record, measure=other)
        self._refused(f"wrong-measure/{name}", told)
        if kind.way is Way.MONEY:
            more = Fen(held + 1).yuan
            _, told = self._order(record, measure="TRANSFER", origin=number, amount=more)
            self._refused(f"too-much/{name}", told)

    def _refused(self, code: str, results: list[Object]) -> None:
        outcomes = [r.get("outcome") for r in results]
        fine = outcomes == ["NOT_DONE"] and all(r.get("reason") for r in results)
        self.note(code, fine, compared("NOT_DONE, reason", quoted(results)))

    def _order(
        self, record: Object, *, verb: str = "", court: str = "", origin: str = "", **changes: Any
    ) -> tuple[str, list[Object]]:
        """Order one line on a thing; gives the request's number and its results."""
        kind = kind_of(str(record.get("kind", "OTHER")))
        sealings = {"": "SEAL", "RENEW": "SEAL_RENEW", "RELEASE": "SEAL_RELEASE"}
        line = {
            **self.line,
            "kind": kind.code,
            "target": "FIN_ASSET" if kind.way is Way.MONEY else "RIGHT",
            "identifier": record.get("identifier", ""),
            "measure": sealings[verb] if kind.is_sealed else verb or "FREEZE",
            "amount": "1.00",
            "term": _days(),
            **changes,
        }
        if kind.is_sealed:
            del line["amount"]
        if origin:
            line["origin"] = {"requestNo": origin}
        if line["measure"] == "TRANSFER":
            line["caseFund"] = {
                "name": "示例市中级人民法院",
                "bank": "示例银行",
                "bankNo": "000000000001",
                "accountNo": "0000000000000001001",
            }
        more: Object = {"kind": "CONTROL", "lines": [line]}
        if court:
            more["court"] = {"name": court, "code": "999901"}
        return self.ask(more, f"{line['measure']}-{kind.code}")


def _money(row: Object, name: str) -> Fen | None:
    """Read an amount; None where it is none, which the reading of the form reports."""
    try:
        return Fen.of_yuan(str(row[name]))
    except (KeyError, ValueError, ArithmeticError):
        return None


def _there(record: Object) -> Fen | None:
    """Give how much of a sum can be controlled, as the record told it."""
    available = _money(record, "available")
    return _money(record, "value") if available is None else available


def _days(count: int = 365) -> dict[str, str]:
    """Give a term that begins today and holds so many days."""
    today = datetime.now(UTC).date()
    return {"from": today.isoformat(), "to": (today + timedelta(days=count - 1)).isoformat()}
