"""Finds what of a natural person's money must stay free, and how much of it in one thing.

Once for each debtor over all her known money, in whichever case of the court it was found: cash
in yuan that nobody controls and no order of the court asks for counts first, the rest stays in
the thing at hand. Read with a few statements, however many debtors there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhixing.assets.of_debtor import KnownMoney, list_money_of
from zhixing.assets.purposes import find_account_purpose, is_confirmed
from zhixing.assets.queries import AssetView
from zhixing.cases.docket.facts import Facts
from zhixing.inquiry.reserve.acts import Living
from zhixing.inquiry.reserve.asked import spoken_for
from zhixing.inquiry.reserve.standard import LivingStandard, find_living_standard
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.instruments import find_citation
from zhixing.law.seizure.account_purpose import AccountAnswer, Treat
from zhixing.law.seizure.living_minimum import LivingMinimum, living_minimum
from zhixing.parties.identity import PartyKind
from zhixing.parties.queries import list_parties

EXEMPT: Final = "EXEMPT_ACCOUNT"


@dataclass(frozen=True, slots=True)
class Stays:
    """Say what must stay free in a thing, and why; ``minimum`` is None of an organisation's.

    ``held`` is what others control or asked for of it while some of it is still free.
    """

    amount: Fen
    findings: tuple[Finding[Any], ...] = ()
    minimum: LivingMinimum | None = None
    held: Fen = ZERO

    def held_before(self, institution: InstitutionView | None) -> Fen:
        """Give what of ``held`` an order may not count on.

        An institution that is told what must stay leaves it, and the rest waits in line. Told an
        amount alone, it would carry out an order that counts on held money on what must stay.
        """
        if institution is None or get_profile(institution.profile).tells_what_stays:
            return ZERO
        return self.held


@dataclass(slots=True)
class Purse:
    """Hold one thing of known money, by all the names cases know it under, and what is used."""

    assets: set[UUID]
    told: Fen
    used: int
    held: int
    asked: dict[UUID, int] = field(default_factory=dict)
    """What orders on it ask for or took, by the name each case knows it under."""

    def held_beside(self, asset: UUID) -> Fen:
        """Give what others control or asked for of it, where they leave some of it free."""
        others = sum(total for name, total in self.asked.items() if name != asset)
        taken = Fen(self.held + others)
        return taken if taken < self.told else ZERO

    @property
    def free(self) -> Fen:
        """Give what of it stays at the debtor's disposal."""
        return Fen(max(0, self.told - self.used))


