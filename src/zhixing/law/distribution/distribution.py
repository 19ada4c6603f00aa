"""Sharing the proceeds out (参与分配、案款分配), exact to the fen.

Costs of enforcement come first, then what must stay with the debtor, then rank by rank;
within a rank everybody shares by amount, and not a fen is lost. Where the texts leave the
place of wages and taxes open it is an option, and the finding shows what that is worth.

执行价款如何分配，精确到分。先扣执行费用，再留被执行人依法应保留的部分，其余按顺位清偿；
同一顺位按债权额比例受偿，不遗漏一分。自然人和其他组织：优先受偿的债权之后，普通债权按比例受偿；
超出担保物价值的部分，作为普通债权；未进入破产的企业法人：优先受偿的债权之后，普通债权按查封先后
受偿；被执行人同时负刑事责任的，依次为人身损害医疗费用、担保债权、退赔、其他民事债务、罚金、
没收财产。工资和税款的顺位，文本未定，由选项确定，结论显示不同选择的差额。争议债权对应的部分予以
提存，余款退还被执行人。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.distribution.claims import (
    Claim,
    ClaimClass,
    Debtor,
    DistributionRefused,
    Rank,
    Treatment,
)
from zhixing.law.distribution.ranks import LAST, SINCE_2015, Options, rank_claims, share_out
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL-INT", "508"),
    ("CPL-INT", "514"),
    ("EW", "55"),
    ("CRIMINAL-PROPERTY", "13"),
    ("CPL-INT", "510"),
)
CRIMINAL_ONLY = (ClaimClass.RESTITUTION, ClaimClass.CONFISCATION)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one rank of the plan: who stands in it, what was claimed, what it gets."""

    rank: int
    kind: ClaimClass
    ids: tuple[str, ...]
    claimed: Fen
    paid: Fen
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Span:
    """Hold the lowest and the highest lawful share."""

    low: Fen
    high: Fen


@dataclass(frozen=True, slots=True)
class Distribution:
    """Hold the plan. ``reserved`` is the part of a share deposited while disputed."""

    shares: dict[str, Fen]
    order: tuple[Line, ...]
    to_costs: Fen
    kept_free: Fen
    surplus: Fen
    unpaid: dict[str, Fen]
    reserved: dict[str, Fen]
    range: dict[str, Span]


@answers("DISTRIBUTION")
def distribution(
    *,
    on: date,
    debtor: Debtor,
    proceeds: Fen,
    costs: Fen,
    claims: tuple[Claim, ...],
    kept_free: Fen = Fen(0),
    wages: Treatment = Treatment.PRIORITY,
    tax: Treatment = Treatment.PRIORITY,
) -> Finding[Distribution]:
    """Share proceeds out among the claims that joined.

    ``kept_free`` is what stays with the debtor by law: necessary living expenses, rent
    left from the price of a home.
    """
    _check(debtor, proceeds, costs, kept_free, claims)
    why = Reasons(on)
    to_costs = min(costs, proceeds)
    kept = min(kept_free, Fen(proceeds - to_costs))
    left = Fen(proceeds - to_costs - kept)
    _explain_start(why, debtor, (proceeds, to_costs, kept, left))
    ranks = rank_claims(debtor, claims, (wages, tax), on)
    _mark_doubts(why, debtor, claims, (wages, tax))
    shares, paid = share_out(left, ranks)
    order = []
    for number, (rank, amount) in enumerate(zip(ranks, paid, strict=True), 1):
        ids = tuple(p.id for p in rank.parts)
        order.append(Line(number, rank.kind, ids, rank.total, amount, rank.zh, rank.en))
        _explain_rank(why, number, rank, amount)
    shares = {c.id: shares.get(c.id, Fen(0)) for c in claims}
    surplus = Fen(left - sum(shares.values()))
    if surplus:
        why.step(
            f"余款{surplus.yuan}元退还被执行人。",
            f"{surplus.yuan} yuan are left and go back to the debtor.",
            cite("EW", "34.2", on=on),
            value=surplus,
        )
    plan = Distribution(
        shares,
        tuple(order),
        to_costs,
        kept,
        surplus,
        {c.id: Fen(c.amount - shares[c.id]) for c in claims},
        _reserved(why, claims, shares),
        _range(debtor, claims, left, on, shares),
    )
    total = Fen(sum(shares.values()))
    return why.finding(
        plan,
        f"可分配{left.yuan}元，{len(claims)}笔债权共受偿{total.yuan}元。",
        f"{left.yuan} yuan to share; {len(claims)} claims are paid {total.yuan} yuan.",
    )


