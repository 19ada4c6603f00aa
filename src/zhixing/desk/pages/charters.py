"""What each node asks in this court on a day (节点管理): its term and where that comes from,
its quality, authority and hand-over, when it is reminded and who is; and the court's own rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.docket.local_rules import local_policies
from zhixing.cases.docket.model_nodes import is_stated, model_nodes
from zhixing.cases.docket.reminders import REMINDER_DAYS, Reminders, reminders_of
from zhixing.courts.queries import list_policies, list_policy_history
from zhixing.courts.records import PolicyView
from zhixing.desk.court_deeds import RULES
from zhixing.desk.court_rules import UNITS
from zhixing.desk.pages.organisation import asked_day, deed_links
from zhixing.desk.visit import Visit
from zhixing.desk.words import GROUNDS, POLICIES, node_word, word
from zhixing.law.nodes.charter import CHARTERS, NodeCharter
from zhixing.law.nodes.node import Node
from zhixing.law.parameters import parameter
from zhixing.law.policies.policy import Policy, find_policy
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words

TERM_UNITS: Final = dict(UNITS)
OF_NODES: Final = ("LOCAL_RULES", REMINDER_DAYS)
POLICY_COLUMNS: Final = (
    Column("name", Words("规定", "Policy"), fixed=True),
    Column("basis", Words("依据和理由", "Basis and reason"), fixed=True),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("review", Words("复核日", "Review on"), Kind.DAY),
)


@dataclass(frozen=True, slots=True)
class Charter:
    """Show what one node asks: the line, where it comes from, and the rest of its charter."""

    code: str
    name: Text
    term: Text
    kind: Text
    target: Text
    basis: Text
    rule_url: str
    reminders: Text
    set_by: Text
    quality: Text
    authority: Text
    hand_over: Text
    contents: tuple[Text, ...] = ()


def show(visit: Visit) -> HttpResponse:
    """Show the nodes of a case filed on a day, under the law and the court's rules of that day."""
    on = asked_day(visit)
    court_no = visit.by.court_no
    is_today = on == visit.on
    held = list(model_nodes(court_no, on))
    context = {
        "on": on,
        "is_today": is_today,
        "action": reverse("desk:charters"),
        "reminder_rule": reverse("desk:rule", args=["time_limit_reminders"]),
        "charters": list(_charters(court_no, on, held)),
        "not_adopted": [node_word(c) for c in CHARTERS if c not in {n.code for n in held}],
        "policies": _policies(list_policies(court_no, on)),
        "history": _policies(
            [p for code in OF_NODES for p in list_policy_history(court_no, code)], "history"
        ),
        "deeds": deed_links(visit, RULES) if is_today else [],
    }
    return visit.under("charters").render("desk/charters.html", context)


def _charters(court_no: int, on: date, held: Iterable[Node]) -> Iterable[Charter]:
    own = reminders_of(court_no, on)
    for node in held:
        charter = CHARTERS.get(node.code)
        if charter is not None:
            yield _charter(node, charter, own, court_no, on)


def _charter(node: Node, charter: NodeCharter, own: Reminders, court_no: int, on: date) -> Charter:
    stated = is_stated(node.code)
    adopted = find_policy(local_policies(court_no), node.code, on)
    basis = next((s.basis for s in node.finding.steps if s.basis is not None), None)
    source: Text = Words(basis.zh, basis.en) if basis is not None else NOTHING
    if adopted is not None:
        source = Words("{d}，{s}起", "{d}, since {s}").filled(
            d=adopted.document_zh, s=adopted.adopted.start.isoformat()
        )
    target: Text = NOTHING
    if node.target_on < node.due_on:
        target = _days(node.trigger_on, node.target_on)
    return Charter(
        code=node.code,
        name=node_word(node.code),
        term=_term(node, adopted, on, stated=stated),
        kind=word(GROUNDS, node.kind.value),
        target=target,
        basis=source,
        rule_url=reverse("desk:rule", args=[node.rule.lower()]),
        reminders=_reminders(node, own, on, stated=stated),
        set_by=_set_by(node, own),
        quality=Words(charter.quality_zh, charter.quality_en),
        authority=Words(charter.authority_zh, charter.authority_en),
        hand_over=Words(charter.hand_over_zh, charter.hand_over_en),
        contents=tuple(
            Words(zh, en) for zh, en in zip(node.contents_zh, node.contents_en, strict=False)
        ),
    )


def _term(node: Node, adopted: Policy | None, on: date, *, stated: bool) -> Text:
    """Say how long the node has: as the text or the court's rule has it, and until when."""
    if stated:
        return Words("以文书载明之日为准", "as its paper states")
    until = Words("至{d}届满", "until {d}").filled(d=node.due_on.isoformat())
    length: Text = NOTHING
    if adopted is not None:
        unit = TERM_UNITS.get(adopted.unit.value, NOTHING)
        length = Words("{n}{u}", "{n} {u}").filled(n=adopted.amount, u=unit)
    else:
        named = next((s.parameter for s in node.finding.steps if s.parameter), None)
        if named is not None:
            found = parameter(named, on)
            length = Words(found.text_zh, found.text_en)
    if not str(length):
        return until
    return Words("{n}，{u}", "{n}, {u}").filled(n=length, u=until)


def _days(start: date, end: date) -> Text:
    return Words("{n}日，至{d}", "{n} days, until {d}").filled(
        n=(end - start).days, d=end.isoformat()
    )


def _reminders(node: Node, own: Reminders, on: date, *, stated: bool) -> Text:
    before = own.before(node.code)
    if not stated:
        ahead = own.ahead(node.code, node.due_on, on).value
        before = tuple((node.due_on - day).days for day in ahead)
    if not before:
        return Words("期限不足7日，当日列入今日事项", "too short to remind; it stands in my day")
    listed = Words("、".join(map(str, before)), ", ".join(map(str, before)))
    return Words("届满前{n}日", "{n} days before").filled(n=listed)


def _set_by(node: Node, own: Reminders) -> Text:
    """Say who set the days of reminding: the court, by which paper and since when, or nobody."""
    if not own.is_own(node.code) or own.since is None:
        return Words("平台惯例，本院未自定", "the platform's usual days; the court set none")
    said = Words("本院自定：{b}，{d}起", "set by the court: {b}, since {d}")
    return said.filled(b=own.legal_basis, d=own.since.isoformat())


def _policies(found: Iterable[PolicyView], key: str = "policies") -> Table:
    rows = [
        Row(
            str(p.id),
            (
                Cell(POLICIES.get(p.code, p.code)),
                p.legal_basis,
                p.valid_from,
                date.fromordinal(p.valid_until.toordinal() - 1) if p.valid_until else None,
                p.review_on,
            ),
        )
        for p in found
    ]
    empty = Empty(
        Words("本院没有施行自己的规定", "The court adopted no policy of its own"),
        Words("适用法定期限，别无其他。", "The law holds, and nothing else."),
    )
    title = Words("本院规定", "The court's policies")
    if key == "history":
        title = Words("节点规定的沿革", "The local rules over time")
    return Table(key, title, POLICY_COLUMNS, rows, empty=empty)