@dataclass(slots=True)
class Purses:
    """Hold the known money of some debtors: natural persons only; of others nothing is kept."""

    on: date
    standard: LivingStandard | None
    persons: frozenset[UUID]
    known: Mapping[UUID, list[Purse]] = field(default_factory=dict)

    def stays_in(self, view: AssetView, facts: Facts, stated: Fen = ZERO) -> Stays:
        """Find what must stay free in a thing that is to be frozen; never less than is stated.

        :raises InquiryRefused: its purpose bars it, or no standard says what stays.
        """
        answer = require_purpose(view, facts, self.on)
        purpose = () if answer is None else (answer,)
        if view.party not in self.persons:
            return Stays(stated, purpose)
        minimum = self._minimum(view, facts, self._elsewhere(view), answer)
        kept = max(stated, minimum.value.in_thing)
        here = self._purse(view)
        held = ZERO if here is None or not kept else here.held_beside(view.id)
        return Stays(kept, (*purpose, minimum), minimum.value, held)

    def stays_of_frozen(self, view: AssetView, facts: Facts, left_free: Fen = ZERO) -> Stays:
        """Find what must stay of what is frozen of a thing, beside what of it is not frozen.

        ``left_free`` is what its freeze left free, of a thing that is no cash in yuan.

        :raises InquiryRefused: see ``stays_in``.
        """
        answer = require_purpose(view, facts, self.on)
        purpose = () if answer is None else (answer,)
        if view.party not in self.persons:
            return Stays(ZERO, purpose)
        here = self._purse(view)
        beside = left_free if here is None else here.free
        free = Fen(self._elsewhere(view) + beside)
        minimum = self._minimum(view, facts, free, answer)
        left = minimum.value.in_thing
        if _is_wage(answer):
            left = max(Fen(minimum.value.kept_free - beside), ZERO)
        return Stays(left, (*purpose, minimum), minimum.value)

    def needed(self, party: UUID, facts: Facts) -> Fen:
        """Give what a natural person needs and does not have free of known money.

        :raises InquiryRefused: no standard says it.
        """
        if party not in self.persons:
            return ZERO
        return self._find(party, facts, ZERO, is_wage=False).value.kept_free

    def minimum_of(self, party: UUID, facts: Facts) -> Finding[LivingMinimum] | None:
        """Find what must stay free for a natural person beside what is free now; None of others.

        :raises InquiryRefused: no standard says it.
        """
        if party not in self.persons:
            return None
        return self._find(party, facts, self.free_beside(party, ()), is_wage=False)

    def is_known(self, party: UUID, facts: Facts) -> bool:
        """Say whether a standard tells what a natural person needs to live."""
        return self.standard is not None or facts.of(Living).of(party).standard is not None

    def free_beside(self, party: UUID, assets: Collection[UUID]) -> Fen:
        """Give what is at a debtor's disposal now beside some things."""
        own = self.known.get(party, ())
        return Fen(sum(int(p.free) for p in own if p.assets.isdisjoint(assets)))

    def least_in(self, view: AssetView, facts: Facts) -> Fen:
        """Give what must stay in a thing whatever is elsewhere: all of it in an account of wages.

        :raises InquiryRefused: no standard says it.
        """
        is_wage = _is_wage(find_account_purpose(view, facts, self.on))
        return self.needed(view.party, facts) if is_wage else ZERO

    def take(self, view: AssetView, amount: Fen) -> None:
        """Count an order that was made meanwhile."""
        purse = self._purse(view)
        if purse is not None:
            purse.used += int(amount)
            purse.asked[view.id] = purse.asked.get(view.id, 0) + int(amount)

    def give_back(self, view: AssetView, amount: Fen) -> None:
        """Count an order no longer."""
        self.take(view, Fen(-amount))

    def _purse(self, view: AssetView) -> Purse | None:
        return next((p for p in self.known.get(view.party, ()) if view.id in p.assets), None)

    def _elsewhere(self, view: AssetView) -> Fen:
        own = self.known.get(view.party, ())
        return Fen(sum(int(p.free) for p in own if view.id not in p.assets))

    def _minimum(
        self, view: AssetView, facts: Facts, free: Fen, answer: Finding[AccountAnswer] | None
    ) -> Finding[LivingMinimum]:
        return self._find(view.party, facts, free, is_wage=_is_wage(answer))

    def _find(
        self, party: UUID, facts: Facts, free: Fen, *, is_wage: bool
    ) -> Finding[LivingMinimum]:
        told, adopted = facts.of(Living).of(party), self.standard
        if adopted is None and told.standard is None:
            raise standard_missing(self.on)
        return living_minimum(
            on=self.on,
            local_standard=told.standard if adopted is None else adopted.per_month,
            persons=told.persons,
            months=told.months if adopted is None else adopted.months,
            free_elsewhere=free,
            is_wage_account=is_wage,
            standard_source=told.source if adopted is None else adopted.source,
            is_adopted=adopted is not None,
        )


def look_into(court_no: int, parties: Iterable[UUID], on: date) -> Purses:
    """Read the known money of those debtors who are natural persons."""
    people = list_parties(set(parties))
    persons = frozenset(p for p, view in people.items() if view.kind is PartyKind.PERSON)
    standard = find_living_standard(court_no, on)
    if not persons:
        return Purses(on, standard, persons)
    money = list_money_of(court_no, persons)
    asked = spoken_for(court_no, (m.asset for m in money))
    return Purses(on, standard, persons, _laid(money, asked))


