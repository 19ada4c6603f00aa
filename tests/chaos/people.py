"""The people of a chaos run: who orders, who controls what is found, who pays, who mends what is stuck.

All of them act over the HTTP API and insist under one key until they are answered, as the clients of
a crash run do; what to do next they read from the database, as a screen would show it to them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, InterfaceError, connection

from tests.chaos.field import Debtor
from tests.crash.client import Client, NeverAnswered, _Ended
from tests.crash.programs import DAY
from zhixing.platform.database.scope import Scope, open_scope

FROZEN = "100.00"
PAID = "330.00"
"""Of a small claim (``field.SMALL_CLAIM``): some twenty yuan and the interest are left of it."""
SILENT_SECONDS = 20
"""After so long a registry that took a request and said nothing is handed it again."""
REST_SECONDS = 4
"""How long somebody rests who found nothing to do: looking costs the database as work does."""
MOST_DELIVERIES = 3
TURN = 200
APPROVE = {"approve": True, "text": "同意"}


def look(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Read rows as the system does; a database that was just killed is asked again."""
    while True:
        try:
            with open_scope(Scope.system()), connection.cursor() as cursor:
                cursor.execute(sql, values)
                return cursor.fetchall()
        except (DatabaseError, InterfaceError, OSError):
            connection.close()
            time.sleep(0.5)


@dataclass(slots=True)
class Orderer(Client):
    """Order one query for each of some debtors."""

    debtors: Sequence[Debtor] = ()
    is_done: bool = False

    def run(self) -> None:
        """Order until nothing is left to order."""
        try:
            for debtor in self.debtors:
                order = {"parties": [debtor.party]}
                self.ask("query", "JUDGE", f"/cases/{debtor.case}/queries", {"order": order})
            self.is_done = True
        except NeverAnswered as failure:
            self.counts.unexpected.append(str(failure))
        except _Ended:
            return


@dataclass(slots=True)
class Controller(Client):
    """Freeze a part of what banks found and seal the houses, and lift every third of it again.

    Several share the work: each takes the things whose number falls to its ``part``.
    """

    court_no: int = 0
    part: tuple[int, int] = (0, 1)
    refused: Counter[str] = field(default_factory=Counter)
    is_idle: bool = False
    """Whether nothing was left to do when it last looked."""
    _seen: set[str] = field(default_factory=set)
    _lifted: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Go round until told to stop."""
        try:
            while not self.stop.is_set():
                self.is_idle = not self.turn()
                if self.is_idle:
                    time.sleep(REST_SECONDS)
        except NeverAnswered as failure:
            self.counts.unexpected.append(str(failure))
        except _Ended:
            return

    def turn(self) -> int:
        """Control what is new, lift what is due; gives how much there was to do."""
        mine, of = self.part
        found = self._new(look(_FOUND, self.court_no, of, mine, list(self._seen)), self._seen)
        for asset, case, kind in found:
            step, path, order = _control(asset, kind)
            self._order(step, f"/cases/{case}/{path}", order)
        held = self._new(look(_HELD, self.court_no, of, mine), self._lifted)
        for asset, case, kind in held:
            lifting = "releases" if kind == "DEPOSIT" else "unsealings"
            order = {"asset": asset, "reason": "已履行完毕"}
            self._order("release", f"/cases/{case}/{lifting}", order)
        return len(found) + len(held)

    def _new(self, rows: list[tuple[Any, ...]], known: set[str]) -> list[tuple[str, Any, str]]:
        """Give what was not taken up before, a turn's worth of it, and note that it is now."""
        new = [(str(a), case, kind) for a, case, kind in rows if str(a) not in known][:TURN]
        self.is_idle = self.is_idle and not new
        known.update(asset for asset, _, _ in new)
        return new

    def _order(self, step: str, path: str, order: dict[str, Any]) -> None:
        """Put up an order and approve it; what the law refuses is counted, not an error."""
        matter = self.attempt(step, "JUDGE", path, {"order": order})
        if matter is not None:
            self.attempt(f"approve {step}", "DIRECTOR", f"/matters/{matter['id']}/opinion", APPROVE)

    def attempt(self, step: str, post: str, path: str, body: dict[str, Any]) -> Any:
        """Write under a new key; gives the answer, or None when it was refused."""
        import uuid

        key = uuid.uuid4().hex
        self.record.asks(step, path, post, key, body)
        status, answer = self.insist("POST", path, post, key, body)
        self.record.told(key, status, answer)
        self.counts.answers += 1
        if status >= 300:
            code = answer.get("code", "") if isinstance(answer, dict) else ""
            self.refused[f"{step}: {status} {code}"] += 1
            return None
        return answer if answer is not None else {}


def _control(asset: str, kind: str) -> tuple[str, str, dict[str, Any]]:
    if kind == "DEPOSIT":
        return "freeze", "freezes", {"asset": asset, "amount": FROZEN}
    return "seal", "sealings", {"asset": asset, "value": "50000.00"}