def _range(
    debtor: Debtor, claims: tuple[Claim, ...], left: Fen, on: date, shares: dict[str, Fen]
) -> dict[str, Span]:
    kinds = {c.kind for c in claims}
    wages = tuple(Treatment) if ClaimClass.WAGES in kinds else (Treatment.PRIORITY,)
    taxes = tuple(Treatment) if ClaimClass.TAX in kinds else (Treatment.PRIORITY,)
    found = [
        share_out(left, rank_claims(debtor, claims, options, on))[0]
        for options in product(wages, taxes)
    ]
    return {
        c.id: Span(
            min(shares[c.id], *(f[c.id] for f in found)),
            max(shares[c.id], *(f[c.id] for f in found)),
        )
        for c in claims
    }


def _reserved(why: Reasons, claims: tuple[Claim, ...], shares: dict[str, Fen]) -> dict[str, Fen]:
    """Set aside of each disputed claim's share the part that answers to the dispute."""
    reserved = {}
    for claim in claims:
        if claim.disputed and shares[claim.id]:
            undisputed, disputed = claim.amount - claim.disputed, claim.disputed
            reserved[claim.id] = shares[claim.id].split([undisputed, disputed])[1]
    if reserved:
        total = Fen(sum(reserved.values()))
        old = why.on < SINCE_2015
        why.step(
            f"争议债权对应的{total.yuan}元予以提存。",
            f"{total.yuan} yuan that answer to disputed claims are deposited.",
            find_citation("EP", 18, on=why.on) if old else cite("CPL-INT", "510.3", on=why.on),
            value=total,
        )
    return reserved


def _explain_start(why: Reasons, debtor: Debtor, amounts: tuple[Fen, Fen, Fen, Fen]) -> None:
    proceeds, costs, kept, left = amounts
    article = 514 if debtor is Debtor.ENTERPRISE else 508
    by_code = debtor is not Debtor.CRIMINAL and why.on >= SINCE_2015
    why.step(
        f"价款{proceeds.yuan}元，先扣执行费用{costs.yuan}元。",
        f"Proceeds {proceeds.yuan}; costs of enforcement {costs.yuan} come first.",
        cite("CPL-INT", article, on=why.on) if by_code else cite("EW", "34.2", on=why.on),
        value=costs,
    )
    if kept:
        why.step(
            f"依法为被执行人保留{kept.yuan}元。",
            f"{kept.yuan} yuan stay with the debtor by law.",
            cite("SEIZURE", 3, on=why.on),
            value=kept,
        )
    why.step(f"可供分配{left.yuan}元。", f"{left.yuan} yuan can be shared out.", None, value=left)


def _explain_rank(why: Reasons, number: int, rank: Rank, paid: Fen) -> None:
    few = [p.id for p in rank.parts[:5]] + (["…"] if len(rank.parts) > 5 else [])
    in_part = ("部分受偿", "in part") if len(rank.parts) == 1 else ("按债权额比例受偿", "by amount")
    in_full = ("全额受偿", "in full")
    way, way_en = in_full if paid == rank.total else in_part if paid else ("不受偿", "nothing")
    why.step(
        f"第{number}顺位 {rank.zh}（{'、'.join(few)}）共{rank.total.yuan}元，"
        f"受偿{paid.yuan}元，{way}。",
        f"Rank {number}, {rank.en} ({', '.join(few)}), {rank.total.yuan} in all: "
        f"{paid.yuan}, {way_en}.",
        rank.basis,
        value=paid,
    )


