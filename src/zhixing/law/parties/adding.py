"""Whether a party may be changed or added (变更、追加当事人), how far liable, what remedy.

Asked in writing, decided by a panel after a public hearing unless the matter is plain, within
sixty days, longer with the president’s approval. Review at the next higher court within ten
days; over the grounds of articles 14 para. 2 and 17 to 21 a suit within fifteen days instead.
Until that is over, what is in dispute is not disposed of, unless the applicant gives
security. Nobody pays twice. A mere change of name needs no ruling.

变更、追加执行当事人，须有法定事由，由申请人书面申请；除事实清楚、争议不大的以外，
由合议庭公开听证后裁定；期限为六十日，经院长批准可以延长。新当事人承担责任的范围依事由而定，
已在该范围内承担责任的不得重复承担。不服裁定的，十日内向上一级人民法院申请复议；
但属于第十四条第二款、第十七条至第二十一条的事由，改为十五日内提起执行异议之诉。复议、
诉讼期间不得处分争议范围内的财产，申请人提供担保的除外。仅变更名称的，不需要裁定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.need import insist
from zhixing.law.parties.grounds import (
    GROUNDS,
    LIABILITY_EN,
    LIABILITY_ZH,
    NEEDS,
    Entry,
    Liability,
    PartyGround,
)
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "243"),
    ("PARTIES", "1"),
    ("PARTIES", "17"),
    ("PARTIES", "26"),
    ("PARTIES", "27"),
    ("PARTIES", "28"),
    ("PARTIES", "30"),
    ("PARTIES", "31"),
    ("PARTIES", "32"),
    ("PARTIES", "33"),
)


class PartyRemedy(StrEnum):
    """Name the remedy against the ruling."""

    REVIEW = "REVIEW"
    SUIT = "SUIT"


class PartyRefused(Refusal):
    """Say why a party cannot be changed or added."""


@dataclass(frozen=True, slots=True)
class AddedParty:
    """Hold liability, the last day to rule, the remedy with its last day, and the stay."""

    article: str
    liability: Liability
    rule_by: date | None
    remedy: PartyRemedy
    remedy_by: date | None
    no_disposal_meanwhile: bool
    panel_and_hearing: bool


@answers("ADD_PARTY")
def add_party(
    *,
    on: date,
    ground: PartyGround,
    shown: frozenset[str],
    asked_on: date | None = None,
    in_writing: bool = True,
    is_plain: bool = False,
    already_paid: bool = False,
    ruling_served_on: date | None = None,
) -> Finding[AddedParty]:
    """Say whether a party may be changed or added on a ground.

    ``shown`` names the facts shown by their names in ``parties.grounds.NEEDS``.
    """
    why = Reasons(on)
    entry = _entry(on, ground)
    _check_shown(shown)
    if not in_writing:
        raise _refuse("IN_WRITING", on, "28", "须提交书面申请及证据", "Ask in writing with proof")
    needs = ((name in shown, NEEDS[name]) for name in entry.needs)
    insist(why, PartyRefused, needs, "不能变更、追加", "Nobody is changed or added")
    if already_paid:
        raise _refuse(
            "PAID_ALREADY",
            on,
            "26",
            "该人在应承担的范围内已承担责任，不得重复",
            "This person already paid as far as liable; nobody pays twice",
        )
    why.step(
        f"{LIABILITY_ZH[entry.liability]}。",
        f"The new party {LIABILITY_EN[entry.liability]}.",
        cite("PARTIES", entry.article, on=on),
        value=entry.liability,
    )
    rule_by = _rule_by(why, asked_on, is_plain)
    remedy, remedy_by = _remedy(why, entry, ruling_served_on)
    stays = entry.liability is not Liability.NONE
    if stays:
        why.step(
            "复议或者诉讼期间，不得处分争议范围内的财产；申请人提供担保的除外。",
            "Until the review or suit is over what is in dispute is not disposed of, save on "
            "security.",
            cite("PARTIES", 33 if entry.by_suit else 31, on=on),
        )
    return why.finding(
        AddedParty(entry.article, entry.liability, rule_by, remedy, remedy_by, stays, not is_plain),
        f"可以变更、追加，{LIABILITY_ZH[entry.liability]}；"
        f"不服的，{'起诉' if entry.by_suit else '申请复议'}。",
        f"May be changed or added; {LIABILITY_EN[entry.liability]}; the remedy is "
        f"{'a suit' if entry.by_suit else 'review'}.",
    )


def _entry(on: date, ground: PartyGround) -> Entry:
    entry = GROUNDS.get(ground)
    if entry is not None:
        return entry
    if ground is PartyGround.GUARANTOR_IN_ENFORCEMENT:
        raise PartyRefused(
            "GUARANTOR",
            message_zh="执行担保人不得变更、追加为被执行人。",
            message_en="A guarantor in enforcement is not made a debtor.",
            basis=cite("GUARANTEE", 11, on=max(on, date(2018, 3, 1))),
            remedy_zh="直接裁定执行担保财产或者保证人的财产。",
            remedy_en="Enforce the security or the guarantor’s property directly.",
            field="ground",
        )
    raise _refuse(
        "NOT_LISTED",
        on,
        "1",
        "该事由不在法定范围内（如被执行人的配偶）",
        "The law does not list this ground (so the debtor’s spouse)",
    )


def _check_shown(shown: frozenset[str]) -> None:
    unknown = sorted(shown - NEEDS.keys())
    if unknown:
        raise PartyRefused(
            "UNKNOWN_FACT",
            message_zh=f"没有这项事实：{unknown[0]}。",
            message_en=f"There is no fact {unknown[0]!r}.",
            remedy_zh=f"可用：{'、'.join(NEEDS)}。",
            remedy_en=f"Use one of {', '.join(NEEDS)}.",
            field="shown",
        )


def _refuse(code: str, on: date, article: str, zh: str, en: str) -> PartyRefused:
    return PartyRefused(
        code,
        message_zh=f"不能变更、追加：{zh}。",
        message_en=f"Nobody is changed or added: {en}.",
        basis=cite("PARTIES", article, on=on),
        remedy_zh="可以通过诉讼另行主张。",
        remedy_en="A claim may be made in a suit.",
    )


def _rule_by(why: Reasons, asked_on: date | None, is_plain: bool) -> date | None:
    why.step(
        "事实清楚、争议不大，可以不听证。" if is_plain else "应当组成合议庭审查并公开听证。",
        "The matter is plain; no hearing is needed."
        if is_plain
        else "A panel decides after a public hearing.",
        cite("PARTIES", 28, on=why.on),
    )
    if asked_on is None:
        return None
    days = why.parameter("parties.decide", asked_on).whole
    return why.adopt(period_due(on=why.on, start_on=asked_on, amount=days, unit=Unit.DAY)).due_on


def _remedy(why: Reasons, entry: Entry, served_on: date | None) -> tuple[PartyRemedy, date | None]:
    remedy = PartyRemedy.SUIT if entry.by_suit else PartyRemedy.REVIEW
    day = served_on or why.on
    days = why.parameter("parties.suit" if entry.by_suit else "parties.review_request", day).whole
    why.step(
        "不服裁定的，向执行法院提起执行异议之诉。"
        if entry.by_suit
        else "不服裁定的，向上一级人民法院申请复议。",
        "Against the ruling lies a suit in the executing court."
        if entry.by_suit
        else "Against the ruling lies review by the next higher court.",
        cite("PARTIES", 32 if entry.by_suit else 30, on=day),
    )
    if served_on is None:
        return remedy, None
    due = why.adopt(period_due(on=why.on, start_on=served_on, amount=days, unit=Unit.DAY))
    return remedy, due.due_on


def _given(ground: PartyGround, *shown: str, **more: object) -> dict[str, object]:
    return {"on": date(2017, 6, 1), "ground": ground, "shown": frozenset(shown), **more}


_G = PartyGround
_SERVED = date(2017, 6, 1)
RULE = Rule(
    "ADD_PARTY",
    BASIS,
    Days(date(2016, 12, 1)),
    add_party,
    (
        Example(
            _given(_G.UNPAID_CAPITAL, "cannot_pay", "capital_unpaid", ruling_served_on=_SERVED),
            {"liability": "WITHIN_UNPAID", "remedy": "SUIT", "remedy_by": date(2017, 6, 16)},
        ),
        Example(
            _given(_G.GENERAL_PARTNER, "cannot_pay", ruling_served_on=_SERVED),
            {"liability": "ALL", "remedy": "REVIEW", "remedy_by": date(2017, 6, 12)},
        ),
        Example(_given(_G.LIMITED_PARTNER, "cannot_pay", "capital_unpaid"), {"remedy": "SUIT"}),
        Example(_given(_G.RECEIVED_FREELY, "cannot_pay", "received_freely"), {"remedy": "REVIEW"}),
        Example(
            _given(
                _G.CLAIM_ASSIGNED,
                "assigned_by_law",
                "acknowledged_in_writing",
                asked_on=date(2017, 6, 1),
            ),
            {"rule_by": date(2017, 7, 31), "no_disposal_meanwhile": False},
        ),
        Example(_given(_G.CLAIM_ASSIGNED, "assigned_by_law"), refusal="ACKNOWLEDGED_IN_WRITING"),
        Example(_given(_G.UNPAID_CAPITAL, "capital_unpaid"), refusal="CANNOT_PAY"),
        Example(_given(_G.SPOUSE), refusal="NOT_LISTED"),
        Example(_given(_G.GUARANTOR_IN_ENFORCEMENT), refusal="GUARANTOR"),
        Example(
            _given(_G.PROMISED_TO_COURT, "promised_in_writing", already_paid=True),
            refusal="PAID_ALREADY",
        ),
        Example(_given(_G.BRANCH, "rich"), refusal="UNKNOWN_FACT"),
    ),
    "变更、追加当事人",
    "Changing or adding a party",
    ("parties.decide", "parties.review_request", "parties.suit"),
    covers=("R-PARTY-ADD", "R-PARTY-ADD-60D", "R-PARTY-ADD-REMEDY"),
)
