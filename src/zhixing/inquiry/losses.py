"""Tells whose answer a lost row or field belonged to, in a message that speaks of many requests.

A codec names what it could not read by its place in the message. The request's number stands
in one of the elements on the way there, which are gone through once more. What lies in no
request's row, such as a document that is damaged as a whole, belongs to nobody's answer; it
stays with the message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from zhixing.inquiry.raw_messages import Verdict
from zhixing.inquiry.wire.errors import Unreadable, WireError, in_both
from zhixing.inquiry.wire.feedback import Decoded
from zhixing.inquiry.wire.openjson.reading import ROOT, open_evidence
from zhixing.inquiry.wire.package_in import is_package, read_documents
from zhixing.inquiry.wire.profile import Style, WireProfile
from zhixing.inquiry.wire.registry_rows import ElementRow, open_elements
from zhixing.inquiry.wire.rows import Row, Sink, open_document

_STEP: Final = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?")
_NUMBERS: Final = ("BDHM", "CXQQDH")
_FEEDBACK: Final = re.compile(rf"{ROOT}\[(\d+)\]")

_SAID: Final = {
    Verdict.TAKEN: "",
    Verdict.DUPLICATE: in_both("已经反馈", "fed back before"),
    Verdict.UNKNOWN: in_both(
        "没有此编号的请求，已存档待查", "no request of this number; kept to be looked into"
    ),
    Verdict.WRONG_KIND: in_both(
        "反馈种类与请求不符，已存档待查，请按原请求反馈",
        "no answer to what was asked; kept, answer the request itself",
    ),
}
_MOST_SAID: Final = 200
"""The longest remark of an acknowledgement, in signs."""

Losses = Mapping[str, Sequence[Unreadable]]


def losses_of(decoded: Decoded, content: bytes, profile: WireProfile) -> Losses:
    """Give what a message lost of each request it speaks of, by the request's number.

    What stands under no number is the only request's, where there is one; what stands under the
    number of a row that was lost as a whole is nobody's here.
    """
    if not decoded.problems:
        return {}
    numbers = {f.request_no for f in decoded.feedbacks}
    only = next(iter(numbers)) if len(numbers) == 1 else ""
    owners = _Owners.of(content, profile)
    found: dict[str, list[Unreadable]] = {}
    for problem in decoded.problems:
        number = owners.find(problem.row) or only
        if number in numbers:
            found.setdefault(number, []).append(problem)
    return found


def words_for(verdict: Verdict, losses: Sequence[Unreadable] = ()) -> str:
    """Give what an acknowledgement says beside "success"; empty where there is nothing to say."""
    said = _SAID[verdict]
    if verdict is Verdict.TAKEN and losses:
        said = in_both(
            "已收，部分内容未能读取：" + "；".join(loss.zh for loss in losses),
            "taken; not read: " + "; ".join(loss.en for loss in losses),
        )
    return said if len(said) <= _MOST_SAID else said[: _MOST_SAID - 1] + "…"


class _Owners:
    """Find the number of the request in whose row a place of a message lies."""

    def __init__(self, roots: Mapping[str, Row], listed: Sequence[str]) -> None:
        self._roots = roots
        self._listed = listed

    @classmethod
    def of(cls, content: bytes, profile: WireProfile) -> _Owners:
        if is_package(content):
            documents = read_documents(content, [])
            return cls(_open({d.name: d.content for d in documents}, profile), ())
        if profile.style is Style.OBJECT:
            return cls({}, _listed(content.decode()))
        return cls(_open({"": content.decode()}, profile), ())

    def find(self, place: str) -> str:
        in_list = _FEEDBACK.match(place)
        if in_list is not None:
            at = int(in_list[1]) - 1
            return self._listed[at] if at < len(self._listed) else ""
        for name, root in self._roots.items():
            inner = place.removeprefix(f"{name}/") if name else place
            if not name or inner != place:
                return _walk(root, inner)
        return ""


def _open(documents: Mapping[str, str | bytes], profile: WireProfile) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for name, content in documents.items():
        try:
            if profile.style is Style.ELEMENT and isinstance(content, str):
                found[name] = open_elements(content, profile, Sink(), what="feedback")[1]
            else:
                found[name] = open_document(content, profile, Sink(), what="feedback")[1]
        except WireError:
            continue
    return found


def _walk(root: Row, place: str) -> str:
    """Give the first number on the way from the root to a place."""
    row: Row | None = root
    for name, at in _STEP.findall(place)[1:]:
        row = None if row is None else _step(row, name.lower(), at)
        number = "" if row is None else next((n for c in _NUMBERS if (n := row.text(c))), "")
        if number:
            return number
    return ""


def _step(row: Row, name: str, at: str) -> Row | None:
    if not at:
        return row.first(name) if isinstance(row, ElementRow) else None
    for place, found in enumerate(row.rows(name), 1):
        if place == int(at):
            return found
    return None


def _listed(payload: str) -> list[str]:
    """Give the numbers of the requests in the order an open message lists them."""
    try:
        body = open_evidence(payload)[0].body
    except (WireError, ValueError, KeyError, TypeError):
        return []
    told = body.get(ROOT) if isinstance(body, dict) else None
    rows = told if isinstance(told, list) else [told]
    return [str(row.get("requestNo", "")) if isinstance(row, dict) else "" for row in rows]
