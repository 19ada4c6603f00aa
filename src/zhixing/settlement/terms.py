"""What is handed in for a mediation, a settlement or its end, and what must hold of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.kernel.canonical import digest
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.interest.schedule import Instalment
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Answer, Plan, Side, ThirdPartyPayer


class SettlementRefused(Refusal):
    """Say why a session, a settlement or its end cannot be recorded as asked."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Describe an offer: a total, paid at ``monthly`` a month or at once if None.

    ``counters`` is the number of the offer it answers. ``words`` are what was said.
    """

    side: Side
    made_by: str
    total: Fen
    monthly: Fen | None = None
    counters: int | None = None
    answer: Answer = Answer.OPEN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Describe a mediation session: the place, who took part, the offers in their order."""

    place: str
    participants: tuple[Participant, ...]
    offers: tuple[Offer, ...]
    minutes: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Describe a settlement as the parties agreed it.

    ``record`` names the written agreement or the minutes it stands in. The total is
    shared out by ``plan``, or paid as ``instalments`` says. ``waived`` is what the
    applicant gives up once the total is paid. ``replaces`` names a living settlement
    that these terms take the place of. The same ``key`` again gives the same settlement.
    """

    key: str
    total: Fen
    principal: Fen
    agreed_by: tuple[UUID, ...]
    record: str
    resumption_ground: str
    plan: Plan | None = None
    instalments: tuple[Instalment, ...] = ()
    interest: Fen = ZERO
    fees: Fen = ZERO
    waived: Fen = ZERO
    payer: ThirdPartyPayer | None = None
    replaces: UUID | None = None

    def body_hash(self, case: UUID, on: date) -> str:
        """Give the hash that tells a repeat from other terms under the same key."""
        return digest([case, on, self])


@dataclass(frozen=True, slots=True)
class ResumptionRequest:
    """Describe an applicant's request to enforce the title again."""

    asked_by: UUID
    reason: str
    anticipatory_breach: bool = False


def refuse(
    code: str, zh: str, en: str, *, on: date, field: str, remedy: tuple[str, str] = ("", "")
) -> SettlementRefused:
    """Make a refusal of this room, with the article on settlement of the day."""
    return SettlementRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=find_citation("CPL", 241, on=on),
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
        field=field,
    )


def check_session(session: Session, known: Sequence[int], on: date) -> None:
    """Refuse a session that does not say where it was, who was there, or who offered what.

    ``known`` are the numbers of offers of earlier sessions.

    :raises SettlementRefused: it names the field.
    """
    if not session.place.strip() or not session.participants or not session.minutes.strip():
        field = "place" if not session.place.strip() else "participants"
        field = field if not session.participants or field == "place" else "minutes"
        raise refuse(
            "SESSION_INCOMPLETE",
            "调解须记明地点、参加人和笔录。",
            "A session needs its place, its participants and its minutes.",
            on=on,
            field=field,
        )
    present = {(p.name, p.side) for p in session.participants}
    numbers = list(known)
    for row, offer in enumerate(session.offers, 1):
        if (offer.made_by, offer.side) not in present:
            raise refuse(
                "OFFER_BY_ABSENT",
                f"第{row}个方案的提出人“{offer.made_by}”不在参加人之列。",
                f"Offer {row}: {offer.made_by} is not among the participants.",
                on=on,
                field=f"offers[{row}].made_by",
                remedy=("请补列参加人。", "Add the person to the participants."),
            )
        if offer.counters is not None and offer.counters not in numbers:
            raise refuse(
                "COUNTERS_UNKNOWN_OFFER",
                f"第{row}个方案所回应的方案{offer.counters}不存在。",
                f"Offer {row} answers offer {offer.counters}, which was not made.",
                on=on,
                field=f"offers[{row}].counters",
            )
        numbers.append(max(numbers, default=0) + 1)


def check_terms(terms: Terms, on: date) -> None:
    """Refuse terms that contradict themselves.

    :raises SettlementRefused: it names the field.
    """
    parts = (terms.principal, terms.interest, terms.fees)
    if terms.total <= 0 or min(parts) < 0 or terms.waived < 0 or sum(parts) != terms.total:
        raise refuse(
            "TERMS_DO_NOT_ADD_UP",
            f"本金、利息、费用之和应等于和解总额{terms.total.yuan}元，且各项不得为负。",
            f"Principal, interest and fees must add up to the total of {terms.total.yuan} "
            "yuan, none of them negative.",
            on=on,
            field="total",
            remedy=("请核对各项金额。", "Check the amounts."),
        )
    for field, text, zh, en in (
        ("key", terms.key, "幂等键", "a key"),
        (
            "resumption_ground",
            terms.resumption_ground,
            "恢复执行的情形",
            "the ground of resumption",
        ),
    ):
        if not text.strip():
            raise refuse(
                "TERMS_INCOMPLETE", f"和解须写明{zh}。", f"State {en}.", on=on, field=field
            )
    _check_payer(terms.payer, on)
    if (terms.plan is None) == (not terms.instalments):
        raise refuse(
            "ONE_SCHEDULE",
            "分期须且只须按一种方式约定：均分计划或者逐期列明。",
            "Give either a plan or the instalments one by one.",
            on=on,
            field="plan",
        )


def check_instalments(terms: Terms, instalments: Sequence[Instalment], on: date) -> None:
    """Refuse instalments that do not add up, are out of order, or fall due in the past.

    :raises SettlementRefused: it names what is wrong.
    """
    days = [i.due_on for i in instalments]
    numbers = [i.number for i in instalments]
    fits = (
        sum(i.amount for i in instalments) == terms.total
        and min(i.amount for i in instalments) > 0
        and days == sorted(set(days))
        and numbers == list(range(1, len(numbers) + 1))
    )
    if not fits:
        raise refuse(
            "INSTALMENTS_DO_NOT_FIT",
            "各期须从第1期起依次编号、日期递增、金额大于零，合计等于和解总额。",
            "Instalments are numbered from 1, fall due one after another, are above zero and "
            "add up to the total.",
            on=on,
            field="instalments",
        )
    if days[0] < on:
        raise refuse(
            "FIRST_INSTALMENT_PAST",
            f"首期{days[0]}早于和解之日{on}。",
            f"The first instalment of {days[0]} lies before the settlement of {on}.",
            on=on,
            field="plan.first_on",
            remedy=("请调整首期日期。", "Choose a later first day."),
        )


def _check_payer(payer: ThirdPartyPayer | None, on: date) -> None:
    if payer is None:
        return
    if not payer.name.strip() or not payer.consent.strip() or payer.consented_on > on:
        raise refuse(
            "PAYER_DID_NOT_CONSENT",
            "第三人代为履行须有其本人不晚于和解之日的同意及凭证。",
            "A third person is bound only by an own consent, proved, no later than the settlement.",
            on=on,
            field="payer",
            remedy=("请附第三人签署的承诺。", "Attach the promise the person signed."),
        )
