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
    "item": ("项", "Item"),
    "property": ("财产种类", "Kind of property"),
    "seized_on": ("控制日", "Controlled on"),
    "renewals": ("续行（次数，或各次日期）", "Renewals (a number, or their days)"),
    "preservation": ("财产保全", "Preservation"),
    "end_day": ("届满日的算法", "How the last day is counted"),
    "renewal_start": ("续行自何时起算", "From when a renewal runs"),
    "latest_end_on": ("最迟届满日", "Ends at the latest on"),
    "latest_ends_on": ("各期最迟届满日", "Latest end of each term"),
    "propose_on": ("提示续行之日", "Renewal proposed on"),
    "request_by": ("申请续行的最后日", "Ask for renewal by"),
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
    "deposit": ("存款", "deposit"),
    "movable": ("动产", "movable"),
    "immovable": ("不动产", "immovable"),
    "other_right": ("其他财产权", "other right"),
    "day_before": ("对应日的前一日", "the day before the day of the same number"),
    "same_day": ("对应日", "the day of the same number"),
    "after_running": ("原期限届满后", "after the running term"),
    "when_made": ("办理之日", "when it is made"),
    "queried_twice": ("终本后查询两次以上无财产", "two queries after the ending found nothing"),
    "ended": ("裁定终结执行", "enforcement ended"),
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
