"""What the institution does with a request: looks it up in its world, or executes the lines."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from simulators.open.books import Books
from simulators.open.control import Controls
from simulators.open.faults import Faults
from simulators.open.world import invent_records

Object = dict[str, Any]
OWN = frozenset({"controllable", "withdrawable"})
"""What the institution knows of a record and does not tell."""


@dataclass
class World:
    """Hold who the institution is and what it knows: read from a file.

    ``generate_rate`` is the share of persons not in the file of whom it knows something all the
    same, which the seed invents.
    """

    code: str
    kind: str
    name: str = ""
    persons: list[Object] = field(default_factory=list)
    seed: str = "1"
    generate_rate: float = 0.0

    @classmethod
    def of(cls, values: Object) -> World:
        """Read a world; the number decides who somebody is, the name must agree."""
        return cls(**values)

    def find(self, subject: Object) -> Object | None:
        """Find a person by number, then by name."""
        for person in self.persons:
            if person["idNo"].replace("-", "") == subject["idNo"].replace("-", ""):
                return person if person["name"] == subject["name"] else None
        return self._invent(subject)

    def _invent(self, subject: Object) -> Object | None:
        """Give a stranger records, for the share of strangers that the seed picks."""
        number = subject["idNo"]
        if Random(f"{self.seed}:stranger:{self.kind}:{number}").random() >= self.generate_rate:
            return None
        records = invent_records(self.kind, self.seed, number[6:])
        person = {"name": subject["name"], "idNo": number, "records": records}
        self.persons.append(person)
        return person

    def record(self, identifier: str) -> Object | None:
        """Find a record and its holder."""
        for person in self.persons:
            for record in person.get("records", []):
                if record["identifier"] == identifier:
                    return {**record, "holder": person}
        return None


@dataclass
class Work:
    """Turn requests into messages in the outbox, each step in the books first."""

    world: World
    books: Books
    faults: Faults
    statement: str = ""
    today: str = ""

    def __post_init__(self) -> None:
        world = self.world
        self.controls = Controls(
            world.code, world.name, self.books, self.faults, self.statement, self.today
        )

    def answer(self, request: Object) -> None:
        """Write what is to be said of a request into the outbox."""
        number = request["requestNo"]
        feedbacks = self._feedbacks(request)
        done = "REJECTED" if feedbacks[0]["result"] == "REJECTED" else "ANSWERED"
        for place, feedback in enumerate(feedbacks, 1):
            extra = []
            if self.faults.once("poison", number):
                extra = [{"requestNo": number + "X", "result": "FOUND", "records": "poison"}]
            body = {
                "messageId": f"{self.world.code}-{number}-{place}",
                "sentAt": datetime.now(UTC).isoformat(timespec="seconds"),
                "feedbacks": [*extra, feedback],
            }
            self.books.do(
                "insert or ignore into outbox (key, request_no, body) values (?, ?, ?)",
                body["messageId"],
                number,
                json.dumps(body),
            )
        self.books.do("update requests set state = ? where no = ?", done, number)

    def _feedbacks(self, request: Object) -> list[Object]:
        number = request["requestNo"]
        if self.faults.once("reject", number):
            return [{"requestNo": number, "result": "REJECTED", "reason": "文书内容不全"}]
        if request["kind"] == "CONTROL":
            return self._control(request)
        person = self.world.find(request["subject"])
        failed = person is not None and person.get("lookup") == "error"
        if failed or self.faults.strikes("lookup_failure", number):
            return [{"requestNo": number, "result": "FAILED"}]
        records = [] if person is None else [self._told(r) for r in person.get("records", [])]
        if not records:
            told: Object = {"requestNo": number, "result": "NIL"}
            if self.faults.strikes("nil_with_records"):
                told["records"] = [{"kind": "OTHER", "identifier": "X1"}]
            return [told]
        whole = {"requestNo": number, "result": "FOUND", "records": records}
        if self.faults.strikes("wrong_request_no"):
            whole["requestNo"] = number[::-1]
        parts = person.get("parts", 1) if person else 1
        if (parts > 1 or self.faults.strikes("partial", number)) and len(records) > 1:
            first = {**whole, "complete": False, "records": records[:1]}
            return [first, {**whole, "records": records[1:]}]
        return [whole]

    def _told(self, record: Object) -> Object:
        told = {k: v for k, v in record.items() if k not in OWN}
        measures = [
            {"authority": row["court"], "documentNo": row["request_no"], "until": row["until"]}
            for row in self.controls.list_active(record["identifier"])
        ]
        if "available" in record:
            told["available"] = f"{self.controls.available(record):.2f}"
        if measures:
            told["priorMeasures"] = [*told.get("priorMeasures", []), *measures]
        if self.faults.strikes("number_money") and "value" in told:
            told["value"] = float(told["value"])
        return told

    def _control(self, request: Object) -> list[Object]:
        number = request["requestNo"]
        self.world.find(request["subject"])  # invented before the last restart, if it was
        results = [self._line(request, line) for line in request["lines"]]
        told = {"requestNo": number, "result": "CONTROLLED", "results": results}
        if self.faults.once("reversal", number):
            taken_back = [
                {"lineNo": r["lineNo"], "outcome": "NOT_DONE", "reason": "复核后退回"}
                for r in results
            ]
            return [told, {**told, "results": taken_back}]
        return [told]

    def _line(self, request: Object, line: Object) -> Object:
        told: Object = {"lineNo": line["lineNo"], "identifier": line["identifier"]}
        record = self.world.record(line["identifier"])
        reason = self._refusal(request, record)
        if reason or record is None:
            return {**told, "outcome": "NOT_DONE", "reason": reason}
        return told | self.controls.carry_out(request, line, record)

    def _refusal(self, request: Object, record: Object | None) -> str:
        if record is None:
            return "查无此财产"
        holder, subject = record["holder"], request["subject"]
        if holder["idNo"] != subject["idNo"]:
            return "证件号码不匹配"
        return "" if holder["name"] == subject["name"] else "姓名不匹配"
