"""A front-end that does nothing but call: polls, fetches, feeds back, and times every call.

What it says is made beforehand, so that its own work stands in nobody's way. It goes on from
part to part when told to on its standard input, and prints what it measured of each. Its first
calls, one for each connection, find nothing: they pay for the slow hash of its password, which
each web process works out once, and are told apart.
"""

from __future__ import annotations

import argparse
import base64
import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import local
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from simulators.bank import codec
from simulators.bank.codec import Node
from simulators.bank.lookup import NO_RECORD, sentinel
from simulators.bank.settings import PATH

NAMESPACE = "http://syyh.service.webService.ckw.tdh/"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
STAMP = "2018/06/05 10:00:00"


class Caller:
    """Call the court over connections that stay open, one for each thread."""

    def __init__(self, port: int, code: str, password: str) -> None:
        self._port = port
        self._marker = codec.usermarker(code, password)
        self._own = local()

    def renew(self) -> None:
        """Open new connections; the court closes those that rested for some seconds."""
        self._own = local()

    def call(self, operation: str, *arguments: str) -> tuple[str, float]:
        """Call an operation; give its answer and the seconds it took."""
        body = self.envelope(operation, *arguments)
        start = time.perf_counter()
        answer = self.send(body)
        seconds = time.perf_counter() - start
        root = ElementTree.fromstring(answer)
        return next(n for n in root.iter() if n.tag == "return").text or "", seconds

    def envelope(self, operation: str, *arguments: str) -> bytes:
        """Write a call."""
        inner = "".join(
            f"<arg{i}>{escape(a)}</arg{i}>" for i, a in enumerate((self._marker, *arguments))
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{SOAP}" '
            f'xmlns:ser="{NAMESPACE}"><s:Body><ser:{operation}>{inner}</ser:{operation}>'
            "</s:Body></s:Envelope>"
        ).encode()

    def send(self, body: bytes) -> bytes:
        """Send an envelope and give the answer's.

        :raises ValueError: the court answers with a fault.
        """
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=180)
            self._own.connection = connection
        connection.request("POST", PATH, body, {"Content-Type": "text/xml; charset=utf-8"})
        answer = connection.getresponse()
        content: bytes = answer.read()
        if answer.status != 200:
            raise ValueError(f"HTTP {answer.status}: {content[:400]!r}")
        return content


def main() -> None:
    """Take everything that waits, with its documents; then feed all of it back."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--code", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--hit-rate", type=float, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    caller = Caller(given.port, given.code, given.password)
    _told_to_go_on()
    with ThreadPoolExecutor(given.threads) as pool:
        entering = list(pool.map(lambda _: caller.call("getXzkzList")[1], range(given.threads)))
        numbers, polls = _poll(caller)
        caller.renew()
        sets = sorted({writs for _, writs in numbers})
        keys = [codec.document_key("WSBH", writs) for writs in sets]
        writs = list(pool.map(lambda key: caller.call("cxwsInfo", key)[1], keys))
        wanted = [codec.document_key("BDHM", number) for number, _ in numbers]
        cards = list(pool.map(lambda key: caller.call("zjInfo", key)[1], wanted))
        said = [caller.envelope("shfeedXzcxInfo", _answer(number, given)) for number, _ in numbers]
        told = {"entering": entering, "poll": polls, "writs": writs, "cards": cards}
        print(json.dumps(told), flush=True)
        _told_to_go_on()
        caller.renew()
        done = list(pool.map(lambda body: _timed(caller, body), said))
    refused = [answer for _, answer in done if "c3VjY2Vzcw==" not in _inner(answer)]
    print(json.dumps({"feedback": [s for s, _ in done], "refused": len(refused)}), flush=True)


def _told_to_go_on() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def _poll(caller: Caller) -> tuple[list[tuple[str, str]], list[float]]:
    found: list[tuple[str, str]] = []
    seconds = []
    while True:
        answer, took = caller.call("getXzcxList")
        seconds.append(took)
        received = codec.read_requests(answer)
        if not received:
            return found, seconds
        found += [(r.number, r.values["WSBH"]) for r in received]


def _answer(number: str, given: argparse.Namespace) -> str:
    if Random(f"{given.code}:{number}").random() >= given.hit_rate:
        return codec.encode(Node("zhxxList", {}, [sentinel(number, NO_RECORD, STAMP)]))
    values = {"BDHM": number, "CCXH": "1", "KHZH": f"6200{number[-12:]}", "CCLB": "借记卡"}
    values |= {"ZHZT": "正常", "BZ": "156", "YE": "1234.00", "KYYE": "1234.00", "FKSJ": STAMP}
    return codec.encode(Node("zhxxList", {}, [Node("zhxx", values)]))


def _timed(caller: Caller, body: bytes) -> tuple[float, bytes]:
    start = time.perf_counter()
    answer = caller.send(body)
    return time.perf_counter() - start, answer


def _inner(answer: bytes) -> str:
    """Take an answer off its outer layer, under which "success" stands in Base64."""
    root = ElementTree.fromstring(answer)
    text = next(n for n in root.iter() if n.tag == "return").text or ""
    return base64.b64decode(text).decode()


if __name__ == "__main__":
    main()
