"""Sending an entrusted case back (退回委托): when, by whose leave, by which day, and what follows.

The sending court has thirty days to complete papers or to say why it does not. Where it does
neither, it counts as having taken the entrusting back, and the papers may go back. Every return
goes up to the high court of the receiving court's province; once that agrees, the papers go back
within fifteen days with the reasons in writing, and a case filed is cancelled. The cause gone,
it may be entrusted again; where the entrusting was wrong, the sending court revokes it and
resumes. The text does not say whether the taking back that is presumed also needs the high
court: the court's policy ENTRUST_RETURN says so, by default it does. Nor does it say what
becomes of the seizures that counted as the receiving court's: here they count as the sending
court's again, by their old rank; the convention is recorded with the finding.

退回委托的条件、审批、期限和后果。委托法院应当在三十日内补办手续、材料，或者作出书面说明；
既不补办又不说明的，视为撤回委托，可以退回材料。退回委托应当层报受托法院所在辖区高级人民法院审批；
同意后十五日内退回手续和案卷材料，并书面说明；已立案的作销案处理。退回原因消除后可以再行委托；
确因委托不当的，委托法院应当撤销委托、恢复执行。视为撤回委托的是否也须高级人民法院同意，规定没有写明，
依本院ENTRUST_RETURN规定，未规定的按须经同意办理。退回后，原视为受托法院措施的查封、扣押、冻结如何处理，
规定也没有写明；本平台仍作为委托法院的措施，顺位不变，并在结论中载明这一取舍。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.entrusting.case import HIGH_COURT, EntrustRefused
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("ENTRUSTING", "6"), ("ENTRUSTING", "8"), ("ENTRUSTING", "9"))


class EntrustReturnGround(StrEnum):
    """Name why an entrusted case goes back."""

    TAKEN_BACK = "TAKEN_BACK"
    WRONGLY_ENTRUSTED = "WRONGLY_ENTRUSTED"
    OTHER_CAUSE = "OTHER_CAUSE"


@dataclass(frozen=True, slots=True)
class EntrustReturn:
    """Hold by when the papers go back, None while no leave is needed or given; what follows."""

    by: date | None
    cancels_case: bool
    sender_resumes: bool


ASKED = Need(
    "PAPERS_NOT_ASKED",
    "已要求委托法院补办手续、材料",
    "the sending court was asked to complete the papers",
    "先要求补办",
    "Ask for the papers first",
    ("ENTRUSTING", "8"),
    "papers_asked_on",
)
LAPSED = Need(
    "PAPERS_TERM_RUNS",
    "补办期限已经届满",
    "the days for completing the papers are over",
    "待期限届满",
    "Wait until they are over",
    ("ENTRUSTING", "8"),
    "papers_asked_on",
)
SILENT = Need(
    "PAPERS_ANSWERED",
    "委托法院既不补办又不说明原因",
    "the sending court neither completed them nor said why",
    "已补办或者说明的，不视为撤回委托",
    "An answer is no taking back; name another cause",
    ("ENTRUSTING", "8"),
    "answered",
)


@answers("ENTRUSTING_RETURN")
def entrusting_return(
    *,
    on: date,
    ground: EntrustReturnGround,
    approved_on: date | None = None,
    papers_asked_on: date | None = None,
    answered: bool = False,
    filed: bool = True,
    leave_for_taken_back: bool = True,
) -> Finding[EntrustReturn]:
    """Find whether an entrusted case may go back, by when, and what follows.

    ``approved_on`` is the day the high court agreed, ``leave_for_taken_back`` the court's policy.
    """
    why = Reasons(on)
    taken_back = ground is EntrustReturnGround.TAKEN_BACK
    needs: list[tuple[bool, Need]] = []
    if taken_back:
        due_on = on
        if papers_asked_on is not None:
            days = why.parameter("entrust.papers", papers_asked_on).whole
            counted = period_due(on=on, start_on=papers_asked_on, amount=days, unit=Unit.DAY)
            due_on = why.adopt(counted).due_on
        needs = [(papers_asked_on is not None, ASKED), (due_on < on, LAPSED)]
        needs.append((not answered, SILENT))
        why.choose("leave_for_taken_back", leave_for_taken_back)
    if not taken_back or leave_for_taken_back:
        needs.append((approved_on is not None and approved_on <= on, HIGH_COURT))
    insist(why, EntrustRefused, needs, "不能退回委托", "Not returned")
    by = None
    if approved_on is not None:
        days = why.parameter("entrust.return", approved_on).whole
        counted = period_due(on=on, start_on=approved_on, amount=days, unit=Unit.DAY)
        by = why.adopt(counted).due_on
    why.choose("controls_after_return", "AGAIN_THE_SENDING_COURTS")
    why.step(
        "退回后，查封、扣押、冻结仍为委托法院的措施，顺位不变（规定未写明，本平台的取舍）。",
        "After the return seizures are the sending court's again, by their rank (the text is "
        "silent; this platform's choice).",
    )
    resumes = ground is EntrustReturnGround.WRONGLY_ENTRUSTED
    if resumes:
        why.step(
            "委托不当的，委托法院撤销委托并恢复执行。",
            "Wrongly entrusted: the sending court revokes it and resumes.",
            cite("ENTRUSTING", 9, on=on),
        )
    zh = "可以退回委托" + (f"，应于{by}前退回材料并说明" if by else "")
    en = "May be returned" + (f", with the papers and reasons, by {by}" if by else "")
    zh, en = (zh + "；受托案件作销案处理", en + "; the case is cancelled") if filed else (zh, en)
    return why.finding(EntrustReturn(by, filed, resumes), f"{zh}。", f"{en}.")


def _given(ground: EntrustReturnGround, **more: object) -> dict[str, object]:
    return {"on": date(2021, 7, 5), "ground": ground, **more}


_G = EntrustReturnGround
_ASKED = {"papers_asked_on": date(2021, 6, 1)}
_LEAVE = {"approved_on": date(2021, 7, 5)}
RULE = Rule(
    "ENTRUSTING_RETURN",
    BASIS,
    Days(date(2011, 5, 16)),
    entrusting_return,
    (
        Example(_given(_G.TAKEN_BACK, **_ASKED, **_LEAVE), {"by": date(2021, 7, 20)}),
        Example(_given(_G.TAKEN_BACK, **_ASKED), refusal="HIGH_COURT"),
        Example(_given(_G.TAKEN_BACK, **_ASKED, leave_for_taken_back=False), {"by": None}),
        Example(_given(_G.TAKEN_BACK, **_LEAVE), refusal="PAPERS_NOT_ASKED"),
        Example(
            _given(_G.TAKEN_BACK, papers_asked_on=date(2021, 6, 7), **_LEAVE),
            refusal="PAPERS_TERM_RUNS",
        ),
        Example(
            _given(_G.TAKEN_BACK, **_ASKED, **_LEAVE, answered=True), refusal="PAPERS_ANSWERED"
        ),
        Example(_given(_G.OTHER_CAUSE), refusal="HIGH_COURT"),
        Example(_given(_G.OTHER_CAUSE, **_LEAVE, filed=False), {"cancels_case": False}),
        Example(_given(_G.WRONGLY_ENTRUSTED, **_LEAVE), {"sender_resumes": True}),
    ),
    "退回委托执行",
    "Returning an entrusted case",
    ("entrust.papers", "entrust.return"),
    covers=("R-ENTRUST",),
)
