"""Front-ends that break one rule each, made of the simulators: for the conformance kit to find.

The bank's messages are opened on their way out, changed in one place and closed again; the open
institution's desk is told to lie. Everything else about them is sound.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

from simulators.bank.books import Books as BankBooks
from simulators.bank.faults import Faults as BankFaults
from simulators.bank.front import Front
from simulators.bank.line import HttpLine
from simulators.bank.settings import BusinessClock, Settings
from simulators.open.books import Books
from simulators.open.faults import Faults
from simulators.open.server import Desk, serve
from simulators.open.signing import Key, headers
from simulators.open.work import Work, World
from zhixing.inquiry.wire.testbook import open_book

Element = ElementTree.Element


def opened(payload: str) -> Element:
    """Take a bank's message off its layers; papers stay under theirs."""
    root = ElementTree.fromstring(base64.b64decode(payload))
    for node in root.iter():
        for name, value in node.attrib.items():
            if name != "WSNR":
                node.set(name, base64.b64decode(value).decode("gbk"))
    return root


def closed(root: Element, charset: str = "gbk") -> str:
    """Put a bank's message under its layers again."""
    for node in root.iter():
        for name, value in node.attrib.items():
            if name != "WSNR":
                node.set(name, base64.b64encode(value.encode(charset)).decode())
    return base64.b64encode(ElementTree.tostring(root)).decode()


def set_all(item: str, **values: str) -> Callable[[Element], None]:
    """Give a change that writes values over those of every row that has them."""

    def change(root: Element) -> None:
        for node in root.iter(item):
            node.attrib |= {name: value for name, value in values.items() if name in node.attrib}

    return change


def add_children(item: str, *names: str) -> Callable[[Element], None]:
    """Give a change that adds lists, each with one empty row where it is a known one."""

    def change(root: Element) -> None:
        for node in root.iter(item):
            for name in names:
                ElementTree.SubElement(node, name)

    return change


def add_attribute(root: Element) -> None:
    """Add an attribute that no annex knows."""
    for node in root.iter("zhxx"):
        node.set("NEUES", "某值")


def receipt_first(root: Element) -> None:
    """Move the receipts before the results."""
    for papers in root.findall("hzxxList"):
        root.remove(papers)
        root.insert(0, papers)


def single_layer(root: Element) -> None:
    """Take one of the two layers off every paper."""
    for node in root.iter("hzxx"):
        node.set("WSNR", base64.b64decode(node.attrib["WSNR"]).decode())


@dataclass
class OddLine:
    """Change what a front-end feeds back, on its way."""

    line: HttpLine
    change: Callable[[Element], None] | None
    charset: str = "gbk"

    def call(self, operation: str, *arguments: str) -> str:
        """Call, with the feedback changed."""
        if operation.startswith("shfeed"):
            root = opened(arguments[1])
            if self.change is not None:
                self.change(root)
            arguments = (arguments[0], closed(root, self.charset))
        return self.line.call(operation, *arguments)


@contextmanager
def odd_bank(url: str, folder, world, change=None, charset: str = "gbk"):
    """Let a bank's front-end call an address, its messages changed."""
    stop = threading.Event()

    def work() -> None:
        settings = Settings(
            url=url, user="YH000001", today="2027-01-05", transfer_seconds=0, retry_seconds=0
        )
        books = BankBooks(folder / "odd.sqlite3")
        books.admit(world)
        line = OddLine(HttpLine(url, 5), change, charset)
        clock = BusinessClock(settings.today)

        def quiet(event: str, **values: object) -> None:
            """Say nothing: what it did is read from the books."""

        front = Front(settings, line, books, BankFaults({}, "1", books), clock, quiet)
        while not stop.wait(0.1):
            front.cycle()
        books.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


class OddDesk(Desk):
    """An open institution's desk that breaks the rule it is told to."""

    rule = ""

    def _take(self, body):
        answer = super()._take(body)
        number = body["request"]["requestNo"] if answer[0] == 200 else ""
        known = number and self.books.rows("select key from outbox where request_no = ?", number)
        if self.rule == "works_again_later" and known:
            threading.Timer(0.8, self._again, [number]).start()
        return answer

    def _again(self, number: str) -> None:
        with self.lock:
            self.books.do(
                "insert or ignore into outbox (key, request_no, body) "
                "select key || '-2', request_no, replace(body, key, key || '-2') from outbox "
                "where request_no = ?",
                number,
            )

    def _message(self, body):
        if self.rule == "one_name":
            body["messageId"] = "m-same"
        for record in body["feedbacks"][0].get("records", []):
            if self.rule == "number_as_money":
                record["value"] = 500
            if self.rule == "slashed_day":
                record["registeredOn"] = "2027/01/05"
            if self.rule == "strange_member":
                record["colour"] = "red"
        target = "/elsewhere" if self.rule == "signs_other" else "/wire/open/v1/feedbacks"
        return {"headers": headers(self.key, self.code, "POST", target, body), "body": body}


@contextmanager
def odd_desk(port: int, folder, world, rule: str):
    """Serve an open institution that breaks a rule; gives its public key in hexadecimal."""
    key, books = Key("k1", "Ed25519", bytes([7] * 32)), Books(folder / "odd.sqlite3")
    faults = Faults({}, "1", books)
    work = Work(World.of(world), books, faults)
    platform = bytes.fromhex(open_book()["key"]["public"])
    desk = OddDesk("TEST0001", key, platform, books, faults, work)
    desk.rule = rule
    server = serve(desk, port)
    try:
        yield key.public.hex(), work.controls
    finally:
        server.shutdown()
        server.server_close()
        books.db.close()
