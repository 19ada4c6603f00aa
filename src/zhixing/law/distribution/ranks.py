"""In which ranks the claims stand (清偿顺序), for each kind of debtor.

Natural persons and other organisations: priority claims, then ordinary ones by amount.
Enterprises not in bankruptcy: priority claims, then ordinary ones in the order of
seizure. A debtor who also bears criminal liability: medical costs of injury, secured
claims, restitution, other civil debts, fines, confiscation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation
from zhixing.law.distribution.claims import (
    CLASS_NAMES,
    Claim,
    ClaimClass,
    Debtor,
    Part,
    Rank,
    Treatment,
)
from zhixing.law.instruments import cite, find_citation

SINCE_2015: Final = date(2015, 2, 4)
LAST: Final = 10**9

Options = tuple[Treatment, Treatment]
"""How wages and taxes are treated."""

_C = ClaimClass
_ORDER: Final = {
    Debtor.NATURAL_PERSON: (_C.SECURED, _C.WAGES, _C.TAX, _C.ORDINARY, _C.FINE),
    Debtor.ENTERPRISE: (_C.SECURED, _C.WAGES, _C.TAX, _C.ORDINARY, _C.FINE),
    Debtor.CRIMINAL: (
        _C.MEDICAL,
        _C.SECURED,
        _C.RESTITUTION,
        _C.WAGES,
        _C.TAX,
        _C.ORDINARY,
        _C.FINE,
        _C.CONFISCATION,
    ),
}


def rank_claims(
    debtor: Debtor, claims: Iterable[Claim], options: Options, on: date
) -> tuple[Rank, ...]:
    """Give the ranks, first paid first; within a rank everybody shares by amount."""
    standing: dict[ClaimClass, list[tuple[Claim, Fen]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        for kind, amount in _standing(debtor, claim, options):
            standing[kind].append((claim, amount))
    ranks: list[Rank] = []
    for kind in _ORDER[debtor]:
        rows = standing[kind]
        if kind is _C.SECURED:
            groups = _by_security(rows)
        elif kind is _C.ORDINARY and debtor is Debtor.ENTERPRISE:
            groups = _by_seizure(rows)
        else:
            groups = {0: rows} if rows else {}
        basis = _basis(debtor, kind, on)
        for number in sorted(groups):
            parts = tuple(Part(claim.id, amount) for claim, amount in groups[number])
            zh, en = _named(kind, number, debtor)
            ranks.append(Rank(kind, parts, zh, en, basis))
    return tuple(ranks)


def share_out(money: Fen, ranks: Iterable[Rank]) -> tuple[dict[str, Fen], list[Fen]]:
    """Pay rank after rank; give each claim's share and each rank's sum."""
    shares: dict[str, Fen] = defaultdict(Fen)
    paid: list[Fen] = []
    for rank in ranks:
        amount = min(money, rank.total)
        paid.append(amount)
        if amount:
            parts = amount.split([p.amount for p in rank.parts])
            for part, share in zip(rank.parts, parts, strict=True):
                shares[part.id] += share
        money -= amount
    return shares, paid


def _standing(debtor: Debtor, claim: Claim, options: Options) -> list[tuple[ClaimClass, Fen]]:
    wages, tax = options
    kind = claim.kind
    if kind is _C.SECURED and claim.collateral is not None:
        secured = min(claim.amount, claim.collateral)
        rest = Fen(claim.amount - secured)
        return [(_C.SECURED, secured), *([(_C.ORDINARY, rest)] if rest else [])]
    is_ordinary = (
        (kind is _C.WAGES and wages is Treatment.ORDINARY)
        or (kind is _C.TAX and tax is Treatment.ORDINARY)
        or (kind is _C.MEDICAL and debtor is not Debtor.CRIMINAL)
    )
    return [(_C.ORDINARY if is_ordinary else kind, claim.amount)]


def _by_security(rows: list[tuple[Claim, Fen]]) -> dict[int, list[tuple[Claim, Fen]]]:
    groups: dict[int, list[tuple[Claim, Fen]]] = defaultdict(list)
    for claim, amount in rows:
        groups[claim.security_rank or LAST].append((claim, amount))
    return groups


def _by_seizure(rows: list[tuple[Claim, Fen]]) -> dict[int, list[tuple[Claim, Fen]]]:
    """Group by the order of seizure; creditors of one instrument stand at its best rank."""
    best: dict[str, int] = {}
    for claim, _ in rows:
        if claim.instrument is not None:
            rank = claim.seized_rank or LAST
            best[claim.instrument] = min(best.get(claim.instrument, LAST), rank)
    groups: dict[int, list[tuple[Claim, Fen]]] = defaultdict(list)
    for claim, amount in rows:
        own = claim.seized_rank or LAST
        rank = own if claim.instrument is None else best[claim.instrument]
        groups[rank].append((claim, amount))
    return groups


def _named(kind: ClaimClass, number: int, debtor: Debtor) -> tuple[str, str]:
    zh, en = CLASS_NAMES[kind]
    if kind is _C.ORDINARY and debtor is Debtor.ENTERPRISE:
        if number == LAST:
            return f"{zh}（未查封或者顺位不明）", f"{en} (no seizure, or rank not known)"
        return f"{zh}（查封顺位{number}）", f"{en} (seizure rank {number})"
    if kind is _C.SECURED and 0 < number < LAST:
        return f"{zh}（担保顺位{number}）", f"{en} (security rank {number})"
    return zh, en


def _basis(debtor: Debtor, kind: ClaimClass, on: date) -> Citation | None:
    if debtor is Debtor.CRIMINAL:
        return cite("CRIMINAL-PROPERTY", "13.2" if kind is _C.SECURED else "13.1", on=on)
    if kind is _C.TAX:
        return find_citation("TAX-COLLECTION", 45, on=on)
    if kind is _C.FINE:
        return find_citation("CIVIL-CODE", 187, on=on)
    if kind is _C.WAGES:
        return find_citation("BANKRUPTCY", "113.1", on=on)
    if kind is _C.SECURED:
        return cite("EW", "55.2", on=on)
    if on < SINCE_2015:
        natural = debtor is Debtor.NATURAL_PERSON
        return cite("EW", 94, version="1998") if natural else cite("EW", "55.1", on=on)
    return cite("CPL-INT", 508 if debtor is Debtor.NATURAL_PERSON else 514, on=on)
