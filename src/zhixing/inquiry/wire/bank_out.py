"""Writing to banks: request lists, writs, credentials, acknowledgements, errors. Strict."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from zhixing.inquiry.wire.bank_fields import line_values, request_values
from zhixing.inquiry.wire.layers import BINARY_FIELDS, wrap_bytes, wrap_text
from zhixing.inquiry.wire.model import AssistanceRequest, Credential, Kind, Measure, Writ
from zhixing.inquiry.wire.preflight import Quarantine, sort_batch
from zhixing.inquiry.wire.profile import WireProfile, get_profile

ALREADY_FED_BACK = "已经反馈, 不能再次反馈"
"""The exact words by which a front-end knows that its feedback had arrived before."""

PROLOG = b'<?xml version="1.0" encoding="UTF-8"?>'

ROOTS = {Kind.QUERY: ("cxqqList", "cxqq"), Kind.CONTROL: ("kzqqList", "kzqq")}


@dataclass(frozen=True, slots=True)
class EncodedBatch:
    """Hold the answer to a poll, the numbers in it, and what was kept out of it."""

    payload: str
    included: tuple[str, ...]
    quarantined: tuple[Quarantine, ...]


@dataclass(frozen=True, slots=True)
class Ack:
    """Answer for one request of a feedback.

    ``is_success`` False means "send it again", never that the content is disliked. ``spelled``
    is the number as the message wrote it, where the wire's charset cannot carry it.
    """

    request_no: str
    is_success: bool = True
    message: str = ""
    spelled: str = ""


def encode_requests(
    kind: Kind,
    requests: Iterable[AssistanceRequest],
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> EncodedBatch:
    """Write the answer to a poll; a request that may not be sent is kept out and reported.

    Without ``with_documents`` the documents were looked at before and are not at hand now.

    :raises ValueError: a request of the other kind.
    """
    batch = tuple(requests)
    strays = [r.external_no for r in batch if r.kind is not kind]
    if strays:
        raise ValueError(f"{strays[0]} is not a {kind}")
    sorted_ = sort_batch(batch, profile, capability, with_documents=with_documents)
    included = tuple(r.external_no for r in sorted_.ready)
    root = _requests(kind, sorted_.ready, profile)
    return EncodedBatch(_document(root, profile), included, sorted_.quarantined)


def request_row(request: AssistanceRequest, profile: WireProfile) -> bytes:
    """Write the element of one request that was looked at before."""
    return _inner(_requests(request.kind, [request], profile))


def _requests(
    kind: Kind, requests: Iterable[AssistanceRequest], profile: WireProfile
) -> etree._Element:
    list_tag, item_tag = ROOTS[kind]
    root = etree.Element(list_tag)
    for request in requests:
        item = _add(root, item_tag, request_values(request, profile), profile)
        if kind is Kind.CONTROL:
            lines = etree.SubElement(item, profile.lines_tag)
            for line in request.lines:
                _add(lines, "kzzh", line_values(line, profile), profile)
    return root


def encode_query_writs(writ_set_no: str, writs: Sequence[Writ], profile: WireProfile) -> str:
    """Write the writs of a query, keyed by their set number (WSBH).

    :raises ValueError: no writ, or one without content.
    """
    return _writs([("WSBH", writ_set_no)], writs, profile)


def encode_control_writs(request_no: str, writs: Sequence[Writ], profile: WireProfile) -> str:
    """Write the writs of a control request, keyed by its number (BDHM).

    :raises ValueError: no writ, or one without content.
    """
    return _writs([("BDHM", request_no)], writs, profile)


def writ_rows(field: str, key: str, writs: Sequence[Writ], profile: WireProfile) -> bytes:
    """Write the rows of one set of writs, without the list around them.

    :raises ValueError: no writ, or one without content.
    """
    return _inner(_writ_list([(field, key)], writs, profile))


def credential_rows(request_no: str, cards: Sequence[Credential], profile: WireProfile) -> bytes:
    """Write the rows of a request's cards, without the list around them.

    :raises ValueError: no card, or an entry without any image.
    """
    if profile.value_depth or not request_no.isalnum():
        return _inner(_credential_list(request_no, cards, profile))
    rows = _card_rows(tuple(cards), profile.charset, profile.binary_depth, profile.code)
    return rows.replace(_NUMBER, request_no.encode())


_NUMBER = b"00NUMBER00OF00THE00REQUEST00"
"""Stands where the number of a request will stand, in rows that are otherwise the same."""


@lru_cache(maxsize=512)
def _card_rows(cards: tuple[Credential, ...], charset: str, binary_depth: int, code: str) -> bytes:
    """Write the rows of some cards once for all requests that the same officers make."""
    profile = replace(get_profile(code), charset=charset, binary_depth=binary_depth, value_depth=0)
    return _inner(_credential_list(_NUMBER.decode(), cards, profile))


def failure_row(request_no: str, reason: str, profile: WireProfile) -> bytes:
    """Write the row that tells a bank its feedback could not be used (QNR)."""
    values: list[tuple[str, str | bytes]] = [
        ("BDHM", request_no),
        ("XCHTYY", _carried(reason, profile)),
    ]
    root = etree.Element("htxxList")
    _add(root, "htxx", values, profile)
    return _inner(root)


def _inner(root: etree._Element) -> bytes:
    return b"".join(etree.tostring(row, encoding="utf-8") for row in root)


def _writs(key: list[tuple[str, str]], writs: Sequence[Writ], profile: WireProfile) -> str:
    return _document(_writ_list(key, writs, profile), profile)


def _writ_list(
    key: list[tuple[str, str]], writs: Sequence[Writ], profile: WireProfile
) -> etree._Element:
    if not writs or not all(writ.content for writ in writs):
        raise ValueError("a front-end breaks on a writ without content: send an error instead")
    root = etree.Element("wsinfoList")
    for writ in writs:
        values: list[tuple[str, str | bytes]] = [
            *key,
            ("XH", str(writ.seq)),
            ("WSLB", writ.category),
            ("WJMC", writ.file_name),
            ("WJLX", writ.extension),
            ("MD5", writ.md5),
            ("WSNR", writ.content),
        ]
        _add(root, "wsinfo", values, profile)
    return root


def encode_credentials(request_no: str, cards: Sequence[Credential], profile: WireProfile) -> str:
    """Write the officers' cards for a request, one entry per officer.

    :raises ValueError: no card, or an entry without any image.
    """
    return _document(_credential_list(request_no, cards, profile), profile)


def _credential_list(
    request_no: str, cards: Sequence[Credential], profile: WireProfile
) -> etree._Element:
    if not cards or not all(c.work_card_image or c.duty_card_image for c in cards):
        raise ValueError("a front-end rejects a credential without image: send an error instead")
    root = etree.Element("zjinfoList")
    for card in cards:
        values: list[tuple[str, str | bytes]] = [
            ("BDHM", request_no),
            ("XH", str(card.seq)),
            ("ZJMC", card.officer_name),
            ("GZZBM", card.work_card_no),
            ("GZZWJGS", card.work_card_format),
            ("GZZ", card.work_card_image),
            ("GWZBM", card.duty_card_no),
            ("GWZWJGS", card.duty_card_format),
            ("GWZ", card.duty_card_image),
        ]
        _add(root, "zjinfo", values, profile)
    return root


def encode_ack(acks: Iterable[Ack], profile: WireProfile, *, is_rejection: bool = False) -> str:
    """Write the answer to a feedback, or to a rejection list (``is_rejection``)."""
    root = etree.Element("result")
    listing = etree.SubElement(root, "htjglist" if is_rejection else "cxjglist")
    for ack in acks:
        row = etree.SubElement(listing, "jg")
        row.set("bdhm", ack.spelled or wrap_text(_carried(ack.request_no, profile), profile))
        row.set("result", wrap_text("success" if ack.is_success else "fail", profile))
        row.set("msg", wrap_text(_carried(ack.message, profile), profile))
    return _document(root, profile)


def encode_ack_error(message: str, profile: WireProfile) -> str:
    """Write the refusal of a whole feedback: the bank will send it again.

    :raises ValueError: no message; an error attribute is never sent empty.
    """
    return _error("result", message, profile.ack_error_fields, profile)


def encode_duplicate(profile: WireProfile) -> str:
    """Write the answer to a feedback that had arrived before: the bank takes it as success."""
    return encode_ack_error(ALREADY_FED_BACK, profile)


def encode_list_error(root: str, message: str, profile: WireProfile) -> str:
    """Write an error in place of a list (``cxqqList``, ``wsinfoList`` …).

    :raises ValueError: no message; an error attribute is never sent empty.
    """
    return _error(root, message, profile.list_error_fields, profile)


def _error(root: str, message: str, fields: tuple[str, ...], profile: WireProfile) -> str:
    if not message.strip():
        raise ValueError("an error needs a message: some front-ends take a blank one for an error")
    node = etree.Element(root)
    for name in fields:
        node.set(name, wrap_text(_carried(message, profile), profile))
    return _document(node, profile)


def _carried(message: str, profile: WireProfile) -> str:
    """Give a message to a technician with ``?`` for what the charset lacks; never for data."""
    return message.encode(profile.charset, "replace").decode(profile.charset)


def _add(
    parent: etree._Element,
    tag: str,
    values: Iterable[tuple[str, str | bytes]],
    profile: WireProfile,
) -> etree._Element:
    node = etree.SubElement(parent, tag)
    for name, value in values:
        if not value:
            continue
        if isinstance(value, bytes):
            if name not in BINARY_FIELDS:
                raise ValueError(f"{name} carries text, not bytes")
            node.set(name, wrap_bytes(value, profile.binary_depth))
        else:
            node.set(name, wrap_text(value, profile))
    return node


def _document(root: etree._Element, profile: WireProfile) -> str:
    data = PROLOG + etree.tostring(root, encoding="utf-8")
    for _ in range(profile.document_depth):
        data = base64.b64encode(data)
    return data.decode("utf-8")
