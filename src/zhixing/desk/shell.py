"""What stands around every page: the navigation as data, by what a post may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from zhixing.decisions.queries import count_waiting
from zhixing.desk.arrival import arrival
from zhixing.desk.words import POSTS
from zhixing.platform.principal import Principal
from zhixing.platform.screenkit.shell import AsOf, NavGroup, NavItem, Shell
from zhixing.platform.screenkit.words import Text, Words


@dataclass(frozen=True, slots=True)
class Entry:
    """Name one entry of the navigation: its page, the capability it needs, what it counts."""

    page: str
    label: Text
    needs: str = ""
    count: Callable[[Principal], int | None] | None = None
    or_needs: str = ""

    def is_for(self, by: Principal) -> bool:
        """Say whether a post sees the entry."""
        needs = [n for n in (self.needs, self.or_needs) if n]
        return not needs or any(by.may(n) for n in needs)


@dataclass(frozen=True, slots=True)
class Group:
    """Hold entries under a heading."""

    label: Text
    entries: tuple[Entry, ...]


def _waiting(by: Principal) -> int | None:
    """Count what waits for whoever approves; a judge's proposals are counted on My day."""
    return count_waiting(by) if by.may("approve") else None


NAVIGATION: Final = (
    Group(
        "",
        (
            Entry("my_day", Words("我的一天", "My day")),
            Entry("cases", Words("案件", "Cases"), "view_case"),
            Entry(
                "approvals",
                Words("审批", "Approvals"),
                "approve",
                _waiting,
                or_needs="order_freeze",
            ),
        ),
    ),
    Group(
        Words("办理", "Work"),
        (
            Entry("filing", Words("立案", "Filing"), "file_case"),
            Entry("import", Words("批量立案", "Batch filing"), "file_case"),
            Entry("assignment", Words("分案", "Assignment"), "assign"),
            Entry("queries", Words("查询中心", "Query centre"), "view_case"),
            Entry("fast_control", Words("快速控制", "Fast control"), "order_freeze"),
            Entry("windows", Words("窗口任务", "Window tasks"), "view_case"),
        ),
    ),
    Group(
        Words("监督", "Oversight"),
        (
            Entry("board", Words("局长看板", "Director's board"), "board"),
            Entry("institutions", Words("协助单位", "Institutions"), "board"),
            Entry("reviews", Words("紧急查阅复核", "Emergency looks"), "review_break_glass"),
        ),
    ),
    Group(
        Words("本院", "Our court"),
        (
            Entry("organisation", Words("机构与人员", "Organisation"), "view_case"),
            Entry("charters", Words("节点规定", "Node charters"), "view_case"),
        ),
    ),
    Group(
        Words("参考", "Reference"),
        (Entry("rules", Words("规则手册", "Rule book"), "view_case"),),
    ),
)


def around(by: Principal, on: date, *, page: str, as_of: AsOf | None = None) -> Shell:
    """Give the shell of a page for one post."""
    groups = [_group(group, by, page) for group in NAVIGATION]
    return Shell(
        court=by.court_name,
        person=by.person_name,
        post=POSTS[by.kind],
        home_url=reverse("desk:my_day"),
        nav=[group for group in groups if group.items],
        search_url=reverse("desk:search") if by.may("view_case") else "",
        posts_url=reverse("desk:choose_post"),
        sign_out_url=reverse("desk:sign_out"),
        events_url=reverse("desk:events"),
        events_since=str(arrival()),
        is_rehearsal=by.is_rehearsal,
        clock_on=on if by.is_rehearsal else None,
        as_of=as_of if as_of is not None and as_of.on is not None else None,
    )


def _group(group: Group, by: Principal, page: str) -> NavGroup:
    allowed = [entry for entry in group.entries if entry.is_for(by)]
    return NavGroup([_item(entry, by, page) for entry in allowed], group.label)


def _item(entry: Entry, by: Principal, page: str) -> NavItem:
    count = entry.count(by) if entry.count is not None else None
    return NavItem(
        entry.label,
        reverse(f"desk:{entry.page}"),
        count,
        is_current=entry.page == page,
        attention=bool(count),
    )
