"""Builds what a good application becomes: parties, number, case row, standings, acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.acts import CaseApplied, CaseFiled, Clue, Role, StandingEntry, Title
from zhixing.cases.docket.opening import Opening
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.problem import Problem, Writer
from zhixing.cases.filing.sorting import Good
from zhixing.cases.numbers import FIRST_ENFORCEMENT, Numbered, take_numbers
from zhixing.kernel.ids import new_id
from zhixing.parties.operations import register_accounts, register_parties
from zhixing.parties.values import KnownAccount, PartyEntry, Registered
from zhixing.platform.principal import Principal

KIND = "FIRST_ENFORCEMENT"


@dataclass(frozen=True, slots=True)
class Built:
    """Hold a case ready to be written, with its standings and what is worth saying."""

    good: Good
    opening: Opening
    standings: tuple[models.CaseParty, ...]
    warnings: tuple[Problem, ...]


def build_cases(goods: Sequence[Good], *, by: Principal, on: date, decides: bool) -> list[Built]:
    """Register the parties and take the numbers of good applications, and build their cases.

    With ``decides`` the case is filed at once; else only the application is recorded.
    """
    entries = [list(_entries(good.application)) for good in goods]
    flat = [entry for one in entries for _, entry in one]
    registered = iter(register_parties(flat, by=by, on=on))
    parties = [[(role, entry, next(registered)) for role, entry in one] for one in entries]
    accounts = _accounts(goods, parties, by)
    numbers = _numbers(goods, by.court_no)
    at = _Filing(by.court_no, on, decides, new_id())
    return [
        _build(good, party, number, next(accounts), at)
        for good, party, number in zip(goods, parties, numbers, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Filing:
    """Hold what the cases built together share."""

    court_no: int
    on: date
    decides: bool
    correlation: UUID


Party = tuple[Role, PartyEntry, Registered]


def _entries(a: Application) -> Iterator[tuple[Role, PartyEntry]]:
    for role, entries in (
        (Role.APPLICANT, a.creditors),
        (Role.DEBTOR, a.debtors),
        (Role.THIRD_PARTY, a.third_parties),
    ):
        yield from ((role, entry) for entry in entries)


def _accounts(
    goods: Sequence[Good], parties: Sequence[list[Party]], by: Principal
) -> Iterator[tuple[UUID | None, ...]]:
    """Seal the accounts that clues name, as accounts of the first debtor."""
    known = [
        KnownAccount(_first_debtor(party), clue.account, clue.bank)
        for good, party in zip(goods, parties, strict=True)
        for clue in good.application.clues
        if clue.account
    ]
    ids = iter(register_accounts(known, by=by) if known else [])
    for good in goods:
        yield tuple(next(ids) if clue.account else None for clue in good.application.clues)


def _first_debtor(parties: Sequence[Party]) -> UUID:
    return next(known.id for role, _, known in parties if role is Role.DEBTOR)


def _numbers(goods: Sequence[Good], court_no: int) -> list[Numbered]:
    """Take numbers by the year of receipt, in the order of intake."""
    order = sorted(range(len(goods)), key=lambda i: goods[i].application.received_on.year)
    taken: dict[int, Numbered] = {}
    for year, group in groupby(order, key=lambda i: goods[i].application.received_on.year):
        places = list(group)
        given = take_numbers(court_no, year, FIRST_ENFORCEMENT, len(places))
        taken |= dict(zip(places, given, strict=True))
    return [taken[i] for i in range(len(goods))]


def _build(
    good: Good,
    parties: Sequence[Party],
    number: Numbered,
    accounts: tuple[UUID | None, ...],
    at: _Filing,
) -> Built:
    case = _case(good, parties, number, at.court_no)
    applied = _applied(good, parties, number, accounts)
    since = good.application.applied_on
    acts = [NewAct(case.id, applied, since, correlation=at.correlation)]
    if at.decides:
        filed = CaseFiled(number.text)
        acts.append(
            NewAct(case.id, filed, at.on, findings=good.findings, correlation=at.correlation)
        )
    standings = tuple(
        models.CaseParty(
            id=new_id(),
            court_no=at.court_no,
            case_id=case.id,
            party_id=known.id,
            role=role.value,
            since=since,
        )
        for role, _, known in parties
    )
    return Built(good, Opening(case, tuple(acts)), standings, _renamed(good, parties, at.on))


def _applied(
    good: Good,
    parties: Sequence[Party],
    number: Numbered,
    accounts: tuple[UUID | None, ...],
) -> CaseApplied:
    a = good.application
    title = Title(
        number=a.title_number.strip(),
        kind=a.title_kind,
        issuing_body=a.issuing_body.strip(),
        cause=a.cause.strip(),
        jurisdiction=a.jurisdiction,
        applicant_basis=a.applicant_basis,
        instalments=a.instalments,
        clues=tuple(
            Clue(clue.kind, clue.text, clue.bank, account)
            for clue, account in zip(a.clues, accounts, strict=True)
        ),
    )
    return CaseApplied(
        number=number.text,
        title=title,
        parties=tuple(StandingEntry(known.id, role) for role, _, known in parties),
        obligations=a.obligations,
        effective_on=a.effective_on,
        received_on=a.received_on,
        served_on=a.served_on,
        performance_until=a.performance_until,
        costs=a.costs,
        application_hash=good.hash,
    )


def _case(good: Good, parties: Sequence[Party], number: Numbered, court_no: int) -> models.Case:
    a = good.application
    return models.Case(
        id=new_id(),
        court_no=court_no,
        kind=KIND,
        year=number.year,
        type_code=number.type_code,
        serial=number.serial,
        number=number.text,
        title_number=a.title_number.strip(),
        application_key=a.application_key,
        application_hash=good.hash,
        creditor_names="、".join(e.name for role, e, _ in parties if role is Role.APPLICANT),
        debtor_names="、".join(e.name for role, e, _ in parties if role is Role.DEBTOR),
        applied_on=a.applied_on,
    )


def _renamed(good: Good, parties: Sequence[Party], on: date) -> tuple[Problem, ...]:
    write = Writer(good.row, on)
    return tuple(
        write.warning(
            "creditors" if role is Role.APPLICANT else "debtors",
            "NAME_DIFFERS",
            f"该证件号码在本院登记的姓名或名称为“{known.known_as}”，本次为“{entry.name}”，请核对。",
            f"This number is on record here as {known.known_as}, not {entry.name}; please check.",
        )
        for role, entry, known in parties
        if known.known_as and known.known_as != entry.name
    )