def _mark_doubts(why: Reasons, debtor: Debtor, claims: tuple[Claim, ...], options: Options) -> None:
    kinds = {c.kind for c in claims}
    for kind, name, chosen in zip(
        (ClaimClass.WAGES, ClaimClass.TAX), ("wages", "tax"), options, strict=True
    ):
        if kind in kinds:
            why.choose(name, chosen)
            why.mark(f"doubt:{name}-outside-bankruptcy")
    if ClaimClass.MEDICAL in kinds and debtor is not Debtor.CRIMINAL:
        why.mark("warning:medical-costs-come-first-only-beside-criminal-liability")
    if ClaimClass.FINE in kinds and debtor is not Debtor.CRIMINAL:
        why.mark("doubt:fine-after-civil-debts")
    secured = [c for c in claims if c.kind is ClaimClass.SECURED]
    if len(secured) > 1 and any((c.security_rank or LAST) == LAST for c in secured):
        why.mark("warning:rank-of-securities-not-given")
    ordinary = any(c.kind is ClaimClass.ORDINARY and c.seized_rank is None for c in claims)
    if debtor is Debtor.ENTERPRISE and ordinary:
        why.mark("warning:order-of-seizure-not-given")


def _check(
    debtor: Debtor, proceeds: Fen, costs: Fen, kept_free: Fen, claims: tuple[Claim, ...]
) -> None:
    if min(proceeds, costs, kept_free) < 0:
        raise _refused("NEGATIVE", "proceeds", "金额不得为负。", "An amount is negative.")
    seen: set[str] = set()
    for number, claim in enumerate(claims):
        where = f"claims[{number}]"
        if claim.id in seen:
            raise _refused(
                "DOUBLE_ID", f"{where}.id", f"“{claim.id}”重复。", f"{claim.id!r} stands twice."
            )
        seen.add(claim.id)
        if claim.amount < 0 or (claim.collateral or Fen(0)) < 0:
            raise _refused(
                "NEGATIVE", f"{where}.amount", "金额不得为负。", "An amount is negative."
            )
        if not 0 <= claim.disputed <= claim.amount:
            raise _refused(
                "OUT_OF_RANGE",
                f"{where}.disputed",
                "争议部分应在零与债权额之间。",
                "The disputed part lies between nothing and the claim.",
            )
        if claim.kind in CRIMINAL_ONLY and debtor is not Debtor.CRIMINAL:
            raise _refused(
                "NOT_WITH_DEBTOR",
                f"{where}.class",
                "退赔、没收财产出自刑事裁判，应按刑事裁判涉财产部分的顺序分配。",
                "Restitution and confiscation come from a criminal judgment: share out as for "
                "a debtor who also bears criminal liability.",
            )


def _refused(code: str, field: str, zh: str, en: str) -> DistributionRefused:
    return DistributionRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请核对债权登记。",
        remedy_en="Check the claims that joined.",
        field=field,
    )


_K = ClaimClass


def _claim(name: str, kind: ClaimClass, yuan: str, **more: Any) -> Claim:
    return Claim(name, kind, Fen.of_yuan(yuan), **more)


def _given(
    debtor: Debtor,
    proceeds: str,
    costs: str,
    *claims: Claim,
    on: str = "2022-06-01",
    **more: object,
) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "debtor": debtor,
        "proceeds": Fen.of_yuan(proceeds),
        "costs": Fen.of_yuan(costs),
        "claims": claims,
        **more,
    }


def _shares(**yuan: str) -> dict[str, object]:
    return {"shares": {name: Fen.of_yuan(amount) for name, amount in yuan.items()}}


