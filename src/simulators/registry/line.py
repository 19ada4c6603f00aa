"""The dedicated line to the court: SOAP 1.1 with named arguments in no fixed order."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Protocol
from xml.etree import ElementTree
from xml.sax.saxutils import escape

NAMESPACE = "http://ip.service.webService.ckw.tdh/"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"


class LineDown(Exception):
    """Tell that a call brought no usable answer; whether it arrived is unknown."""


class Line(Protocol):
    """Call an operation of the court and give its answer."""

    def call(self, operation: str, **arguments: str) -> str: ...


def envelope(operation: str, arguments: dict[str, str]) -> bytes:
    """Write a call; the arguments go in the order of their names turned round."""
    inner = "".join(f"<{n}>{escape(arguments[n])}</{n}>" for n in sorted(arguments, reverse=True))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{ENVELOPE}">'
        f'<soapenv:Body><ns1:{operation} xmlns:ns1="{NAMESPACE}">{inner}</ns1:{operation}>'
        "</soapenv:Body></soapenv:Envelope>"
    ).encode()


def returned(body: bytes) -> str:
    """Give the text of ``return``.

    :raises LineDown: no envelope, or one without it.
    """
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as failure:
        raise LineDown(f"no envelope: {failure}") from None
    answer = next((n for n in root.iter() if n.tag.endswith("return")), None)
    if answer is None:
        raise LineDown(root.findtext(".//faultstring") or "an envelope without return")
    return answer.text or ""


class HttpLine:
    """Call the court over HTTP, past any proxy."""

    def __init__(self, url: str, timeout: float = 180.0) -> None:
        self._url = url
        self._timeout = timeout
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def call(self, operation: str, **arguments: str) -> str:
        """Call an operation.

        :raises LineDown: no connection, a fault, or an envelope without an answer.
        """
        request = urllib.request.Request(
            self._url,
            data=envelope(operation, arguments),
            headers={"Content-Type": "text/xml; charset=utf-8", "SOAPAction": operation},
        )
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return returned(bytes(answer.read()))
        except urllib.error.HTTPError as error:
            with error:
                raise LineDown(f"HTTP {error.code}") from None
        except (OSError, ValueError) as failure:
            raise LineDown(str(failure)) from None