@dataclass(slots=True)
class Payer(Controller):
    """Pay into the case most of a small claim once something is held for it: an excess arises."""

    owing: frozenset[str] = frozenset()
    """The cases with a small claim."""

    def turn(self) -> int:
        """Pay for those that are held now."""
        rows = [(case, case, "") for (case,) in look(_HOLDING, self.court_no)]
        cases = self._new([row for row in rows if str(row[0]) in self.owing], self._seen)
        for case, _, _ in cases:
            number = f"62282{len(self._lifted):09d}"
            self._lifted.add(case)
            self.attempt("account", "ACCOUNTANT", f"/cases/{case}/account", {"number": number})
            incoming = {
                "reference": f"REF-{number}",
                "received_on": DAY,
                "amount": PAID,
                "account_number": number,
            }
            self.attempt("receipt", "ACCOUNTANT", "/receipts", {"incoming": incoming})
        return len(cases)


@dataclass(slots=True)
class Releaser(Controller):
    """Approve every release that the platform proposes."""

    def turn(self) -> int:
        """Approve what waits now."""
        proposed = self._new(look(_PROPOSED, self.court_no), self._seen)
        for matter, _, _ in proposed:
            self.attempt("approve surplus", "JUDGE", f"/matters/{matter}/opinion", APPROVE)
        return len(proposed)


@dataclass(slots=True)
class Mender(Controller):
    """Mend what is stuck: rejected is issued again, silent is handed out again, then given up."""

    tries: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    ends: Callable[[], bool] = lambda: False

    def turn(self) -> int:
        """Mend everything that is stuck now; gives how much it was."""
        stuck = look(_STUCK, self.court_no)
        for request, state, kind in stuck:
            self._mend(str(request), state, kind)
        silent = look(_SILENT, self.court_no, SILENT_SECONDS)
        for (request,) in silent:
            self.tries[str(request)] += 1
            if self.tries[str(request)] <= MOST_DELIVERIES:
                self._do("redelivery", str(request), {})
        return 0

    def _mend(self, request: str, state: str, kind: str) -> None:
        if state in ("REJECTED", "QUARANTINED"):
            self._do("reissue", request, {})
        elif kind == "QUERY":
            self._do("letter", request, {"found": [], "on": _today(self.court_no)})
        else:
            self._do("withdrawal", request, {"reason": "长期无反馈，撤回"})

    def _do(self, step: str, request: str, body: dict[str, Any]) -> None:
        if self.attempt(step, "JUDGE", f"/requests/{request}/{step}", body) is not None:
            self.mended[step] += 1


def _today(court_no: int) -> str:
    from datetime import UTC, datetime

    from zhixing.courts.queries import get_legal_day

    with open_scope(Scope.system()):
        return get_legal_day(court_no, datetime.now(UTC)).isoformat()


_FOUND = """
/* found and not yet ordered to be controlled, of one controller's part */
SELECT a.id, a.case_id, a.kind FROM assets_asset a
WHERE a.court_no = %s AND (a.kind = 'DEPOSIT' AND a.available_fen >= 11000 OR a.kind = 'REAL_ESTATE')
  AND ('x' || right(a.id::text, 4))::bit(16)::int / 3 %% %s = %s
  AND NOT EXISTS (SELECT 1 FROM inquiry_line l
                  WHERE l.court_no = a.court_no AND l.asset_id = a.id)
  AND a.id <> ALL(%s::uuid[])
ORDER BY a.id LIMIT 400
"""
_HELD = """
/* controlled, by the institution's word, and among the third that is lifted again */
SELECT h.asset_id, h.case_id, a.kind FROM assets_hold h
JOIN assets_asset a ON a.court_no = h.court_no AND a.id = h.asset_id
WHERE h.court_no = %s AND h.released_on IS NULL
  AND ('x' || right(a.id::text, 4))::bit(16)::int %% 3 = 0
  AND ('x' || right(a.id::text, 4))::bit(16)::int / 3 %% %s = %s
ORDER BY h.id
"""
_HOLDING = """
/* the cases that hold something */
SELECT DISTINCT case_id FROM assets_hold WHERE court_no = %s AND released_on IS NULL
"""
_PROPOSED = """
/* releases the platform proposes by itself */
SELECT id, case_id, code FROM decisions_matter
WHERE court_no = %s AND code = 'SURPLUS' AND state = 'OPEN' ORDER BY id
"""
_STUCK = """
/* stuck: rejected, silent, held back */
SELECT id, state, kind FROM inquiry_request
WHERE court_no = %s AND state IN ('REJECTED', 'EXPIRED', 'QUARANTINED') ORDER BY id LIMIT 200
"""
_SILENT = """
/* taken by a registry, which does not tell repeats apart, and not answered */
SELECT id FROM inquiry_request
WHERE court_no = %s AND profile = 'REG-SOAP' AND state IN ('DELIVERED', 'DOCS_FETCHED')
  AND delivered_at < now() - make_interval(secs => %s) ORDER BY id LIMIT 100
"""