_N, _E, _CR = Debtor.NATURAL_PERSON, Debtor.ENTERPRISE, Debtor.CRIMINAL
_TWO = (
    _claim("a", _K.ORDINARY, "100", seized_rank=2),
    _claim("b", _K.ORDINARY, "200", seized_rank=1),
)

RULE = Rule(
    "DISTRIBUTION",
    BASIS,
    Days(date(2005, 1, 1)),
    distribution,
    (
        Example(_given(_N, "160", "10", *_TWO), _shares(a="50", b="100")),
        Example(_given(_E, "160", "10", *_TWO), _shares(a="0", b="150")),
        Example(_given(_E, "260", "10", *_TWO), _shares(a="50", b="200")),
        Example(_given(_N, "160", "10", *_TWO, on="2015-02-03"), _shares(a="50", b="100")),
        Example(
            _given(_N, "100", "0", *(_claim(x, _K.ORDINARY, "100") for x in "abc")),
            _shares(a="33.34", b="33.33", c="33.33"),
            note="一分不失 not a fen is lost",
        ),
        Example(
            _given(
                _N,
                "300",
                "0",
                _claim("a", _K.SECURED, "250", collateral=Fen.of_yuan("100")),
                _claim("b", _K.ORDINARY, "150"),
            ),
            _shares(a="200", b="100"),
            note="担保物价值以外按普通债权 beyond the collateral an ordinary claim",
        ),
        Example(
            _given(
                _CR,
                "100",
                "0",
                _claim("m", _K.MEDICAL, "30"),
                _claim("s", _K.SECURED, "40"),
                _claim("r", _K.RESTITUTION, "20"),
                _claim("o", _K.ORDINARY, "20"),
                _claim("f", _K.FINE, "5"),
                _claim("c", _K.CONFISCATION, "5"),
            ),
            _shares(m="30", s="40", r="20", o="10", f="0", c="0"),
        ),
        Example(
            _given(
                _E,
                "100",
                "0",
                _claim("a", _K.ORDINARY, "100", seized_rank=1, instrument="x"),
                _claim("b", _K.ORDINARY, "300", instrument="x"),
            ),
            _shares(a="25", b="75"),
            note="一份文书的多个债权人按比例 creditors of one instrument by amount",
        ),
        Example(
            _given(_N, "100", "0", _claim("w", _K.WAGES, "60"), _claim("o", _K.ORDINARY, "90")),
            {
                "shares": {"w": Fen(6000), "o": Fen(4000)},
                "range": {"w": {"low": Fen(4000)}, "o": {"high": Fen(6000)}},
            },
        ),
        Example(
            _given(_N, "100", "0", _claim("a", _K.ORDINARY, "200", disputed=Fen.of_yuan("50"))),
            {"shares": {"a": Fen(10000)}, "reserved": {"a": Fen(2500)}},
        ),
        Example(
            _given(_N, "100", "120", _claim("a", _K.ORDINARY, "1")),
            {"to_costs": Fen(10000), "shares": {"a": Fen(0)}},
        ),
        Example(_given(_N, "100", "0", _claim("a", _K.ORDINARY, "60")), {"surplus": Fen(4000)}),
        Example(_given(_N, "1", "0", _claim("c", _K.CONFISCATION, "1")), refusal="NOT_WITH_DEBTOR"),
        Example(_given(_N, "1", "0", _TWO[0], _TWO[0]), refusal="DOUBLE_ID"),
        Example(
            _given(_CR, "1", "0", _claim("c", _K.FINE, "1"), on="2014-11-05"),
            refusal="NOT_IN_FORCE",
        ),
    ),
    "案款分配",
    "Sharing out the proceeds",
    covers=("R-PD-ORDER", "R-PD-ENTERPRISE", "R-PD-CRIM", "R-MONEY-ORDER"),
)
