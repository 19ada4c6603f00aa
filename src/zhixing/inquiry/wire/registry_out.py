"""Writing to registries: request lists, writs, credentials, acknowledgements, errors. Strict."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from datetime import datetime

from lxml import etree

from zhixing.inquiry.wire.bank_out import ALREADY_FED_BACK, PROLOG, Ack, EncodedBatch
from zhixing.inquiry.wire.layers import BINARY_FIELDS, wrap_bytes, wrap_text
from zhixing.inquiry.wire.model import AssistanceRequest, Credential, Kind, Measure, Writ
from zhixing.inquiry.wire.preflight import sort_batch
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.registry_fields import line_values, request_values
from zhixing.inquiry.wire.registry_preflight import check_request
from zhixing.kernel.clock import SHANGHAI

ROOTS = {Kind.QUERY: ("BDCCXQQLIST", "BDCCXQQ"), Kind.CONTROL: ("BDCKZQQLIST", "BDCKZQQ")}

Values = Iterable[tuple[str, str | bytes]]


def encode_requests(
    kind: Kind,
    requests: Iterable[AssistanceRequest],
    profile: WireProfile,
    at: datetime,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> EncodedBatch:
    """Write the answer to a poll; a request that may not be sent is kept out and reported.

    :raises ValueError: a request of the other kind.
    """
    batch = tuple(requests)
    strays = [r.external_no for r in batch if r.kind is not kind]
    if strays:
        raise ValueError(f"{strays[0]} is not a {kind}")
    sorted_ = sort_batch(
        batch, profile, capability, with_documents=with_documents, check=check_request
    )
    list_tag, item_tag = ROOTS[kind]
    root, data = _message(profile, at)
    listing = etree.SubElement(data, list_tag)
    for request in sorted_.ready:
        item = _add(listing, item_tag, request_values(request, profile), profile)
        if kind is Kind.CONTROL:
            _lines(item, request, profile)
    included = tuple(r.external_no for r in sorted_.ready)
    return EncodedBatch(_document(root, profile), included, sorted_.quarantined)


def _lines(item: etree._Element, request: AssistanceRequest, profile: WireProfile) -> None:
    lines = etree.SubElement(item, profile.lines_tag)
    for line in request.lines:
        row = _add(lines, "BDCQL", line_values(line, profile), profile)
        if not line.transferees:
            continue
        buyers = etree.SubElement(row, "GHDXLIST")
        for buyer in line.transferees:
            values = [
                ("DXXH", str(buyer.seq)),
                ("DXXM", buyer.name),
                ("DXZJLX", profile.id_types.get(buyer.id_type, "")),
                ("DXSFZHM", buyer.id_no),
            ]
            _add(buyers, "GHDX", values, profile)


def encode_writs(request_no: str, writs: Sequence[Writ], profile: WireProfile, at: datetime) -> str:
    """Write the writs of a request, of a query as of a control, keyed by its number.

    :raises ValueError: no writ, or one without content.
    """
    if not writs or not all(writ.content for writ in writs):
        raise ValueError("a front-end breaks on a writ without content: send an error instead")
    root, data = _message(profile, at)
    listing = etree.SubElement(data, "WSLIST")
    for writ in writs:
        on = writ.registered_on
        values: list[tuple[str, str | bytes]] = [
            ("CXQQDH", request_no),
            ("XH", str(writ.seq)),
            ("WJMC", writ.file_name),
            ("WJLX", writ.extension),
            ("DJR", writ.registrant),
            ("DJRQ", "" if on is None else on.strftime(profile.date_format)),
            ("WSNR", writ.content),
        ]
        _add(listing, "WSINFO", values, profile)
    return _document(root, profile)


def encode_credentials(
    request_no: str, cards: Sequence[Credential], profile: WireProfile, at: datetime
) -> str:
    """Write the officers' cards for a request, one entry per officer.

    :raises ValueError: no card, or an entry without any image.
    """
    if not cards or not all(c.work_card_image or c.duty_card_image for c in cards):
        raise ValueError("a credential without image is never sent: send an error instead")
    root, data = _message(profile, at)
    listing = etree.SubElement(data, "ZJLIST")
    for card in cards:
        values: list[tuple[str, str | bytes]] = [
            ("CXQQDH", request_no),
            ("XH", str(card.seq)),
            ("GZZBM", card.work_card_no),
            ("GZZWJGS", card.work_card_format),
            ("GZZ", card.work_card_image),
            ("GWZBM", card.duty_card_no),
            ("GWZWJGS", card.duty_card_format),
            ("GWZ", card.duty_card_image),
        ]
        _add(listing, "ZJINFO", values, profile)
    return _document(root, profile)


def encode_ack(acks: Iterable[Ack], profile: WireProfile, *, is_control: bool = False) -> str:
    """Write the answer to a feedback on queries or on controls."""
    root = etree.Element("RESULTLIST")
    listing = etree.SubElement(root, "KZJGLIST" if is_control else "CXJGLIST")
    for ack in acks:
        values = [
            ("CXQQDH", ack.request_no),
            ("RESULT", "success" if ack.is_success else "fail"),
            ("MSG", ack.message),
        ]
        _add(listing, "JG", values, profile)
    return _document(root, profile)


def encode_duplicate(
    numbers: Iterable[str], profile: WireProfile, *, is_control: bool = False
) -> str:
    """Write the answer to a feedback that had arrived before, as the success it is.

    The bank's way, an error with the sentence, is not attested for registries: to them an
    error would be one.
    """
    acks = [Ack(number, True, ALREADY_FED_BACK) for number in numbers]
    return encode_ack(acks, profile, is_control=is_control)


def encode_ack_error(message: str, profile: WireProfile) -> str:
    """Write the refusal of a whole feedback.

    :raises ValueError: no message; an error is never sent empty.
    """
    root = etree.Element("RESULTLIST")
    for name in profile.ack_error_fields:
        etree.SubElement(root, name).text = wrap_text(_said(message), profile)
    return _document(root, profile)


def encode_list_error(message: str, profile: WireProfile, at: datetime) -> str:
    """Write an error in place of a list: an attribute of the root, and no list.

    A registry stops at it on a poll for queries and goes on regardless on one for controls,
    so that nothing else may stand in it.

    :raises ValueError: no message; an error is never sent empty.
    """
    root, _ = _message(profile, at)
    for name in profile.list_error_fields:
        root.set(name, wrap_text(_said(message), profile))
    return _document(root, profile)


def _said(message: str) -> str:
    if not message.strip():
        raise ValueError("an error needs a message: some front-ends take a blank one for an error")
    return message


def _message(profile: WireProfile, at: datetime) -> tuple[etree._Element, etree._Element]:
    root = etree.Element("Message")
    head = etree.SubElement(root, "Head")
    created = at.astimezone(SHANGHAI).strftime(profile.time_format)
    etree.SubElement(head, "CREATETIME").text = wrap_text(created, profile)
    etree.SubElement(head, "DIGITALSIGN")
    return root, etree.SubElement(root, "Data")


def _add(parent: etree._Element, tag: str, values: Values, profile: WireProfile) -> etree._Element:
    node = etree.SubElement(parent, tag)
    for name, value in values:
        if not value:
            continue
        if isinstance(value, bytes):
            if name not in BINARY_FIELDS:
                raise ValueError(f"{name} carries text, not bytes")
            etree.SubElement(node, name).text = wrap_bytes(value, profile.binary_depth)
        else:
            etree.SubElement(node, name).text = wrap_text(value, profile)
    return node


def _document(root: etree._Element, profile: WireProfile) -> str:
    data = PROLOG + etree.tostring(root, encoding="utf-8")
    for _ in range(profile.document_depth):
        data = base64.b64encode(data)
    return data.decode("utf-8")
