"""Queries that say the same to many institutions: looked at once, written once.

A query about one person goes to two dozen banks in the same words; only its number and the
bank's code are each one's own. What was found about the words is remembered in this process,
for the profiles as they are defined and for the latest few thousand persons.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from zhixing.inquiry.wire import bank_out
from zhixing.inquiry.wire.model import AssistanceRequest, Kind, Measure
from zhixing.inquiry.wire.preflight import Obstacle, check_request
from zhixing.inquiry.wire.profile import WireProfile, find_profile, get_profile

REMEMBERED: Final = 4096
_NUMBER: Final = "00NUMBER00OF00THE00REQUEST00"
"""Stands where the number of a request will stand: as short and as plain as a number is."""
_MARK: Final = _NUMBER.encode()


def check_alike(
    request: AssistanceRequest,
    profile: WireProfile,
    capability: frozenset[Measure] | None = None,
    *,
    with_documents: bool = True,
) -> tuple[Obstacle, ...]:
    """Give what ``check_request`` gives, from what was found about the same words before."""
    if with_documents or not _is_shared(request, profile):
        return check_request(request, profile, capability, with_documents=with_documents)
    return _obstacles(_WORDS(request), profile.code, capability)


def request_row(request: AssistanceRequest, profile: WireProfile) -> bytes:
    """Give the element of one request as ``bank_out.request_row`` does."""
    if profile.value_depth or not _is_shared(request, profile):
        return bank_out.request_row(request, profile)
    row = _row(_WORDS(request), profile.code)
    if row.count(_MARK) != 1:
        return bank_out.request_row(request, profile)
    return row.replace(_MARK, request.external_no.encode())


def _is_shared(request: AssistanceRequest, profile: WireProfile) -> bool:
    """Say whether nothing but the number and the bank can tell a request from others like it."""
    number = request.external_no
    is_plain = number.isascii() and number.isalnum() and len(number) <= profile.max_request_no_bytes
    fits = len(_NUMBER) <= profile.max_request_no_bytes
    is_defined = find_profile(profile.code) is profile
    return request.kind is Kind.QUERY and is_plain and fits and is_defined


_SHARED: Final = tuple(
    field.name
    for field in fields(AssistanceRequest)
    if field.name not in ("external_no", "institution_code", "documents")
)
_WORDS: Final = attrgetter(*_SHARED)
"""What a query says alike to all: the values of everything but number, bank and documents."""


def _of(words: tuple[Any, ...]) -> AssistanceRequest:
    values = dict(zip(_SHARED, words, strict=True))
    return AssistanceRequest(**values, external_no=_NUMBER, institution_code="")


@lru_cache(maxsize=REMEMBERED)
def _obstacles(
    words: tuple[Any, ...], code: str, capability: frozenset[Measure] | None
) -> tuple[Obstacle, ...]:
    return check_request(_of(words), get_profile(code), capability, with_documents=False)


@lru_cache(maxsize=REMEMBERED)
def _row(words: tuple[Any, ...], code: str) -> bytes:
    return bank_out.request_row(_of(words), get_profile(code))
