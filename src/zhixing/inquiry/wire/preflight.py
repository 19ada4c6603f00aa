"""The look before sending: what a front-end would choke on is kept back, item by item.

An item with an obstacle goes to the manual channel (人工渠道) and never costs its batch. A front
end reads a rare character as another one and then answers that the name differs; a date it
cannot read makes it drop every other request of the same answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from zhixing.inquiry.wire.bank_fields import line_values, request_values
from zhixing.inquiry.wire.model import (
    AssistanceRequest,
    Channel,
    ControlLine,
    Credential,
    IdType,
    Kind,
    Measure,
    Subject,
    Target,
    Writ,
)
from zhixing.inquiry.wire.profile import WireProfile, fields
from zhixing.inquiry.wire.values import width_of

_TERMED = frozenset({Measure.FREEZE, Measure.RENEW, Measure.FREEZE_TRANSFER})
_FOLLOW_UP = frozenset({Measure.RENEW, Measure.RELEASE, Measure.RELEASE_QUEUED})
_PAYING = frozenset({Measure.TRANSFER, Measure.WITHDRAW_INCOME, Measure.FREEZE_TRANSFER})
_NEEDED = fields("BDHM XM ZJLX DSRZJHM FYMC FYDM CBR AH")
_KINDS_OF_IDENTITY: Final[Mapping[IdType, tuple[str, str]]] = {
    IdType.RESIDENT_ID: ("居民身份证", "a resident identity card"),
    IdType.HK_MACAO_TAIWAN_PERMIT: ("港澳台居民证件", "a permit of Hong Kong, Macao or Taiwan"),
    IdType.PASSPORT: ("护照", "a passport"),
    IdType.HOUSEHOLD_BOOK: ("户口簿", "a household book"),
    IdType.MILITARY_CARD: ("军人证件", "a military card"),
    IdType.BUSINESS_LICENCE: ("营业执照", "a business licence"),
    IdType.ORGANISATION_CODE: ("组织机构代码", "an organisation code"),
    IdType.CREDIT_CODE: ("统一社会信用代码", "a unified social credit code"),
    IdType.OTHER: ("其他证件", "another kind of identity"),
}
_NEEDED_LINE = fields("KZLX KZCS KHZH KZNR BZ JE CKWH")
_NEEDED_FUND = fields("ZXKZHHM ZXKZHKHH ZXKZHKHHHH ZXKZHZH")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Say why an item is kept back: row and field as the wire spells them, in two languages."""

    code: str
    row: str
    field: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Hold a request that was kept back, with every obstacle found and where it goes instead."""

    request: AssistanceRequest
    obstacles: tuple[Obstacle, ...]
    channel: Channel = Channel.MANUAL


@dataclass(frozen=True, slots=True)
class Sorted:
    """Hold a batch after the look: what may go and what is kept back."""

    ready: tuple[AssistanceRequest, ...]
    quarantined: tuple[Quarantine, ...]


class Check(Protocol):
    """Look at one request before it is sent."""

    def __call__(
        self,
        request: AssistanceRequest,
        profile: WireProfile,
        capability: frozenset[Measure] | None = None,
        *,
        with_documents: bool = True,
    ) -> tuple[Obstacle, ...]:
        """Give every reason not to send it."""


def sort_batch(
    requests: Iterable[AssistanceRequest],
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
    check: Check | None = None,
) -> Sorted:
    """Part the requests that may be sent from those kept back; a repeated number goes once.

    ``check`` is the look of the profile's codec, that of banks where none is given.
    """
    ready: list[AssistanceRequest] = []
    held: list[Quarantine] = []
    seen: set[str] = set()
    for request in requests:
        look = check or check_request
        obstacles = list(look(request, profile, capability, with_documents=with_documents))
        if request.external_no in seen:
            obstacles.append(
                obstacle(
                    "repeated-number",
                    "",
                    "BDHM",
                    "请求编号在同一批次中重复",
                    "the number repeats within the batch",
                )
            )
        if obstacles:
            held.append(Quarantine(request, tuple(obstacles)))
        else:
            ready.append(request)
            seen.add(request.external_no)
    return Sorted(tuple(ready), tuple(held))


def check_request(
    request: AssistanceRequest,
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> tuple[Obstacle, ...]:
    """Give every reason not to send a request, none when it may go.

    ``capability`` is what the institution says it executes; the profile's own otherwise.
    """
    able = profile.capability if capability is None else capability
    return (
        *_check_header(request, profile),
        *(_check_documents(request, profile) if with_documents else ()),
        *_check_lines(request, profile, able),
    )


def check_text(row: str, name: str, value: str, profile: WireProfile) -> Iterator[Obstacle]:
    """Give the characters of a value that the profile's charset cannot carry, each named."""
    if _is_all_carried(value, profile.charset):
        return
    for char in dict.fromkeys(value):
        if not _is_carried(char, profile.charset):
            point = f"U+{ord(char):04X}"
            called = unicodedata.name(char, "unnamed")
            yield obstacle(
                "unencodable",
                row,
                name,
                f"“{char}”（{point}）不能用 {profile.charset.upper()} 表示，请改用人工渠道",
                f"{char} ({point} {called}) has no {profile.charset.upper()} form: go by letter",
            )


