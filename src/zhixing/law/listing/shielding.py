"""Pausing publication (暂停公布, 屏蔽) under a court’s policy, which is not deletion.

Neither text of the provisions knows it. A court may have adopted it as a policy for a
debtor who keeps a settlement; the listing itself stays, and the finding says so.

暂停公布失信信息（屏蔽）是法院自己的制度，不是删除，两个文本的规定都没有这一做法。
法院已经施行这一制度、被执行人正在按和解协议履行、申请执行人书面申请的，可以暂停公布；
失信记录仍然存在，一旦违约即恢复公布，结论中均予说明。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.grounds import ListingRefused
from zhixing.law.policies.policy import SHIELDING, Policy, find_policy
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "10"), ("POLICY", "1"))


@dataclass(frozen=True, slots=True)
class Shield:
    """Say that publication pauses and the listing stays."""

    publication_paused: bool
    listing_deleted: bool
    ends_on_default: bool


@answers("LISTING_SHIELD")
def listing_shield(
    *,
    on: date,
    applicant_asks_in_writing: bool,
    settlement_kept: bool,
    policies: tuple[Policy, ...] = (),
) -> Finding[Shield]:
    """Say whether publication of a listing may be paused."""
    policy = find_policy(policies, SHIELDING, on)
    checks = (
        (
            policy is not None,
            "POLICY_NOT_ADOPTED",
            "本院没有施行暂停公布的制度",
            "the court adopted no policy on pausing publication",
        ),
        (
            applicant_asks_in_writing,
            "NOT_ASKED",
            "申请执行人没有书面申请",
            "the applicant did not ask in writing",
        ),
        (
            settlement_kept,
            "NOT_KEPT",
            "被执行人没有按和解协议履行",
            "the debtor does not keep the settlement",
        ),
    )
    for holds, code, zh, en in checks:
        if not holds:
            raise ListingRefused(
                code,
                message_zh=f"不能暂停公布：{zh}。",
                message_en=f"Publication cannot pause: {en}.",
                remedy_zh="条件具备后再行审查；符合删除事由的，依法删除。",
                remedy_en="Ask again when the condition is met; delete where the law says so.",
            )
    why = Reasons(on)
    why.mark(f"policy:{SHIELDING}")
    why.step(
        "暂停公布是本院制度，不是《规定》第十条（2013年文本第七条）所称的删除；失信记录仍然存在。",
        "Pausing publication is the court’s policy, not deletion under the provisions; the "
        "listing stays.",
        cite("LISTING", 10, on=on),
    )
    return why.finding(
        Shield(True, False, True),
        "可以暂停公布；一旦违约即恢复公布。",
        "Publication may pause; it resumes on default.",
    )


_POLICY = Policy(SHIELDING, Days(date(2016, 1, 1)), "信用激励办法（虚构）")


def _given(asks: bool, kept: bool, *policies: Policy) -> dict[str, object]:
    return {
        "on": date(2017, 4, 5),
        "applicant_asks_in_writing": asks,
        "settlement_kept": kept,
        "policies": policies,
    }


RULE = Rule(
    "LISTING_SHIELD",
    BASIS,
    Days(date(2013, 10, 1)),
    listing_shield,
    (
        Example(_given(True, True, _POLICY), Shield(True, False, True)),
        Example(_given(True, True), refusal="POLICY_NOT_ADOPTED"),
        Example(_given(False, True, _POLICY), refusal="NOT_ASKED"),
        Example(_given(True, False, _POLICY), refusal="NOT_KEPT"),
    ),
    "暂停公布",
    "Pausing publication",
)
