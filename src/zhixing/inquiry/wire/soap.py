"""The SOAP 1.1 envelope (document/literal, wrapped), server side, for the operations of a profile.

Wrapper elements are qualified, arguments are not; an argument is found by its name, in any
namespace or none, since some clients qualify it and some order arguments as they please.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from zhixing.inquiry.wire.errors import BadCall, WireError, in_both
from zhixing.inquiry.wire.profile import Operation, WireProfile
from zhixing.inquiry.wire.safe_xml import MAX_BYTES, local_name, parse_xml

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
CONTENT_TYPE = "text/xml; charset=utf-8"

MAX_ENVELOPE_BYTES = 2 * MAX_BYTES
"""The largest envelope read: a document of the largest size, under its Base64."""

_PROLOG = b'<?xml version="1.0" encoding="UTF-8"?>'
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Call:
    """Hold a call: the operation of the profile and its arguments by name."""

    operation: Operation
    arguments: Mapping[str, str]


def parse_call(body: bytes, profile: WireProfile) -> Call:
    """Read the envelope of a call.

    :raises BadCall: no envelope of SOAP 1.1, an unknown operation, an argument missing.
    """
    try:
        root = parse_xml(body, what="SOAP", max_bytes=MAX_ENVELOPE_BYTES)
    except WireError as error:
        raise BadCall("Client", error.zh, error.en) from None
    wrapper = _wrapper(root)
    operation = profile.find_operation(local_name(wrapper))
    if operation is None:
        name = local_name(wrapper)
        raise BadCall("Client", f"没有操作 {name}", f"there is no operation {name}")
    return Call(operation, _arguments(wrapper, operation))


def _wrapper(root: etree._Element) -> etree._Element:
    if local_name(root) != "Envelope":
        raise BadCall("Client", "报文不是 SOAP 信封", "the message is no SOAP envelope")
    if etree.QName(root).namespace != ENVELOPE:
        raise BadCall("VersionMismatch", "只接受 SOAP 1.1", "only SOAP 1.1 is spoken here")
    header, body = root.find(f"{{{ENVELOPE}}}Header"), root.find(f"{{{ENVELOPE}}}Body")
    for entry in () if header is None else header:
        if entry.get(f"{{{ENVELOPE}}}mustUnderstand", "").strip() in _TRUE:
            name = local_name(entry)
            raise BadCall("MustUnderstand", f"不认识的头 {name}", f"unknown header {name}")
    calls = [] if body is None else [n for n in body if isinstance(n.tag, str)]
    if len(calls) != 1:
        raise BadCall("Client", "信封中须恰有一个调用", "the envelope must hold exactly one call")
    return calls[0]


def _arguments(wrapper: etree._Element, operation: Operation) -> dict[str, str]:
    parts = [node for node in wrapper if isinstance(node.tag, str)]
    given = {local_name(node): "".join(map(str, node.itertext())) for node in parts}
    for name in operation.arguments:
        if name not in given:
            where = f"{operation.name}/{name}"
            raise BadCall("Client", f"缺少参数 {where}", f"argument {where} is missing")
    return {name: given[name] for name in operation.arguments}


def serialise_answer(operation: Operation, text: str, profile: WireProfile) -> bytes:
    """Write the envelope of an answer: ``return`` unqualified in a qualified wrapper.

    :raises ValueError: the profile speaks no SOAP.
    """
    if profile.service is None:
        raise ValueError(f"{profile.code} speaks no SOAP")
    namespace = profile.service.namespace
    envelope, body = _envelope()
    wrapper = etree.SubElement(
        body, f"{{{namespace}}}{operation.name}Response", nsmap={"ns2": namespace}
    )
    etree.SubElement(wrapper, "return").text = text
    return _PROLOG + etree.tostring(envelope, encoding="utf-8")


def serialise_fault(error: BadCall) -> bytes:
    """Write the envelope of a fault; SOAP 1.1 wants it sent with HTTP status 500."""
    envelope, body = _envelope()
    fault = etree.SubElement(body, f"{{{ENVELOPE}}}Fault")
    etree.SubElement(fault, "faultcode").text = f"soap:{error.fault}"
    etree.SubElement(fault, "faultstring").text = in_both(error.zh, error.en)
    return _PROLOG + etree.tostring(envelope, encoding="utf-8")


def _envelope() -> tuple[etree._Element, etree._Element]:
    envelope = etree.Element(f"{{{ENVELOPE}}}Envelope", nsmap={"soap": ENVELOPE})
    return envelope, etree.SubElement(envelope, f"{{{ENVELOPE}}}Body")