def _laid(money: Iterable[KnownMoney], asked: Mapping[UUID, int]) -> dict[UUID, list[Purse]]:
    """Lay together what cases know of the same thing; the word told last of it holds."""
    purses: dict[tuple[UUID, str], Purse] = {}
    for told in money:
        key = (told.party, told.index)
        used = told.held + asked.get(told.asset, 0)
        if key in purses:
            purse = purses[key]
            purse.assets.add(told.asset)
            purse.told = told.balance
            purse.used += asked.get(told.asset, 0)
        else:
            purses[key] = Purse({told.asset}, told.balance, used, told.held)
        purses[key].asked[told.asset] = asked.get(told.asset, 0)
    laid: dict[UUID, list[Purse]] = {}
    for (party, _), purse in purses.items():
        laid.setdefault(party, []).append(purse)
    return laid


def require_purpose(view: AssetView, facts: Facts, on: date) -> Finding[AccountAnswer] | None:
    """Insist that what an account is for does not bar it; gives what the law says of it.

    :raises InquiryRefused: the law exempts it, or a judge has to confirm it first.
    """
    found = find_account_purpose(view, facts, on)
    if found is None:
        if view.is_exempt:
            raise refuse(
                EXEMPT,
                "该财产依法不得控制、扣划。",
                "The law exempts this property from control and transfer.",
                field="asset",
                basis=find_citation("SEIZURE", 3, on=on),
                remedy=("请控制其他财产。", "Control other property."),
            )
        return None
    basis = next((s.basis for s in found.steps if s.basis is not None), None)
    said = found.steps[0]
    if found.value.answer is Treat.REFUSE:
        raise refuse(
            EXEMPT,
            f"{said.text_zh[:-1]}，{found.conclusion_zh}",
            f"{said.text_en} {found.conclusion_en}",
            field="asset",
            basis=basis or find_citation("SEIZURE", 3, on=on),
            remedy=(
                "请控制其他财产；账户用途有误的，先认定账户用途。",
                "Control other property; determine what the account is for if this is wrong.",
            ),
        )
    if found.value.answer is Treat.CONFIRM and not is_confirmed(view, facts):
        raise refuse(
            "PURPOSE_TO_BE_CONFIRMED",
            f"{said.text_zh[:-1]}，{found.conclusion_zh}",
            f"{said.text_en} {found.conclusion_en}",
            field="asset",
            basis=basis or find_citation("EW", 27, on=on),
            remedy=(
                "请由法官在“认定账户用途”中确认。",
                "Have a judge confirm it by determining what the account is for.",
            ),
        )
    return found


def is_barred_now(view: AssetView, facts: Facts, on: date) -> bool:
    """Say whether the law bars a thing, or a judge would have to confirm it first."""
    try:
        require_purpose(view, facts, on)
    except InquiryRefused:
        return True
    return False


def standard_missing(on: date) -> InquiryRefused:
    """Make the refusal of taking a natural person's money while nobody said what must stay."""
    return refuse(
        "LIVING_STANDARD_MISSING",
        "被执行人为自然人，本院未采用当地最低生活标准，也没有为其登记，不能确定应保留的必需生活费用。",
        "The debtor is a natural person, and neither did the court adopt the local living standard "
        "nor was one recorded for the debtor: what must stay free is not known.",
        field="standard",
        basis=find_citation("SEIZURE", 3, on=on),
        remedy=(
            "请由本院采用“LIVING_STANDARD”规定，或者先登记该被执行人的扶养人数和当地标准。",
            "Have the court adopt LIVING_STANDARD, or record the debtor's dependants and the local "
            "standard first.",
        ),
    )


def _is_wage(answer: Finding[AccountAnswer] | None) -> bool:
    return answer is not None and answer.value.answer is Treat.BEYOND_MINIMUM


def refuse_protected(amount: Fen, held: Fen, stays: Stays, on: date) -> None:
    """Insist that what is taken leaves what a natural person must keep."""
    free = max(Fen(held - stays.amount), ZERO)
    if free < amount <= held:
        raise refuse(
            "PROTECTED_MINIMUM",
            f"拟扣划{amount.yuan}元，保留必需的生活费用{stays.amount.yuan}元后，"
            f"最多可扣划{free.yuan}元。",
            f"{amount.yuan} yuan are above the {free.yuan} that may be taken while "
            f"{stays.amount.yuan} stay with the debtor.",
            field="amount",
            basis=find_citation("CPL", 254, on=on),
            remedy=(
                "请减少扣划金额，并解除应保留部分的冻结。",
                "Take less, and release what must stay.",
            ),
        )
