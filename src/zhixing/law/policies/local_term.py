"""A day set by a court's own policy (本院制度), such as querying the national network.

计算法院自己的制度所定的日期，例如查询全国网络查控系统的时间，自立案起算。
立案之日该院没有施行这项制度的，不予计算；制度由院长发布，自施行之日起适用。
这种期限不是法定期限，结论中注明出自该院的制度。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.policies.policy import NATIONAL_QUERY, Policy, find_policy, sample_policies
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("POLICY", "1"),)


class NotAdopted(Refusal):
    """Say that the court had not adopted the policy on the day."""


@answers("LOCAL_TERM_DUE")
def local_term_due(
    *, on: date, code: str, filed_on: date, policies: tuple[Policy, ...]
) -> Finding[Due]:
    """Find the last day a policy sets, counted from filing."""
    policy = find_policy(policies, code, filed_on)
    if policy is None:
        raise NotAdopted(
            "POLICY_NOT_ADOPTED",
            message_zh=f"本院在{filed_on}没有施行“{code}”的制度。",
            message_en=f"The court had no policy {code} in force on {filed_on}.",
            remedy_zh="由院长发布制度后，自施行之日起适用。",
            remedy_en="Once the president issues the policy it holds from its day.",
            field="code",
        )
    why = Reasons(on)
    why.mark(f"policy:{code}")
    contents_zh = f"，内容：{'、'.join(policy.contents_zh)}" if policy.contents_zh else ""
    contents_en = f", covering {', '.join(policy.contents_en)}" if policy.contents_en else ""
    why.step(
        f"本院制度“{policy.document_zh}”{contents_zh}。",
        f"By the court’s own rule{contents_en}.",
        cite("POLICY", "1", on=filed_on),
        value=policy.amount,
    )
    due = why.adopt(period_due(on=on, start_on=filed_on, amount=policy.amount, unit=policy.unit))
    return why.finding(
        due, f"按本院制度应于{due.due_on}前完成。", f"Due by {due.due_on} under the policy."
    )


_SET = sample_policies(Days(date(2015, 1, 1), date(2016, 1, 1)), "节点管理办法（虚构）")


def _given(code: str, filed: str) -> dict[str, object]:
    day = date.fromisoformat(filed)
    return {"on": day, "code": code, "filed_on": day, "policies": _SET}


RULE = Rule(
    "LOCAL_TERM_DUE",
    BASIS,
    Days(date(1949, 10, 1)),
    local_term_due,
    (
        Example(_given(NATIONAL_QUERY, "2015-10-09"), {"due_on": date(2015, 10, 12)}),
        Example(_given("LOCAL_QUERY", "2015-10-09"), {"due_on": date(2015, 10, 26)}),
        Example(_given("FOUR_CHECKS_TWO_REPORTS", "2015-10-09"), {"due_on": date(2016, 1, 11)}),
        Example(_given(NATIONAL_QUERY, "2014-12-31"), refusal="POLICY_NOT_ADOPTED"),
        Example(_given(NATIONAL_QUERY, "2016-01-01"), refusal="POLICY_NOT_ADOPTED"),
    ),
    "本院制度期限",
    "A day set by the court’s policy",
    covers=("R-LOCAL-SEED",),
)
