"""Shares of creditors: cases by hand, and an oracle in fractions that shares no code."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.law.distribution.claims import Claim, ClaimClass, Debtor, Treatment
from zhixing.law.distribution.ranks import rank_claims, share_out
from zhixing.law.topics.asking import ask, get_topic

CLASSES = ("secured", "medical", "restitution", "wages", "tax", "ordinary", "fine", "confiscation")
ALLOWED = {
    "criminal": CLASSES,
    "natural_person": ("secured", "medical", "wages", "tax", "ordinary", "fine"),
    "enterprise": ("secured", "medical", "wages", "tax", "ordinary", "fine"),
}
ORDER = {
    # 刑事涉财规定 art. 13: medical, secured, restitution, other civil debts, fine, confiscation
    "criminal": CLASSES[1:2] + CLASSES[0:1] + CLASSES[2:],
    "natural_person": ("secured", "wages", "tax", "ordinary", "fine"),
    "enterprise": ("secured", "wages", "tax", "ordinary", "fine"),
}


def _ask(debtor: str, proceeds: str, costs: str, *claims: Any, **more: Any) -> dict[str, Any]:
    answered: dict[str, Any] = ask(
        get_topic("distribution"),
        {"debtor": debtor, "proceeds": proceeds, "costs": costs, "claims": list(claims), **more},
    )
    return answered


def _claim(name: str, kind: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "class": kind, "amount": amount, **more}


@pytest.mark.parametrize(
    ("debtor", "proceeds", "costs", "claims", "shares"),
    [
        # 508: 1,000,000 − 20,000 costs − 300,000 mortgage = 680,000 over 1,700,000 = 40 %
        (
            "natural_person",
            "1000000.00",
            "20000.00",
            [
                _claim("bank", "secured", "300000.00"),
                _claim("a", "ordinary", "1000000.00", seized_rank=1),
                _claim("b", "ordinary", "700000.00", seized_rank=2),
            ],
            {"bank": "300000.00", "a": "400000.00", "b": "280000.00"},
        ),
        # 514: by order of seizure; equal ranks by amount; without seizure last
        (
            "enterprise",
            "1000000.00",
            "20000.00",
            [
                _claim("a", "ordinary", "500000.00", seized_rank=2),
                _claim("b", "ordinary", "700000.00", seized_rank=1),
                _claim("c", "ordinary", "340000.00", seized_rank=2),
                _claim("d", "ordinary", "1.00"),
            ],
            # 980,000 − 700,000 = 280,000 over 840,000: a third each
            {"b": "700000.00", "a": "166666.67", "c": "113333.33", "d": "0.00"},
        ),
        # EW 55.2: securities in the order they were made, each within its collateral
        (
            "enterprise",
            "100.00",
            "0.00",
            [
                _claim("m2", "secured", "80.00", security_rank=2),
                _claim("m1", "secured", "70.00", security_rank=1, collateral="60.00"),
            ],
            {"m1": "60.00", "m2": "40.00"},
        ),
        # 13: the secured creditor only after the medical costs
        (
            "criminal",
            "100.00",
            "10.00",
            [
                _claim("s", "secured", "70.00"),
                _claim("m", "medical", "40.00"),
                _claim("v1", "restitution", "10.00"),
            ],
            {"m": "40.00", "s": "50.00", "v1": "0.00"},
        ),
        ("natural_person", "0.00", "0.00", [_claim("a", "ordinary", "1.00")], {"a": "0.00"}),
        ("natural_person", "1.00", "0.00", [_claim("a", "ordinary", "0.00")], {"a": "0.00"}),
        ("natural_person", "1.00", "0.00", [], {}),
    ],
)
def test_shares_by_hand(
    debtor: str, proceeds: str, costs: str, claims: list[Any], shares: dict[str, str]
) -> None:
    assert _ask(debtor, proceeds, costs, *claims)["result"]["shares"] == shares


def test_the_order_explains_every_rank_with_its_article() -> None:
    answered = _ask(
        "enterprise",
        "100.00",
        "1.00",
        _claim("a", "ordinary", "60.00", seized_rank=1),
        _claim("b", "ordinary", "60.00", seized_rank=2),
        _claim("w", "wages", "10.00"),
    )
    lines = answered["result"]["order"]
    assert [(x["rank"], x["class"], x["paid"]) for x in lines] == [
        (1, "wages", "10.00"),
        (2, "ordinary", "60.00"),
        (3, "ordinary", "29.00"),
    ]
    cited = {(s["basis"] or {}).get("article") for s in answered["finding"]["steps"]}
    assert {"514", "113.1"} <= cited
    assert answered["finding"]["options"] == {"wages": "priority"}
    # were wages ordinary and without seizure they would get nothing
    assert answered["result"]["range"]["w"] == {"low": "0.00", "high": "10.00"}
    assert answered["result"]["range"]["b"] == {"low": "29.00", "high": "39.00"}


def test_before_2015_a_natural_persons_property_was_shared_by_the_text_of_1998() -> None:
    claim = _claim("a", "ordinary", "1.00")
    for day, cited in (("2015-02-03", ("EW", "94")), ("2015-02-04", ("CPL-INT", "510"))):
        steps = _ask("natural_person", "9.00", "0.00", claim, on=day)["finding"]["steps"]
        bases = [(s["basis"]["instrument"], s["basis"]["article"]) for s in steps if s["basis"]]
        assert cited in bases


@pytest.mark.parametrize(
    ("claims", "code", "field"),
    [
        ([_claim("a", "ordinary", "1.00")] * 2, "DOUBLE_ID", "claims[1].id"),
        ([_claim("a", "ordinary", "-1.00")], "OUT_OF_RANGE", "claims[0].amount"),
        ([_claim("a", "ordinary", "1.00", disputed="1.01")], "OUT_OF_RANGE", "claims[0].disputed"),
        ([_claim("a", "confiscation", "1.00")], "NOT_WITH_DEBTOR", "claims[0].class"),
        ([_claim("a", "ordinary", "1.00", seized_rank=0)], "OUT_OF_RANGE", "claims[0].seized_rank"),
        ([_claim("a", "other", "1.00")], "NOT_A_CHOICE", "claims[0].class"),
    ],
)
def test_faults_name_their_field(claims: list[Any], code: str, field: str) -> None:
    error = _ask("natural_person", "1.00", "0.00", *claims)["error"]
    assert (error["code"], error["field"]) == (code, field)


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _fen(yuan: str) -> int:
    return int(yuan.replace(".", ""))


@st.composite
def cases(draw: Any) -> tuple[str, int, int, list[dict[str, Any]]]:
    debtor = draw(st.sampled_from(sorted(ALLOWED)))
    count = draw(st.integers(0, 8))
    claims = [
        _claim(
            f"c{i}",
            draw(st.sampled_from(ALLOWED[debtor])),
            _yuan(draw(st.integers(0, 5_000))),
            seized_rank=draw(st.sampled_from((None, 1, 2, 3))),
        )
        for i in range(count)
    ]
    return debtor, draw(st.integers(0, 20_000)), draw(st.integers(0, 3_000)), claims


def _exact(debtor: str, left: int, claims: list[dict[str, Any]]) -> dict[str, Fraction]:
    """Share out in fractions, one column per rank, as a clerk would in a spreadsheet."""
    columns: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        kind = claim["class"]
        if kind == "medical" and debtor != "criminal":
            kind = "ordinary"
        seized = 0
        if debtor == "enterprise" and kind == "ordinary":
            seized = claim.get("seized_rank") or 999
        columns[(ORDER[debtor].index(kind), seized)].append(claim)
    shares: dict[str, Fraction] = {}
    money = Fraction(left)
    for column in sorted(columns):
        total = sum(_fen(c["amount"]) for c in columns[column])
        paid = min(money, Fraction(total))
        for claim in columns[column]:
            due = Fraction(_fen(claim["amount"]))
            shares[claim["id"]] = due * paid / total if total else Fraction(0)
        money -= paid
    return shares


@settings(max_examples=150, deadline=None)
@given(cases(), st.randoms())
def test_nothing_is_lost_and_the_order_of_creditors_is_irrelevant(
    case: tuple[str, int, int, list[dict[str, Any]]], shuffler: random.Random
) -> None:
    debtor, proceeds, costs, claims = case
    result = _ask(debtor, _yuan(proceeds), _yuan(costs), *claims)["result"]
    shares = {i: _fen(s) for i, s in result["shares"].items()}
    assert sum(shares.values()) + _fen(result["to_costs"]) + _fen(result["surplus"]) == proceeds
    exact = _exact(debtor, max(proceeds - costs, 0), claims)
    for claim in claims:
        assert abs(shares[claim["id"]] - exact[claim["id"]]) < 1
        assert shares[claim["id"]] <= _fen(claim["amount"])
        assert shares[claim["id"]] + _fen(result["unpaid"][claim["id"]]) == _fen(claim["amount"])
        span = result["range"][claim["id"]]
        assert _fen(span["low"]) <= shares[claim["id"]] <= _fen(span["high"])
    shuffled = list(claims)
    shuffler.shuffle(shuffled)
    assert (
        _ask(debtor, _yuan(proceeds), _yuan(costs), *shuffled)["result"]["shares"]
        == result["shares"]
    )


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 12_000))
def test_the_reserve_answers_to_the_disputed_part(amount: int, part: int, proceeds: int) -> None:
    disputed = min(part, amount)
    result = _ask(
        "natural_person",
        _yuan(proceeds),
        "0.00",
        _claim("a", "ordinary", _yuan(amount), disputed=_yuan(disputed)),
    )["result"]
    reserved = _fen(result["reserved"].get("a", "0.00"))
    share = _fen(result["shares"]["a"])
    assert abs(int(reserved) - Fraction(share * disputed, amount)) < 1


def test_ten_thousand_random_cases_agree_with_the_oracle() -> None:
    seeded = random.Random(20150204)
    for _ in range(10_000):
        debtor = seeded.choice(sorted(ALLOWED))
        claims = [
            _claim(
                f"c{i}",
                seeded.choice(ALLOWED[debtor]),
                _yuan(seeded.choice((0, 1, 33, seeded.randrange(10**7)))),
                seized_rank=seeded.choice((None, 1, 2, 3)),
            )
            for i in range(seeded.randrange(9))
        ]
        left = seeded.randrange(2 * 10**7)
        given = [
            Claim(c["id"], ClaimClass(c["class"]), Fen(_fen(c["amount"])), c["seized_rank"])
            for c in claims
        ]
        options = (Treatment.PRIORITY, Treatment.PRIORITY)
        ranks = rank_claims(Debtor(debtor), given, options, date(2022, 6, 1))
        shares, paid = share_out(Fen(left), ranks)
        exact = _exact(debtor, left, claims)
        assert (
            sum(shares.values()) == sum(paid) == min(left, sum(_fen(c["amount"]) for c in claims))
        )
        for claim in claims:
            assert abs(int(shares[claim["id"]]) - exact[claim["id"]]) < 1
