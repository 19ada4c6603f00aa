"""Tells co-owners that a thing owned together is sealed: notices drafted at once, service followed.

A co-owner the register names is nobody's debtor: nothing of theirs is looked up or controlled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.assets import queries as assets
from zhixing.assets.acts import Property
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Agenda, Standings
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.instruments.acts import Services
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.kernel.fen import ZERO
from zhixing.law.nodes.node import Subject, SubjectKind
from zhixing.law.seizure.coowned import co_owned
from zhixing.parties.identity import IdKind
from zhixing.parties.operations import register_party
from zhixing.parties.queries import list_parties
from zhixing.parties.values import PartyEntry
from zhixing.platform.principal import Principal

TEMPLATE = "CO_OWNER_NOTICE"


@dataclass(frozen=True, slots=True)
class Notice:
    """Name one notice: its instrument, and the co-owner as the register of parties has it."""

    instrument: UUID
    party: UUID


@dataclass(frozen=True, slots=True)
class Owned:
    """Hold one sealed thing owned together, the notices, and when all were served."""

    asset: UUID
    sealed_on: date
    notices: tuple[Notice, ...]
    told_on: date | None = None


@chapter("co_owners")
@dataclass(frozen=True, slots=True)
class CoOwners:
    """Hold every sealed thing that others own as well."""

    things: tuple[Owned, ...] = ()

    def of(self, asset: UUID, sealed_on: date) -> Owned | None:
        """Give the notices about one sealing of a thing, None where none were drafted."""
        own = (t for t in self.things if (t.asset, t.sealed_on) == (asset, sealed_on))
        return next(own, None)


@act("CO_OWNERS_FOUND", zh="拟制共有人通知", en="Notices to co-owners drafted", subject="asset")
@dataclass(frozen=True, slots=True)
class CoOwnersFound:
    """Draft a notice to each co-owner of a thing that is now sealed."""

    asset: UUID
    sealed_on: date
    notices: tuple[Notice, ...]

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(CoOwners)
        owned = Owned(self.asset, self.sealed_on, self.notices)
        subject = Subject(SubjectKind.CO_OWNERS, str(self.asset), stamp.occurred_on)
        facts = facts.put(replace(known, things=(*known.things, owned)))
        return facts.put(facts.of(Agenda).starting(subject))


@act("CO_OWNERS_TOLD", zh="共有人均已通知", en="Co-owners told", subject="asset")
@dataclass(frozen=True, slots=True)
class CoOwnersTold:
    """Record that every co-owner of a sealed thing was served with the notice."""

    asset: UUID
    sealed_on: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(CoOwners)
        things = tuple(
            replace(t, told_on=stamp.occurred_on)
            if (t.asset, t.sealed_on) == (self.asset, self.sealed_on)
            else t
            for t in known.things
        )
        agenda = facts.of(Agenda).done(SubjectKind.CO_OWNERS, str(self.asset), stamp.occurred_on)
        return facts.put(replace(known, things=things)).put(agenda)


def draft_co_owner_notices(
    case: UUID, asset: UUID, on: date, *, by: Principal
) -> tuple[Notice, ...]:
    """Draft a notice to each co-owner the register names of a thing the case seals.

    Once for each sealing; the same news again changes nothing.
    """
    require(by, Capability.DRAFT)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    control = facts.of(Property).control_of(asset)
    told = assets.find_particulars(by.court_no, asset)
    if control is None or told is None or not told.co_owners or control.until is None:
        return ()
    if facts.of(CoOwners).of(asset, control.since) is not None:
        return ()
    view = assets.get_asset(by.court_no, asset)
    data = {
        "measure": "查封" if control.rank == 1 else "轮候查封",
        "units": [
            {
                "holder": _debtors(facts),
                "number": assets.open_identifier(by.court_no, asset),
                "location": told.location,
                "certificate": told.certificate_no,
            }
        ],
        "sealed_on": control.since,
        "ends_on": control.until,
    }
    notices = tuple(
        _draft(case, owner.name, f"共{n}", data, on, by)
        for n, owner in enumerate(told.co_owners, 1)
    )
    value = control.stands if control.stands > ZERO else view.balance or ZERO
    found = CoOwnersFound(asset, control.since, notices)
    findings = (co_owned(on=on, value=value),)
    append(NewAct(case, found, on, subject=asset, findings=findings), by=by)
    return notices


def follow_service(case: UUID, instrument: UUID, on: date, *, by: Principal) -> bool:
    """Record that all co-owners of a thing were told, once the last notice is served."""
    require(by, Capability.RECORD)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    served = {s.instrument for s in facts.of(Services).served}
    for thing in facts.of(CoOwners).things:
        own = {n.instrument for n in thing.notices}
        if instrument in own and thing.told_on is None and own <= served:
            told = CoOwnersTold(thing.asset, thing.sealed_on)
            append(NewAct(case, told, on, subject=thing.asset), by=by)
            return True
    return False


def _draft(
    case: UUID, name: str, serial: str, data: Mapping[str, object], on: date, by: Principal
) -> Notice:
    entry = PartyEntry(name, id_kind=IdKind.OTHER)
    party = register_party(entry, by=by, on=on).id
    whole = {**data, "co_owner": name}
    instrument = draft_instrument(Draft(case, TEMPLATE, whole, serial=serial), on, by=by)
    return Notice(instrument, party)


def _debtors(facts: Facts) -> str:
    debtors = facts.of(Standings).of_role("DEBTOR")
    known = list_parties(set(debtors))
    return "、".join(known[d].name for d in debtors if d in known)
