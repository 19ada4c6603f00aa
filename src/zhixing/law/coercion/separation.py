"""Coercion needs three different people: who proposes, who approves, who carries it out.

Approval by the president follows from the law; that applicant, approver and executor are
three people, one person with two posts being one, is this platform’s own safeguard.

采取强制措施须由三个不同的人分别提请、批准和执行。由院长批准，出自法律；提请人、批准人和执行人必
须是三个不同的人，为平台自定的保障。按人而不按职务比较，一人兼任两个职务的，视为同一人；
姓名空缺的，不算有人。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.coercion.route import approval_basis
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "119"), ("POLICY", "1"))


def are_separate(*, applicant: str, approver: str, executor: str) -> bool:
    """Say whether three persons are different; an empty name is nobody.

    >>> are_separate(applicant="甲", approver="乙", executor="丙")
    True
    >>> are_separate(applicant="甲", approver="甲", executor="丙")
    False
    """
    people = (applicant, approver, executor)
    return all(people) and len(set(people)) == 3


@answers("SEPARATION")
def separation(*, on: date, applicant: str, approver: str, executor: str) -> Finding[bool]:
    """Refuse coercion in which one person has two parts. Persons, not posts, are compared."""
    if not are_separate(applicant=applicant, approver=approver, executor=executor):
        raise CoercionRefused(
            "NOT_SEPARATE",
            message_zh="提请人、批准人、执行人应为三个不同的人。",
            message_en="Who proposes, approves and carries out must be three people.",
            basis=approval_basis(on),
            remedy_zh="请由其他人员提请、批准或执行。",
            remedy_en="Let another person propose, approve or carry out.",
            field="approver",
        )
    why = Reasons(on)
    why.step("三人各不相同。", "Three different people.", approval_basis(on))
    return why.finding(True, "职责已分离。", "The duties are separate.")


RULE = Rule(
    "SEPARATION",
    BASIS,
    Days(date(2008, 4, 1)),
    separation,
    (
        Example(
            {"on": date(2017, 3, 14), "applicant": "a", "approver": "b", "executor": "c"}, True
        ),
        Example(
            {"on": date(2017, 3, 14), "applicant": "a", "approver": "a", "executor": "c"},
            refusal="NOT_SEPARATE",
        ),
        Example(
            {"on": date(2017, 3, 14), "applicant": "a", "approver": "b", "executor": ""},
            refusal="NOT_SEPARATE",
        ),
    ),
    "三人分离",
    "Separation of three people",
    covers=("R-DP-SEPARATION",),
)
