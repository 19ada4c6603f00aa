"""Suspending enforcement (中止执行): on which ground, over what, and when it goes on.

The law’s grounds: the applicant agrees to wait, an outsider’s founded objection (over that
thing only), a party dead and heirs awaited, a unit ended and its successor open. Others
stand in single texts: retrial, settlement, bankruptcy accepted or transfer decided, an award
or instrument under attack with security. Resumed once the cause ends, with written notice.

中止执行的事由、范围和恢复。法律规定的事由：申请执行人同意延期；案外人异议成立（只中止该标的）；
当事人死亡，等待继承人；单位终止而承受人尚未确定。其他文本另有规定：再审，达成和解，
受理破产或者决定移送破产审查，执行依据被申请撤销或者不予执行且提供担保等。
没有财产不是中止的理由。事由消失的，应当恢复执行并书面通知当事人；中止期间不计入执行期限。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.settlement.agreement import SettlementRefused

BASIS = (
    ("CPL", "267"),
    ("CPL", "269"),
    ("EW", "59"),
    ("EW", "60"),
    ("CPL-INT", "464"),
    ("CPL-INT", "511"),
)


class StayGround(StrEnum):
    """Name the ground of suspending."""

    APPLICANT_AGREES = "APPLICANT_AGREES"
    OUTSIDER_FOUNDED = "OUTSIDER_FOUNDED"
    AWAITING_HEIRS = "AWAITING_HEIRS"
    SUCCESSOR_OPEN = "SUCCESSOR_OPEN"
    RETRIAL = "RETRIAL"
    SETTLEMENT = "SETTLEMENT"
    BANKRUPTCY_TRANSFER = "BANKRUPTCY_TRANSFER"
    CO_OWNER_PARTITION = "CO_OWNER_PARTITION"
    NO_PROPERTY = "NO_PROPERTY"


@dataclass(frozen=True, slots=True)
class Stay:
    """Say whether it must be suspended, over what, and whether it must go on now."""

    is_duty: bool
    whole_case: bool
    resume_now: bool


_ARTICLES = {
    StayGround.APPLICANT_AGREES: ("CPL", "267"),
    StayGround.OUTSIDER_FOUNDED: ("CPL", "267"),
    StayGround.AWAITING_HEIRS: ("CPL", "267"),
    StayGround.SUCCESSOR_OPEN: ("CPL", "267"),
    StayGround.RETRIAL: ("EW", "59"),
    StayGround.SETTLEMENT: ("CPL-INT", "464"),
    StayGround.BANKRUPTCY_TRANSFER: ("CPL-INT", "511"),
    StayGround.CO_OWNER_PARTITION: ("SEIZURE", "12"),
}
_PART_ONLY = (StayGround.OUTSIDER_FOUNDED, StayGround.CO_OWNER_PARTITION)
_WORDS = {
    StayGround.APPLICANT_AGREES: ("申请执行人同意延期", "the applicant agrees to wait"),
    StayGround.OUTSIDER_FOUNDED: (
        "案外人对执行标的的异议理由成立",
        "an outsider’s objection is founded",
    ),
    StayGround.AWAITING_HEIRS: ("当事人死亡，等待继承人", "a party died; heirs are awaited"),
    StayGround.SUCCESSOR_OPEN: (
        "单位终止，权利义务承受人未定",
        "a unit ended; its successor is open",
    ),
    StayGround.RETRIAL: ("再审裁定中止执行", "a retrial stays it"),
    StayGround.SETTLEMENT: ("达成和解协议后请求中止", "the parties settled and ask for it"),
    StayGround.BANKRUPTCY_TRANSFER: (
        "企业法人移送破产审查，经当事人同意",
        "a company goes to bankruptcy review with a party’s consent",
    ),
    StayGround.CO_OWNER_PARTITION: ("共有财产析产诉讼", "a suit to partition a co-owned thing"),
}


@answers("SUSPENSION")
def suspension(*, on: date, ground: StayGround, cause_ended: bool = False) -> Finding[Stay]:
    """Say whether enforcement is suspended on a ground, or goes on."""
    why = Reasons(on)
    if ground is StayGround.NO_PROPERTY:
        raise SettlementRefused(
            "NO_GROUND",
            message_zh="没有财产不是中止执行的事由。",
            message_en="Lack of property is no ground to suspend.",
            basis=cite("CPL", 267, on=on),
            remedy_zh="继续调查；符合条件的，终结本次执行程序。",
            remedy_en="Go on inquiring; where its conditions are met, end the present procedure.",
            field="ground",
        )
    zh, en = _WORDS[ground]
    basis = _basis(ground, on)
    duty = ground is not StayGround.SETTLEMENT
    whole = ground not in _PART_ONLY
    why.step(
        f"{zh}：{'应当' if duty else '可以'}裁定中止{'执行' if whole else '对该标的的执行'}。",
        f"That {en}: enforcement {'must' if duty else 'may'} be suspended"
        f"{'' if whole else ' over that thing'}.",
        basis,
    )
    why.step(
        "裁定写明理由和依据，送达当事人后立即生效；中止期间不计入执行期限。",
        "The ruling states grounds and article and takes effect once served; its days do not "
        "count for the case.",
        cite("CPL", 269, on=on),
    )
    if cause_ended:
        why.step(
            "中止情形消失，应当恢复执行并书面通知当事人。",
            "The cause has ended: it goes on, with written notice to the parties.",
            cite("EW", 60, on=on),
        )
    return why.finding(
        Stay(duty, whole, cause_ended),
        "应当恢复执行。"
        if cause_ended
        else f"{'应当' if duty else '可以'}裁定中止{'执行' if whole else '对该标的的执行'}。",
        "It must go on."
        if cause_ended
        else f"Enforcement {'must' if duty else 'may'} be suspended"
        f"{'' if whole else ' over that thing'}.",
    )


def _basis(ground: StayGround, on: date) -> Citation:
    return find_citation(*_ARTICLES[ground], on=on) or cite("CPL", 267, on=on)


def _given(ground: StayGround, on: str = "2017-06-01", **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ground": ground, **more}


RULE = Rule(
    "SUSPENSION",
    BASIS,
    Days(date(2008, 4, 1)),
    suspension,
    (
        Example(_given(StayGround.APPLICANT_AGREES), Stay(True, True, False)),
        Example(_given(StayGround.OUTSIDER_FOUNDED), Stay(True, False, False)),
        Example(_given(StayGround.SETTLEMENT), Stay(False, True, False)),
        Example(_given(StayGround.AWAITING_HEIRS, cause_ended=True), Stay(True, True, True)),
        Example(_given(StayGround.RETRIAL, "2012-06-01"), Stay(True, True, False)),
        Example(_given(StayGround.NO_PROPERTY), refusal="NO_GROUND"),
    ),
    "中止执行",
    "Suspending enforcement",
    covers=("R-STOP-SUSPEND",),
)
