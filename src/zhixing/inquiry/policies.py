"""When a party's number may be read to be written into a sealed request that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from zhixing.courts.capabilities import Capability
from zhixing.courts.policy_values import reads_policy
from zhixing.inquiry.keeping.rules import AutomaticRelease, read_automatic_release
from zhixing.inquiry.reserve.standard import read_living_standard
from zhixing.inquiry.search import terms
from zhixing.inquiry.wire.model import IdType, Subject
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.parties.identity import IdKind
from zhixing.parties.operations import reveal_identities, reveal_identity
from zhixing.parties.policies import Ground, identity_ground
from zhixing.parties.values import Purpose, PurposeCode
from zhixing.platform.principal import Principal

__all__ = ["FundBank", "read_fund_bank", "read_living_standard", "read_subjects", "terms"]
ID_TYPES = {
    IdKind.RESIDENT_ID: IdType.RESIDENT_ID,
    IdKind.USCC: IdType.CREDIT_CODE,
    IdKind.PASSPORT: IdType.PASSPORT,
    IdKind.OTHER: IdType.OTHER,
}
_writing: ContextVar[tuple[UUID, frozenset[UUID]] | None] = ContextVar("writing", default=None)


@reads_policy("SURPLUS_RELEASE")
def read_surplus_release(value: Json) -> AutomaticRelease:
    """Read the policy that lets an excess be released without approval.

    :raises Unreadable: the highest amount is missing or not above zero.
    """
    return read_automatic_release(value)


@identity_ground
def is_written_into_a_request(party: UUID, by: Principal, on: date) -> Ground | None:
    """Find the case whose request is being written about this party at this moment."""
    writing = _writing.get()
    if writing is None or party not in writing[1]:
        return None
    return Ground("REQUEST", writing[0])


def read_subjects(
    case: UUID, parties: Iterable[UUID], purpose: PurposeCode, *, at: datetime, by: Principal
) -> dict[UUID, Subject]:
    """Read names and numbers of the parties a request is about; every reading is logged.

    The numbers go into the sealed message and to no screen, so that whoever may order
    the request needs no right to look at identities besides.
    """
    wanted = list(dict.fromkeys(parties))
    reader = replace(by, capabilities=by.capabilities | {Capability.VIEW_IDENTITY.value})
    with _writing_about(case, wanted):
        found = {
            party: reveal_identity(party, Purpose(purpose, "网络查控请求"), by=reader, at=at)
            for party in wanted
        }
    return {
        party: Subject(identity.name, ID_TYPES[identity.id_kind], identity.number)
        for party, identity in found.items()
    }


def read_many_subjects(
    wanted: Sequence[tuple[UUID, UUID]], purpose: PurposeCode, *, at: datetime, by: Principal
) -> dict[UUID, Subject]:
    """Read names and numbers as ``read_subjects`` does, for (case, party) pairs of many cases."""
    pairs = list(dict.fromkeys(wanted))
    reader = replace(by, capabilities=by.capabilities | {Capability.VIEW_IDENTITY.value})
    grounds = [(party, Ground("REQUEST", case)) for case, party in pairs]
    found = reveal_identities(grounds, Purpose(purpose, "网络查控请求"), by=reader, at=at)
    return {i.party: Subject(i.name, ID_TYPES[i.id_kind], i.number) for i in found}


@contextmanager
def _writing_about(case: UUID, parties: list[UUID]) -> Iterator[None]:
    token = _writing.set((case, frozenset(parties)))
    try:
        yield
    finally:
        _writing.reset(token)


@dataclass(frozen=True, slots=True)
class FundBank:
    """Name the bank at which the court keeps case money, as transfers must state it."""

    bank: str
    bank_no: str


@reads_policy("CASE_FUND_BANK")
def read_fund_bank(value: Json) -> FundBank:
    """Read the policy that names the court's bank for case money.

    :raises Unreadable: a field is missing or empty.
    """
    named = decode(FundBank, value)
    for name in ("bank", "bank_no"):
        if not getattr(named, name).strip():
            raise Unreadable(name, ("已填写的文本", "text that is not empty"), "")
    return named
