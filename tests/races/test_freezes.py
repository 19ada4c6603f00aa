"""Can two freezes at once take more of a debtor than the claim allows?"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from tests.rooms.cases.filing.making import make_desk
from tests.rooms.settlement.making import Told, make_case
from tests.support.racing import meet_at, run_together
from zhixing.assets import operations as assets
from zhixing.assets import queries
from zhixing.inquiry import controlling, drafting
from zhixing.inquiry.controlling import order_freeze
from zhixing.inquiry.values import FreezeOrder
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.operations import NewInstitution, register_institution
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.database.scope import Scope, open_scope

DAY = date(2017, 2, 6)
EACH = Fen.of_yuan(400_000)
"""Either freeze is within the claim of 680,000 yuan; both together are above it."""
NUMBERS = count(700)
"""A debtor of its own for each test: the register is shared between courts."""


def _bank() -> UUID:
    code = uuid4().hex[:12]
    with open_scope(Scope.system()):
        return register_institution(
            NewInstitution(
                code=code,
                name=f"虚构银行{code}",
                kind=InstitutionKind.COMMERCIAL_BANK,
                tier=Tier.NATIONAL,
                profile="BANK-SOAP-2",
                user_name=code,
                password="虚构 password",
                valid_from=date(2016, 1, 1),
                at=instant(DAY),
                capabilities=frozenset(WireCapability),
            )
        )


def _accounts(told: Told, bank: UUID) -> list[UUID]:
    with told.open() as by:
        return [
            assets.record_found(
                told.case,
                assets.FoundThing(
                    told.debtor,
                    "DEPOSIT",
                    f"622200000000000{n}",
                    bank,
                    balance=EACH,
                    available=EACH,
                ),
                DAY,
                by=by,
            )
            for n in (1, 2)
        ]


def _two_freezes(told: Told) -> list[Any]:
    accounts, by = _accounts(told, _bank()), told.who()

    def hand(account: UUID) -> Any:
        return lambda by: order_freeze(FreezeOrder(told.case, account, EACH), DAY, by=by)

    with meet_at(controlling, "freeze_term"):
        return run_together([(by, hand(account)) for account in accounts])


def test_control_without_the_locks_both_freezes_are_ordered() -> None:
    with patch.object(drafting, "lock_for_order", lambda *a, **k: None):
        answers = _two_freezes(make_case())
    assert all(isinstance(a, UUID) for a in answers), answers


def test_two_freezes_at_once_stay_within_the_claim() -> None:
    answers = _two_freezes(make_case())
    assert sum(isinstance(a, UUID) for a in answers) == 1, answers
    assert sum(isinstance(a, ExcessRefused) for a in answers) == 1, answers


def _two_courts() -> list[Told]:
    """Give two courts' cases against one debtor, each with one account found."""
    n = next(NUMBERS)
    return [make_case(make_desk(on=date(2017, 1, 1)), n=n) for _ in range(2)]


def _hold(told: Told, account: UUID, limit: Fen) -> Any:
    """Freeze what the register still leaves of a debtor's ``limit``, as one court's hand would."""

    def hand(by: Any) -> int:
        assets.lock_debtor(told.debtor)
        held = sum(int(h.amount) for h in queries.list_holds_on_debtor(told.debtor))
        left = Fen(max(0, limit - held))
        if left:
            until = date(2018, 2, 5)
            assets.record_control(told.case, account, EACH, min(left, EACH), until, DAY, by=by)
        return left

    return hand


def _both_courts_hold() -> list[int]:
    cases, bank = _two_courts(), _bank()
    hands = [(t.who(), _hold(t, _accounts(t, bank)[n], EACH)) for n, t in enumerate(cases)]
    with meet_at(assets, "record_control"):
        return run_together(hands)


def test_control_without_the_debtors_lock_two_courts_see_nothing_of_each_other() -> None:
    with patch.object(assets, "lock_debtor", lambda party: None):
        assert all(left >= EACH for left in _both_courts_hold())


def test_two_courts_that_hold_one_debtor_at_once_see_each_other() -> None:
    left = _both_courts_hold()
    assert left.count(EACH) == 1 and min(left) < EACH, left