def check_width(row: str, name: str, value: str, profile: WireProfile) -> Iterator[Obstacle]:
    """Give the obstacle of a value wider than the annex allows, if it is."""
    limit = profile.widths.get(name)
    width = 0 if limit is None else width_of(value)
    if limit is not None and width > limit:
        yield obstacle(
            "too-wide",
            row,
            name,
            f"共 {width} 字节，超过附件规定的 {limit} 字节，请改用人工渠道",
            f"{width} bytes, more than the {limit} of the annex: go by letter",
        )


def _is_all_carried(value: str, charset: str) -> bool:
    """Look at a value as a whole, which is enough for all but a few."""
    if not value.isprintable():
        return False
    try:
        return value.encode(charset).decode(charset) == value
    except UnicodeError:
        return False


def _is_carried(char: str, charset: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cs", "Cn"}:
        return False
    try:
        return char.encode(charset).decode(charset) == char
    except UnicodeError:
        return False


def obstacle(code: str, row: str, field: str, zh: str, en: str) -> Obstacle:
    """Make an obstacle whose words name its row and field."""
    where_zh, where_en = (f"{row} 的 ", f" of {row}") if row else ("", "")
    return Obstacle(code, row, field, f"{where_zh}{field}：{zh}", f"{field}{where_en}: {en}")


def missing(row: str, name: str) -> Obstacle:
    """Make the obstacle of a field without which a front-end refuses or breaks."""
    return obstacle(
        "missing", row, name, "未填写，前置机将拒收", "is empty and the front-end would refuse"
    )


def no_code(name: str, subject: Subject) -> Obstacle:
    """Make the obstacle of a kind of identity for which the wire has no code that is known.

    Codes are never invented: an organisation's number under a person's code would be looked up
    among persons and answered with nothing found.
    """
    zh, en = _KINDS_OF_IDENTITY[subject.id_type]
    return obstacle(
        "no-code",
        "",
        name,
        f"此接口没有已知的“{zh}”证件代码，请改用人工渠道",
        f"this wire has no known code for {en}: go by letter",
    )


def _check_header(request: AssistanceRequest, profile: WireProfile) -> Iterator[Obstacle]:
    values = dict(request_values(request, profile))
    needed = [*_NEEDED]
    if request.kind is Kind.QUERY and profile.writ_set_required:
        needed.append("WSBH")
    for name in needed:
        if not values.get(name, "").strip() and (
            name in profile.query_fields or name in profile.control_fields
        ):
            yield no_code(name, request.subject) if name == "ZJLX" else missing("", name)
    if not _is_all_carried("".join(values.values()), profile.charset):
        for name, value in values.items():
            yield from check_text("", name, value, profile)
    for name, value in values.items():
        yield from check_width("", name, value, profile)
    number = request.external_no
    if not (number.isascii() and number.isalnum()) or len(number) > profile.max_request_no_bytes:
        limit = profile.max_request_no_bytes
        yield obstacle(
            "bad-number",
            "",
            "BDHM",
            f"请求编号须为不超过 {limit} 位的字母数字",
            f"the number must be letters and digits, at most {limit}",
        )
    if request.ledger_period is not None and (
        request.ledger_period.last is None or not request.ledger_period
    ):
        yield obstacle(
            "half-period",
            "",
            "CKJSSJ",
            "流水起止日期须同时填写且起不晚于止",
            "a ledger period needs both its days, in order",
        )
    yield from _check_cards(request, profile)


def _check_cards(request: AssistanceRequest, profile: WireProfile) -> Iterator[Obstacle]:
    if not 1 <= len(request.officers) <= 2:
        yield obstacle(
            "officers", "", "CBR", "承办人须为一至二人", "there must be one or two officers"
        )
    cards = [(f"officer[{i}]", "GZZBH", o.work_card_no) for i, o in enumerate(request.officers, 1)]
    cards += [(f"officer[{i}]", "GWZBH", o.duty_card_no) for i, o in enumerate(request.officers, 1)]
    cards += [
        (f"zjinfo[{i}]", "GZZBM", c.work_card_no) for i, c in enumerate(request.credentials, 1)
    ]
    cards += [
        (f"zjinfo[{i}]", "GWZBM", c.duty_card_no) for i, c in enumerate(request.credentials, 1)
    ]
    limit = profile.max_card_bytes
    for row, name, number in cards:
        if len(number.encode(profile.charset, "replace")) > limit:
            yield obstacle(
                "card-too-long",
                row,
                name,
                f"证件编号超过 {limit} 字节",
                f"the card number exceeds {limit} bytes",
            )
        if row.startswith(("officer[2]", "zjinfo")):
            yield from check_text(row, name, number, profile)


def _check_documents(request: AssistanceRequest, profile: WireProfile) -> Iterator[Obstacle]:
    if not request.documents:
        yield missing("wsinfoList", "WSNR")
    for i, writ in enumerate(request.documents, 1):
        yield from check_writ(f"wsinfo[{i}]", writ, profile)
    if not request.credentials:
        yield missing("zjinfoList", "GZZ")
    for i, credential in enumerate(request.credentials, 1):
        yield from check_credential(f"zjinfo[{i}]", credential, profile)


def check_writ(row: str, writ: Writ, profile: WireProfile) -> Iterator[Obstacle]:
    """Give what keeps a writ back: no content, no name, no format."""
    for name, value in (("WSNR", writ.content), ("WJMC", writ.file_name), ("WJLX", writ.extension)):
        if not value:
            yield missing(row, name)
    for name, text in (("WJMC", writ.file_name), ("WSLB", writ.category)):
        yield from check_text(row, name, text, profile)
    if "." in writ.extension:
        yield obstacle(
            "bad-extension", row, "WJLX", "文件类型不带点", "the format is written without a dot"
        )


def check_credential(row: str, card: Credential, profile: WireProfile) -> Iterator[Obstacle]:
    """Give what keeps a credential back: no card at all, or a card that is incomplete."""
    pairs = (
        ("GZZBM", "GZZWJGS", "GZZ", card.work_card_no, card.work_card_format, card.work_card_image),
        ("GWZBM", "GWZWJGS", "GWZ", card.duty_card_no, card.duty_card_format, card.duty_card_image),
    )
    yield from check_text(row, "ZJMC", card.officer_name, profile)
    if not card.work_card_image and not card.duty_card_image:
        yield missing(row, "GZZ")
        return
    for *names, number, extension, image in pairs:
        parts = (number, extension, image)
        if any(parts):
            for name, part in zip(names, parts, strict=True):
                if not part:
                    yield missing(row, str(name))


def _check_lines(
    request: AssistanceRequest, profile: WireProfile, able: frozenset[Measure]
) -> Iterator[Obstacle]:
    if request.kind is Kind.QUERY:
        return
    if not request.lines:
        yield missing(profile.lines_tag, "CCXH")
    if profile.one_measure_per_request and len({line.measure for line in request.lines}) > 1:
        yield obstacle(
            "mixed-measures",
            "",
            "KZCS",
            "一个请求只能有一种措施",
            "one request carries one measure only",
        )
    seen: set[int] = set()
    for place, line in enumerate(request.lines, 1):
        row = f"kzzh[{place}]"
        if line.line_no in seen:
            yield obstacle("repeated-line", row, "CCXH", "序号重复", "the line number repeats")
        seen.add(line.line_no)
        yield from _check_line(row, line, profile, able)


def _check_line(
    row: str, line: ControlLine, profile: WireProfile, able: frozenset[Measure]
) -> Iterator[Obstacle]:
    values = dict(line_values(line, profile))
    needed = [*_NEEDED_LINE]
    if line.measure in _TERMED:
        needed += ["KSRQ", "JSRQ"]
    if line.measure in _FOLLOW_UP:
        needed.append("YDJDH")
    if line.measure in _PAYING:
        needed += _NEEDED_FUND
    if line.target is Target.FIN_ASSET:
        needed += ["ZCMC", "SE"]
    yield from (missing(row, name) for name in needed if not values.get(name))
    for name, value in values.items():
        yield from check_text(row, name, value, profile)
        yield from check_width(row, name, value, profile)
    if line.measure not in able:
        yield obstacle(
            "unsupported-measure",
            row,
            "KZCS",
            f"该机构不支持此措施（{line.measure}）",
            f"the institution does not execute {line.measure}",
        )
    if not 1 <= line.line_no <= 99_999_999:
        yield obstacle(
            "bad-line",
            row,
            "CCXH",
            "序号须为一至八位正整数",
            "the line number must be positive, at most 8 digits",
        )
    amounts = (("JE", line.amount), ("SE", line.quantity))
    for name, amount in amounts:
        if amount is not None and amount <= 0:
            yield obstacle("not-positive", row, name, "须大于零", "must be greater than zero")
    if line.term is not None and not line.term:
        yield obstacle("empty-term", row, "JSRQ", "期限为空", "the term holds no day")
