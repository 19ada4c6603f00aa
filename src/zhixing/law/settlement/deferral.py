"""Deferring enforcement (暂缓执行): on a guarantee, or on notice of a higher court.

On a guarantee with the applicant’s consent: as long as the guarantee says, a year at most.
On notice of a higher court: three months as a rule, longer with its president’s approval.
After that it goes on. Both periods are ceilings and do not roll.

暂缓执行有两种。以担保暂缓的，须经申请执行人同意，期限与担保一致，最长一年。上级法院通知暂缓的，
一般为三个月，确需延长的由其院长批准。期满后恢复执行。两种期限都是上限，不因休假日顺延。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.settlement.agreement import SettlementRefused

BASIS = (
    ("CPL", "242"),
    ("CPL-INT", "467"),
    ("GUARANTEE", "6"),
    ("GUARANTEE", "10"),
    ("EW", "77"),
)


class DeferralKind(StrEnum):
    """Name why enforcement waits."""

    GUARANTEE = "GUARANTEE"
    SUPERIOR = "SUPERIOR"


CONSENT = Need(
    "CONSENT",
    "申请执行人书面同意（或者记入笔录并签名）",
    "the applicant agreed in writing, or it was recorded and signed",
    "取得申请执行人的书面同意",
    "Obtain the consent in writing",
    ("CPL", "242"),
    "applicant_consents",
)


@dataclass(frozen=True, slots=True)
class Deferral:
    """Hold the latest last day of the deferral."""

    latest_on: date
    until_on: date


@answers("DEFERRAL")
def deferral(
    *,
    on: date,
    kind: DeferralKind,
    from_on: date,
    until_on: date,
    applicant_consents: bool = False,
    president_extends: bool = False,
) -> Finding[Deferral]:
    """Check a deferral and its last day; ``president_extends`` for a higher court’s notice."""
    why = Reasons(on)
    _check_order(from_on, until_on)
    if kind is DeferralKind.GUARANTEE:
        insist(
            why, SettlementRefused, ((applicant_consents, CONSENT),), "不能暂缓执行", "No deferral"
        )
        most = why.parameter("deferral.guarantee", from_on)
        latest = add_months(from_on, 12 * most.whole)
        free = False
    else:
        most = why.parameter("deferral.superior", from_on)
        latest = add_months(from_on, most.whole)
        free = president_extends
    if until_on > latest and not free:
        raise SettlementRefused(
            "TOO_LONG",
            message_zh=f"暂缓至{until_on}，最长至{latest}。",
            message_en=f"Deferred until {until_on}; {latest} is the latest.",
            basis=most.basis,
            remedy_zh="缩短期限；上级法院通知暂缓确需延长的，报其院长批准并及时通知。",
            remedy_en="Shorten it; for a higher court’s notice its president may extend.",
            field="until_on",
        )
    if free and until_on > latest:
        why.mark("warning:extended-by-the-president")
        why.step(
            "经院长批准延长，应及时通知下级法院。",
            "Extended with the president’s approval; the lower court is told in time.",
            cite("EW", 77, on=on),
        )
    why.step(
        f"暂缓至{until_on}；期满后恢复执行。",
        f"Deferred until {until_on}; then it goes on.",
        find_citation("GUARANTEE", 11, on=from_on)
        if kind is DeferralKind.GUARANTEE
        else cite("EW", 77, on=from_on),
        value=until_on,
    )
    return why.finding(
        Deferral(latest, until_on),
        f"可以暂缓执行至{until_on}（最长至{latest}）。",
        f"May be deferred until {until_on} (latest {latest}).",
    )


def _check_order(from_on: date, until_on: date) -> None:
    if until_on < from_on:
        raise SettlementRefused(
            "REVERSED",
            message_zh=f"止日{until_on}早于起日{from_on}。",
            message_en=f"The end {until_on} lies before the start {from_on}.",
            remedy_zh="请核对起止日期。",
            remedy_en="Check both days.",
            field="until_on",
        )


def _given(kind: DeferralKind, start: str, until: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(start)
    return {
        "on": day,
        "kind": kind,
        "from_on": day,
        "until_on": date.fromisoformat(until),
        **more,
    }


_G, _S = DeferralKind.GUARANTEE, DeferralKind.SUPERIOR
RULE = Rule(
    "DEFERRAL",
    BASIS,
    Days(date(1998, 7, 18)),
    deferral,
    (
        Example(
            _given(_G, "2020-02-29", "2021-02-28", applicant_consents=True),
            {"latest_on": date(2021, 2, 28)},
        ),
        Example(
            _given(_G, "2020-02-29", "2021-03-01", applicant_consents=True), refusal="TOO_LONG"
        ),
        Example(_given(_G, "2018-06-01", "2018-12-01"), refusal="CONSENT"),
        Example(_given(_S, "2017-06-01", "2017-09-01"), {"until_on": date(2017, 9, 1)}),
        Example(_given(_S, "2017-06-01", "2017-09-02"), refusal="TOO_LONG"),
        Example(
            _given(_S, "2017-06-01", "2017-12-01", president_extends=True),
            {"until_on": date(2017, 12, 1)},
        ),
        Example(_given(_S, "2017-06-01", "2017-05-31"), refusal="REVERSED"),
    ),
    "暂缓执行",
    "Deferring enforcement",
    ("deferral.guarantee", "deferral.superior"),
    covers=("R-STOP-DEFER",),
)
