"""What the institution does on an order: freeze, seal, renew, release, pay over; by kind of thing.

Money is frozen as far as it is there and not frozen before; rights and registered things are
kept in the order of arrival, and who comes later waits. A follow-up names the request it
follows; one that names none of ours is not carried out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from simulators.open.books import Books
from simulators.open.faults import Faults

Object = dict[str, Any]
SEALED = frozenset({"REAL_ESTATE", "HOUSING_CONTRACT", "LAND_RIGHT", "VEHICLE", "SHIP", "IP_RIGHT"})
RIGHTS = frozenset({"SECURITIES", "EQUITY", "TRUST_SHARE"})
SEALINGS = {"SEAL": "FREEZE", "SEAL_RENEW": "RENEW", "SEAL_RELEASE": "RELEASE"}
SHORTER = timedelta(days=30)


def able(kind: str) -> frozenset[str]:
    """Give the measures that a kind of thing takes."""
    if kind in SEALED:
        return frozenset(SEALINGS)
    freezes = frozenset({"FREEZE", "RENEW", "RELEASE"})
    return freezes if kind in RIGHTS else freezes | {"TRANSFER"}


@dataclass
class Controls:
    """Keep the controls of one institution in its books, and carry lines out."""

    code: str
    name: str
    books: Books
    faults: Faults
    statement: str = ""
    today: str = ""

    def carry_out(self, request: Object, line: Object, record: Object) -> Object:
        """Carry one line out on a thing that is there, and say what became of it."""
        measure = line["measure"]
        if measure not in able(record["kind"]):
            return _not_done("不支持该措施")
        known = self.books.rows(
            "select told from controls where request_no = ? and line = ?",
            request["requestNo"],
            line["lineNo"],
        )
        if known:
            told: Object = json.loads(known[0]["told"])
            return told
        plain = SEALINGS.get(measure, measure)
        if plain == "FREEZE":
            return self._control(request, line, record)
        origin = self._origin(line)
        if origin is None:
            return _not_done("无此控制措施")
        if plain == "RENEW":
            return self._renew(line, origin)
        if plain == "RELEASE":
            return self._release(line, origin)
        return self._transfer(request, line, record, origin)

    def list_active(self, identifier: str) -> list[Any]:
        """List the controls that stand on a thing, the earliest first."""
        return self.books.rows(
            "select * from controls where identifier = ? and is_active order by rowid", identifier
        )

    def available(self, record: Object) -> Decimal:
        """Give what of a sum is there and not paid over yet."""
        there = Decimal(str(record.get("available", record.get("value", "0"))))
        taken = self.books.rows(
            "select coalesce(sum(taken_fen), 0) as sum from controls where identifier = ?",
            record["identifier"],
        )
        return there - Decimal(taken[0]["sum"]) / 100

    def _control(self, request: Object, line: Object, record: Object) -> Object:
        before = self._before(record)
        is_money = record["kind"] not in SEALED | RIGHTS
        told: Object = {"outcome": "DONE", "institutionRef": f"{self.code}-{request['requestNo']}"}
        actual = Decimal(0)
        if is_money:
            asked, held = Decimal(line["amount"]), self._held(record)
            free = self.available(record) - held - Decimal(line.get("keepFree", "0"))
            if free <= 0 and not before:
                return _not_done("余额不足")
            actual = max(Decimal(0), min(asked, free))
            if self.faults.once("over_freeze", request["requestNo"]):
                actual = max(actual, self.available(record) - held)
            told |= {"actual": f"{actual:.2f}", "limit": f"{asked:.2f}"}
            if actual < asked:
                told |= {"outcome": "PARTIAL", "reason": "余额不足" if actual else "轮候冻结"}
            if actual > asked:
                told["excess"] = f"{actual - asked:.2f}"
        elif line.get("quantity"):
            told["actualQuantity"] = line["quantity"]
        shows = not is_money or not actual
        if before and shows and not self.faults.strikes("ignore_queue", request["requestNo"]):
            told["priorMeasures"] = before
            told["remark"] = f"轮候第{len(before) + 1}顺位"
        told |= self._term(request, line)
        self._keep(request, line, told, int(actual * 100), told["to"])
        return told

    def _before(self, record: Object) -> list[Object]:
        ours = [
            {"authority": row["court"], "documentNo": row["request_no"], "until": row["until"]}
            for row in self.list_active(record["identifier"])
        ]
        return [*record.get("priorMeasures", []), *ours]

    def _held(self, record: Object) -> Decimal:
        fen = sum(r["amount_fen"] - r["taken_fen"] for r in self.list_active(record["identifier"]))
        return Decimal(fen) / 100

    def _term(self, request: Object, line: Object) -> Object:
        term = line["term"]
        last = date.fromisoformat(term["to"])
        if self.faults.once("short_term", request["requestNo"]):
            last -= SHORTER
        return {"from": term["from"], "to": last.isoformat()}

    def _keep(self, request: Object, line: Object, told: Object, fen: int, until: str) -> None:
        self.books.do(
            "insert or ignore into controls (identifier, request_no, line, amount_fen, until, "
            "court, told) values (?, ?, ?, ?, ?, ?, ?)",
            line["identifier"],
            request["requestNo"],
            line["lineNo"],
            fen,
            until,
            request["court"]["name"],
            json.dumps(told),
        )

    def _origin(self, line: Object) -> Any:
        number = line.get("origin", {}).get("requestNo", "")
        rows = self.books.rows(
            "select * from controls where request_no = ? and identifier = ? and is_active",
            number,
            line["identifier"],
        )
        return rows[0] if rows else None

    def _renew(self, line: Object, origin: Any) -> Object:
        until = line["term"]["to"]
        self._change("until = ?", origin, until)
        return {"outcome": "DONE", "from": line["term"]["from"], "to": until}

    def _release(self, line: Object, origin: Any) -> Object:
        told = json.loads(origin["told"])
        units, part = (Decimal(x or 0) for x in (told.get("actualQuantity"), line.get("quantity")))
        if 0 < part < units:
            told["actualQuantity"] = str(units - part)
            self._change("told = ?", origin, json.dumps(told))
            return {"outcome": "DONE"}
        asked = int(Decimal(line.get("amount", "0")) * 100)
        left = origin["amount_fen"] - origin["taken_fen"]
        if 0 < asked < left:
            self._change("amount_fen = amount_fen - ?", origin, asked)
        else:
            self._change("is_active = 0", origin)
        return {"outcome": "DONE"}

    def _transfer(self, request: Object, line: Object, record: Object, origin: Any) -> Object:
        fen = int(Decimal(line["amount"]) * 100)
        if record["kind"] == "HOUSING_FUND" and not record.get("withdrawable"):
            return _not_done("不符合住房公积金提取条件")
        if fen > origin["amount_fen"] - origin["taken_fen"]:
            return _not_done("超过冻结数额")
        self._change("taken_fen = taken_fen + ?", origin, fen)
        if fen == origin["amount_fen"] - origin["taken_fen"]:
            self._change("is_active = 0", origin)
        told = {"outcome": "DONE", "actual": f"{Decimal(fen) / 100:.2f}"}
        self._keep(request, line, told, 0, "")
        self._change("is_active = 0", {"request_no": request["requestNo"], "line": line["lineNo"]})
        self._write(request, line, fen)
        return told

    def _change(self, what: str, control: Any, *values: object) -> None:
        self.books.do(
            f"update controls set {what} where request_no = ? and line = ?",
            *values,
            control["request_no"],
            control["line"],
        )

    def _write(self, request: Object, line: Object, fen: int) -> None:
        """Write a payment to the statement file, for the court's own bank."""
        if not self.statement:
            return
        entry = {
            "request_no": request["requestNo"],
            "line": line["lineNo"],
            "at": self.today or datetime.now(UTC).isoformat(timespec="seconds"),
            "amount_fen": fen,
            "to_account": line["caseFund"]["accountNo"],
            "bank": self.name or self.code,
            "case_no": request["caseNo"],
        }
        with Path(self.statement).open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _not_done(reason: str) -> Object:
    return {"outcome": "NOT_DONE", "reason": reason}
