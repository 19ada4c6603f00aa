"""Windows: papers carried to units without a connection, their receipts, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.api.files import PDF, File
from zhixing.api.route import get, post
from zhixing.inquiry import operations
from zhixing.inquiry.counter import queries
from zhixing.inquiry.counter.queries import CycleTime, WindowTaskDetail, WindowTaskView
from zhixing.institutions.queries import list_windows
from zhixing.institutions.records import WindowView
from zhixing.platform.principal import Principal

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class DesignatedWindow:
    """Show where an institution takes papers by hand."""

    institution: UUID
    window: WindowView


@dataclass(frozen=True, slots=True)
class Divertible:
    """Show a stuck request that can go by a window."""

    request: UUID
    case: UUID
    institution: UUID
    reason: str


def tasks(
    open_only: bool = True, case: UUID | None = None, *, by: Principal
) -> list[WindowTaskView]:
    """List the court's window tasks, those due first on top."""
    return queries.list_window_tasks(by.court_no, open_only=open_only, case=case)


def task(task: UUID, *, by: Principal) -> WindowTaskDetail:
    """Show a window task with its window, its requests and its pictures."""
    return queries.get_window_task(by.court_no, task)


def bundle(task: UUID, *, by: Principal) -> File:
    """Give the sealed bundle of a window task."""
    return File(queries.get_bundle_pdf(by.court_no, task), PDF, f"window-{task}.pdf")


def scan(scan: UUID, *, by: Principal) -> File:
    """Give the picture of a receipt as it was taken in."""
    content, media_type = queries.get_scan(by.court_no, scan)
    return File(content, media_type, f"scan-{scan}.{ENDINGS[media_type]}")


def divertible(*, by: Principal) -> list[Divertible]:
    """List stuck requests whose institution has a window."""
    return [Divertible(*row) for row in queries.list_divertible(by.court_no)]


def windows() -> list[DesignatedWindow]:
    """List the designated windows of all institutions."""
    return [DesignatedWindow(i, w) for i, w in list_windows().items()]


def cycle_times(since: date, until: date, *, by: Principal) -> list[CycleTime]:
    """Compare how long windows and wires take, by kind of institution."""
    return queries.compare_cycle_times(by.court_no, since, until)


ROUTES = (
    get("/windows", windows, "业务窗口", "Designated windows"),
    get("/window-tasks", tasks, "窗口任务", "Window tasks"),
    get("/window-tasks/divertible", divertible, "可转窗口的请求", "Requests a window can take"),
    get(
        "/window-tasks/cycle-times", cycle_times, "窗口与网络用时比较", "Windows and wires compared"
    ),
    get("/window-tasks/{task}", task, "窗口任务详情", "A window task"),
    get("/window-tasks/{task}/bundle", bundle, "窗口送达材料", "The bundle of a window task"),
    get("/window-scans/{scan}", scan, "回执扫描件", "The picture of a receipt"),
    post(
        "/window-tasks/{task}/officers",
        operations.assign_window_task,
        "派员",
        "Assign two officers",
        today=True,
    ),
    post(
        "/window-tasks/{task}/bundle",
        operations.print_window_bundle,
        "打印送达材料",
        "Print the bundle",
        status=201,
    ),
    post(
        "/window-tasks/{task}/service",
        operations.serve_at_window,
        "登记窗口送达",
        "Record the service at the window",
    ),
    post(
        "/window-tasks/{task}/scans",
        operations.attach_scan,
        "上传回执扫描件",
        "Take in the picture of a receipt",
        status=201,
    ),
    post(
        "/window-tasks/{task}/receipts/{request_id}",
        operations.key_receipt,
        "录入回执",
        "Key a receipt",
    ),
    post(
        "/window-tasks/{task}/refusal",
        operations.record_assistance_refusal,
        "登记拒不协助",
        "Record a refusal to assist",
    ),
    post(
        "/window-tasks/{task}/withdrawal",
        operations.withdraw_window_task,
        "取消窗口任务",
        "Withdraw a window task",
        today=True,
    ),
    post(
        "/requests/{request_id}/diversion",
        operations.divert_to_window,
        "转窗口办理",
        "Send a stuck request by a window",
        status=201,
        today=True,
    ),
)
