"""What a deed would do, found out by doing it and undoing it: the same operation, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from zhixing.cases.docket.node_facts import is_standing
from zhixing.cases.docket.values import ActView
from zhixing.cases.queries import execute_findings, list_acts
from zhixing.decisions.queries import get_matter
from zhixing.desk import casefile
from zhixing.desk.casefile import CaseFile
from zhixing.desk.findings import lay
from zhixing.desk.screens.tab_docket import summary_of
from zhixing.desk.words import POSTS, node_word, word
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.law.nodes.node import Node
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.why import Why
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import Outcome

NONE = Words("无", "none")
CONTROLLED = 4
"""The place of the answer whose remark counts controls, listings and restrictions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Tell one act that would be recorded."""

    name: Text
    on: date
    summary: Text


@dataclass(frozen=True, slots=True)
class Change:
    """Tell what one thing of the case's head or calendar would become."""

    name: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Tell what a deed would do: acts, who decides, what changes, and by which findings."""

    entries: tuple[Entry, ...]
    route: tuple[Text, ...]
    changes: tuple[Change, ...]
    reasons: tuple[Why, ...]


class _Undo(Exception):
    """Carry what was seen out of the savepoint that it undoes."""

    def __init__(self, seen: Rehearsed) -> None:
        super().__init__("undone")
        self.seen = seen


def rehearse(file: CaseFile, operation: Callable[[], Any]) -> Outcome[Rehearsed]:
    """Carry an operation out within a savepoint, look at the case, and undo everything."""
    before = _state(file)
    try:
        with transaction.atomic():
            operation()
            raise _Undo(_seen(file, before))
    except _Undo as undo:
        return Outcome(value=undo.seen)
    except Refusal as refusal:
        return Outcome(refusal=refusal)
    raise Impossible("a rehearsal ends by being undone")


def _seen(file: CaseFile, before: Mapping[str, tuple[Text, Text]]) -> Rehearsed:
    now = CaseFile(file.visit, file.row.court_no, file.row.id)
    acts = list_acts(now.row.court_no, now.row.id)
    new = [a for a in acts if a.seq > file.row.last_seq]
    found: dict[str, Finding[Any]] = {}
    for act in new:
        found.update((f.input_hash, f) for f in execute_findings(act))
    after = _state(now)
    changes = [
        Change(name, before.get(key, (name, NONE))[1], text)
        for key, (name, text) in after.items()
        if before.get(key, (name, NONE))[1] != text
    ]
    return Rehearsed(
        tuple(Entry(Words(a.zh, a.en), a.occurred_on, _said(a)) for a in new),
        tuple(_route(new)),
        tuple(changes),
        tuple(lay(f) for f in found.values()),
    )


def _said(act: ActView) -> Text:
    """Say what an act says; of a matter put up, what is to be decided."""
    if act.type != "MATTER_SUBMITTED" or act.correlation is None:
        return summary_of(act)
    matter = get_matter(act.court_no, act.correlation)
    return Words(matter.summary_zh, matter.summary_en)


def _state(file: CaseFile) -> dict[str, tuple[Text, Text]]:
    """Give the head's answers and the calendar of the case, each by a key of its own."""
    state: dict[str, tuple[Text, Text]] = {}
    for place, answer in enumerate(casefile.head(file)):
        text: Text = answer.answer
        if answer.note and place == CONTROLLED:
            text = Words("{a}，{b}", "{a}, {b}").filled(a=answer.answer, b=answer.note)
        state[f"head{place}"] = (answer.question, text)
    for node in file.nodes:
        state[f"{node.code}:{node.reference}"] = (node_word(node.code), _node(node))
    return state


def _node(node: Node) -> Text:
    if node.done_on is not None:
        return Words("{d}完成", "done on {d}").filled(d=day_words(node.done_on))
    if is_standing(node):
        return Words("期限停止计算", "the term stands still")
    return Words("{d}到期", "due on {d}").filled(d=day_words(node.due_on))


def _route(acts: Iterable[ActView]) -> Iterable[Text]:
    for act in acts:
        route = act.payload.get("route") if isinstance(act.payload, dict) else None
        if act.type == "MATTER_SUBMITTED" and isinstance(route, list):
            yield from (word(POSTS, str(step)) for step in route)


def nothing_rehearsed() -> Rehearsed:
    """Give the preview of a deed that is not tried out beforehand."""
    return Rehearsed((), (), (), ())
