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

from zhixing.assets.kinds import AssetKind, Way, kind_of
from zhixing.inquiry.wire.testbook import golden
from zhixing.kernel.fen import Fen

Object = dict[str, Any]
CARRIED_OUT: Final = frozenset({"DONE", "PARTIAL"})
ANOTHER_COURT: Final = "示例区另一人民法院"
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
            if record.get("identifier") and kind and kind not in seen:
                seen.add(kind)
                yield record
        if not seen:
            self.note("controlled", False, "nothing was reported that could be controlled")

    def _check_kind(self, record: Object, kind: AssetKind) -> None:
        name = kind.code
        number, results = self._order(record)
        result = results[0] if results else {}
        fine = result.get("lineNo") == "1" and result.get("outcome") in CARRIED_OUT
        self.note(f"controlled/{name}", fine, f"{results}")
        if not fine:
            return
        self.note(f"term-kept/{name}", result.get("to") == _days()["to"], f"{result.get('to')}")
        actual = Fen.of_yuan(str(result.get("actual", "1.00")))
        if kind.way is Way.MONEY:
            self.note(f"within-order/{name}", actual <= A_YUAN, actual.yuan)
        second = self._queued(record, kind)
        self._follow_ups(record, kind, number, actual)
        for origin, place in ((number, "1"), (second, "2")):
            _, told = self._order(record, verb="RELEASE", origin=origin)
            fine = bool(told) and told[0].get("outcome") == "DONE"
            self.note(f"released/{name}-{place}", fine, f"{told}")

    def _queued(self, record: Object, kind: AssetKind) -> str:
        """Let another court ask for the same thing: it waits, or gets what is left of money."""
        number, results = self._order(record, court=ANOTHER_COURT)
        result = results[0] if results else {}
        waits = bool(result.get("priorMeasures"))
        if kind.way is Way.MONEY and not waits:
            there = Fen.of_yuan(str(record.get("available", record.get("value", "0"))))
            waits = Fen.of_yuan(str(result.get("actual", "1.00"))) <= there - A_YUAN
        fine = waits and result.get("outcome") in CARRIED_OUT
        self.note(f"queued/{kind.code}", fine, f"{results}")
        return number

    def _follow_ups(self, record: Object, kind: AssetKind, number: str, held: Fen) -> None:
        name = kind.code
        later = _days(730)
        _, told = self._order(record, verb="RENEW", origin=number, term=later)
        fine = bool(told) and (told[0].get("outcome"), told[0].get("to")) == ("DONE", later["to"])
        self.note(f"renewed/{name}", fine, f"{told}")
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
        self.note(code, fine, f"{results}, NOT_DONE with a reason expected")

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


def _days(count: int = 365) -> dict[str, str]:
    """Give a term that begins today and holds so many days."""
    today = datetime.now(UTC).date()
    return {"from": today.isoformat(), "to": (today + timedelta(days=count - 1)).isoformat()}
