"""What a finding on the period for applying says: the start, what moved it, what lateness does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from zhixing.kernel.finding import Citation, Finding
from zhixing.law.filing.limitation_facts import (
    Interrupted,
    Interruption,
    LastDay,
    Limitation,
    LimitationTitle,
    Obstacle,
    Round,
    Suspension,
)
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Reasons

INTERPRETED_SINCE: Final = date(2015, 2, 4)
TWO_YEARS_SINCE: Final = date(2008, 4, 1)
_INTERRUPTION = {
    Interruption.APPLICATION: ("申请执行", "an application"),
    Interruption.SETTLEMENT: ("达成和解协议", "a settlement"),
    Interruption.DEMAND: ("提出履行要求", "a demand"),
    Interruption.AGREEMENT: ("同意履行义务", "the debtor’s promise to perform"),
    Interruption.NOTARIAL_CERTIFICATE: (
        "申请出具执行证书",
        "asking for the enforcement certificate",
    ),
}


def not_limited(why: Reasons, asked: Round, applied_on: date) -> Finding[Limitation]:
    """Conclude that no period applies to an application made again."""
    ended = asked is Round.AFTER_ROUND_ENDED
    why.step(
        "终结本次执行程序后发现可供执行财产再次申请的，不受申请执行时效期间限制。"
        if ended
        else "请求继续执行的，不受申请执行时效期间限制。",
        "Asking again after the present procedure was ended is not limited in time."
        if ended
        else "Asking to continue enforcement is not limited in time.",
        find_citation("CPL-INT", 517 if ended else 515, on=applied_on),
    )
    if applied_on < INTERPRETED_SINCE:
        why.mark("memory:before-2015-02-04")
    return why.finding(
        Limitation((), True, False), "不受申请执行时效限制。", "No period for applying applies."
    )


def explain_start(
    why: Reasons,
    kind: LimitationTitle,
    applied_on: date,
    count: int,
    due_on: Sequence[date],
) -> Citation | None:
    """Say from when the period runs, and give the article."""
    cpl = find_citation("CPL", 250, on=applied_on)
    if kind is LimitationTitle.ADMINISTRATIVE:
        basis = find_citation("ADMIN-LITIGATION", 153, on=applied_on)
        zh = "自规定的履行期间最后一日起计算，分期履行的自每期最后一日起"
        en = "It runs from the last day for performance, for instalments from each one’s"
        none_zh, none_en = (
            "未规定履行期间的，自文书送达之日起计算",
            "Stating no period: from service",
        )
    elif kind is LimitationTitle.NOTARIAL:
        basis = find_citation("NOTARIAL", 9, on=applied_on) or cpl
        zh = "自公证债权文书确定的履行期间最后一日起计算，分期履行的自每期最后一日起"
        en = "It runs from the last day the notarial title fixes, for instalments from each one’s"
        none_zh, none_en = (
            "未规定履行期间的，自文书生效之日起计算",
            "Stating no period: from its effect",
        )
    else:
        basis = cpl
        zh, en = _civil(kind, applied_on, count)
        none_zh, none_en = (
            "未规定履行期间的，自文书生效之日起计算",
            "Stating no period: from its effect",
        )
    if kind is LimitationTitle.NEGATIVE_DUTY:
        basis = find_citation("EP", 21, on=applied_on) or cpl
    why.step(f"{zh if due_on else none_zh}。", f"{en if due_on else none_en}.", basis)
    return basis


def _civil(kind: LimitationTitle, applied_on: date, count: int) -> tuple[str, str]:
    if kind is LimitationTitle.NEGATIVE_DUTY:
        return (
            "负有不作为义务的，自债务人违反义务之日起计算",
            "With a duty not to act it runs from the breach",
        )
    if count < 2:
        return (
            "自法律文书规定履行期间的最后一日起计算，当日不计入",
            "It runs from the last day for performance, that day not counted",
        )
    if applied_on >= date(2022, 1, 1):
        return (
            "分期履行的，自最后一期履行期限届满之日起计算（2022年1月1日起的文本）",
            "With instalments it runs from the end of the last one (text since 1 January 2022)",
        )
    return (
        "分期履行的，自规定的每次履行期间最后一日起计算（2021年12月31日以前的文本）",
        "With instalments it runs from the last day of each (text until 31 December 2021)",
    )


def explain_interruptions(
    why: Reasons,
    given: Sequence[Interrupted],
    used: Collection[Interrupted],
    applied_on: date,
) -> None:
    """Say which interruptions started the period anew, and which came too late or early."""
    for event in given:
        zh, en = _INTERRUPTION[event.kind]
        article = ("NOTARIAL", 9) if event.kind is Interruption.NOTARIAL_CERTIFICATE else ("EP", 20)
        basis = find_citation(*article, on=max(event.on, date(2009, 1, 1)))
        if event in used:
            why.step(
                f"{event.on}因{zh}中断，自{event.restart_on}重新计算。",
                f"Interrupted on {event.on} by {en}; it runs anew from {event.restart_on}.",
                basis,
                value=event.restart_on,
            )
        else:
            why.step(
                f"{event.on}的{zh}不在期间之内，不发生中断。",
                f"On {event.on} {en} fell outside the period and interrupts nothing.",
                basis,
            )


def explain_obstacles(
    why: Reasons, given: Sequence[Obstacle], suspension: Suspension, applied_on: date
) -> None:
    """Say what an obstacle did, and which convention was followed."""
    if not given:
        return
    why.choose("suspension", suspension)
    continues = suspension is Suspension.CONTINUE
    for held in given:
        why.step(
            f"{held.first}至{held.last}的障碍，发生在期间最后六个月内的部分使时效中止；"
            + ("消除后继续计算。" if continues else "自消除之日起满六个月届满。"),
            f"The obstacle from {held.first} to {held.last} suspends the period as far as it lies "
            "in its last six months; "
            + ("the rest then runs on." if continues else "it ends six months after."),
            find_citation("EP", 19, on=max(applied_on, date(2009, 1, 1))),
        )


def conclude(
    why: Reasons,
    days: tuple[LastDay, ...],
    kind: LimitationTitle,
    applied_on: date,
    good_cause: bool,
    missing: int | None,
) -> Finding[Limitation]:
    """Say what lateness does, if there is any."""
    late = [day for day in days if day.is_late]
    accepted = True
    if late and kind is LimitationTitle.ADMINISTRATIVE:
        accepted = good_cause
        why.step(
            "逾期申请的，除有正当理由外，不予受理。",
            "A late application is not accepted without good cause.",
            find_citation("ADMIN-LITIGATION", 153, on=applied_on),
            value=accepted,
        )
    elif applied_on < TWO_YEARS_SINCE:
        accepted = not late
        why.mark("memory:CPL-1991-219")
    else:
        why.step(
            "超过期间申请的，人民法院仍应受理；被执行人提出异议并经审查成立的，裁定不予执行。",
            "A late application is filed all the same; if the debtor objects and the court upholds "
            "it, enforcement is refused.",
            find_citation("CPL-INT", 481, on=applied_on),
        )
        if applied_on < INTERPRETED_SINCE:
            why.mark("doubt:lateness-before-2015-02-04")
    value = Limitation(days, accepted, bool(late), missing)
    if not late:
        last = max(day.last_day for day in days)
        return why.finding(
            value,
            f"{applied_on}申请，未超过期间（至{last}届满）。",
            f"The application of {applied_on} is in time (until {last}).",
        )
    part = "" if len(late) == len(days) else f"，共{len(days)}期中有{len(late)}期"
    some = "" if len(late) == len(days) else f" for {len(late)} of {len(days)} instalments"
    return why.finding(
        value,
        f"{applied_on}申请已超过期间{part}；"
        + ("仍应受理，被执行人提出异议时审查。" if accepted else "不予受理。"),
        f"The application of {applied_on} is late{some}; "
        + ("it is filed, and examined if the debtor objects." if accepted else "not accepted."),
    )
