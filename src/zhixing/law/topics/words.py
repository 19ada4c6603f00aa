"""What the fields and choices of topics are called, in Chinese and English.

A key is a field's name as it travels, a choice's value, or, where a topic calls it
otherwise, ``topic.name``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Pair = tuple[str, str]

FIELDS: Final[Mapping[str, Pair]] = {
    "event_on": ("起算日（当日不计入）", "Starting day (not counted)"),
    "event_at": ("起算时刻", "Starting instant"),
    "length": ("长度", "Length"),
    "unit": ("单位", "Unit"),
    "due_on": ("届满日", "Last day"),
    "due_at": ("届满时刻", "Last instant"),
    "provisional": ("暂定", "Provisional"),
    "on": ("日期", "Day"),
    "kind": ("种类", "Kind"),
    "refused": ("不予支持", "Refused"),
    "ground": ("纳入理由（第几项）", "Ground (number)"),
    "decided_on": ("决定日", "Decided on"),
    "years": ("期限（年）", "Term (years)"),
    "event": ("后来的情况", "What happened since"),
    "ends_on": ("期限届满日", "Ends on"),
    "delete_by": ("至迟删除日", "Delete by"),
    "relist_from": ("可再次申请纳入之日", "May be listed again from"),
    "able_to_perform": ("有履行能力", "Able to perform"),
    "minor": ("未成年人", "Minor"),
    "sufficient_security": ("已提供充分有效担保", "Sufficient security given"),
    "seized_enough": ("已控制财产足以清偿", "Enough is under control"),
    "later_in_order": ("履行顺序在后", "Later in the order of performance"),
    "counts_decision_day": ("决定当日计入", "Day of decision counts"),
    "must_restrict": ("应当限制消费", "Consumption must be restricted"),
    "deleted_on": ("删除日", "Deleted on"),
    "queried_twice": ("终本后查询两次以上无财产", "Two queries after the ending found nothing"),
    "item": ("项", "Item"),
    "ended": ("已终止", "Ended"),
    "ruled_on": ("裁定日", "Ruled on"),
    "dates": ("各次查询日", "Days of query"),
}
CHOICES: Final[Mapping[str, Pair]] = {
    "hour": ("小时", "hours"),
    "day": ("日", "days"),
    "working_day": ("工作日", "working days"),
    "month": ("月", "months"),
    "year": ("年", "years"),
    "performed": ("履行完毕或执行完毕", "performed"),
    "settled_and_performed": ("和解并履行完毕", "settled and performed"),
    "applicant_request": ("申请执行人书面申请", "the applicant asked"),
    "term_end": ("期限届满", "the term ended"),
    "bankruptcy": ("破产程序中止执行", "bankruptcy"),
    "suspended": ("审判监督中止执行", "suspended"),
    "refused_enforcement": ("裁定不予执行", "enforcement refused"),
}


def field_words(topic: str, name: str) -> Pair:
    """Name a field; one without words shows as it travels."""
    return FIELDS.get(f"{topic}.{name}") or FIELDS.get(name) or (name, name)


def choice_words(topic: str, value: object) -> Pair:
    """Name a choice; one without words shows as it travels."""
    key = str(value)
    return CHOICES.get(f"{topic}.{key}") or CHOICES.get(key) or (key, key)
