"""The dedicated line to the court: SOAP 1.1 over HTTP, as a client."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Protocol
from xml.etree import ElementTree
from xml.sax.saxutils import escape

NAMESPACE = "http://syyh.service.webService.ckw.tdh/"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
READ_TIMEOUT = 180.0


class LineDown(Exception):
    """Tell that a call brought no usable answer; whether it arrived is unknown."""


class Line(Protocol):
    """Call an operation of the court and give its answer."""

    def call(self, operation: str, *arguments: str) -> str: ...


class HttpLine:
    """Call the court over HTTP, past any proxy."""

    def __init__(self, url: str, timeout: float = READ_TIMEOUT) -> None:
        self._url = url
        self._timeout = timeout
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def call(self, operation: str, *arguments: str) -> str:
        """Call an operation with ``arg0``, ``arg1`` … and give the text of ``return``.

        :raises LineDown: no connection, a fault, or an envelope without an answer.
        """
        inner = "".join(f"<arg{i}>{escape(a)}</arg{i}>" for i, a in enumerate(arguments))
        body = (
            f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{ENVELOPE}"'
            f' xmlns:ser="{NAMESPACE}"><soapenv:Header/><soapenv:Body><ser:{operation}>{inner}'
            f"</ser:{operation}></soapenv:Body></soapenv:Envelope>"
        )
        request = urllib.request.Request(
            self._url,
            data=body.encode("utf-8"),
            headers={"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'},
        )
        return _returned(self._send(request))

    def _send(self, request: urllib.request.Request) -> bytes:
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                raise LineDown(f"HTTP {error.code}: {_fault(error.read())}") from None
        except (OSError, ValueError) as failure:
            raise LineDown(str(failure)) from None


def _returned(body: bytes) -> str:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as failure:
        raise LineDown(f"no envelope: {failure}") from None
    answer = next((n for n in root.iter() if n.tag == "return"), None)
    if answer is None:
        raise LineDown("an envelope without return")
    return answer.text or ""


def _fault(body: bytes) -> str:
    try:
        return ElementTree.fromstring(body).findtext(".//faultstring") or ""
    except ElementTree.ParseError:
        return ""
