"""A window task with its requests, locked, and the refusals of what comes at the wrong time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases.filing.amending import lock_case
from zhixing.inquiry import models
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.platform.principal import Principal

STATE_WORDS = {
    "OPEN": ("待派员", "to be assigned"),
    "ASSIGNED": ("待前往", "to be carried"),
    "SERVED": ("待回执", "awaiting the receipt"),
    "ENDED": ("已办结", "ended"),
}
RESULT_WORDS = {
    "ANSWERED": ("已反馈", "answered"),
    "REFUSED": ("拒不协助", "refused"),
    "WITHDRAWN": ("不再需要", "no longer needed"),
}


def lock_task(task: UUID, *states: str, by: Principal) -> models.WindowTask:
    """Lock a task's case and the task, which must stand in one of the states.

    :raises InquiryRefused: it does not.
    """
    found = models.WindowTask.objects.get(court_no=by.court_no, id=task)
    lock_case(found.case_id, by)
    row = models.WindowTask.objects.select_for_update().get(court_no=by.court_no, id=task)
    if row.state not in states:
        zh, en = STATE_WORDS[row.state]
        raise refuse(
            "WINDOW_TASK_ELSEWHERE",
            f"该窗口任务目前为“{zh}”，不能办理此项。",
            f"The window task is {en}; this cannot be done to it now.",
            field="task",
            remedy=("请按派员、打印、送达、录入的次序办理。", "Assign, print, serve, then key."),
        )
    return row


def requests_of(task: models.WindowTask) -> list[models.Request]:
    """Give the requests that go by a task, in their places."""
    items = models.WindowItem.objects.filter(court_no=task.court_no, task_id=task.id)
    places = dict(items.values_list("request_id", "place"))
    rows = models.Request.objects.filter(court_no=task.court_no, id__in=list(places))
    return sorted(rows, key=lambda row: places[row.id])


def task_of_request(court_no: int, request: UUID) -> models.WindowTask | None:
    """Find the task by which a request goes."""
    item = models.WindowItem.objects.filter(court_no=court_no, request_id=request).first()
    if item is None:
        return None
    return models.WindowTask.objects.get(court_no=court_no, id=item.task_id)


def day_told(row: models.Request, on: date) -> date:
    """Give the legal day of what a window answered: of a control the service, else the receipt.

    An answer over a wire counts on the day it is read.

    Law: 查封、扣押、冻结规定 art. 1 (effect when ruling and notice are served).
    """
    task = task_of_request(row.court_no, row.id) if row.profile == "COUNTER" else None
    if task is None:
        return on
    told = task.served_on if row.kind == "CONTROL" else task.receipt_on
    return min(on, told or on)


def refuse_future(field: str) -> InquiryRefused:
    """Make the refusal of a moment that has not come yet, or lies before the task."""
    return refuse(
        "MOMENT_OUT_OF_RANGE",
        "时间不能晚于现在，也不能早于任务交办或者送达。",
        "The time lies after now, or before the task or the service.",
        field=field,
        remedy=("请核对后重填。", "Check it and fill it in again."),
    )
