"""One case as a page speaks of it: the day, the reading, the facts, and what heads the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.dateparse import parse_date

from zhixing.assets.acts import Property
from zhixing.cases import queries as cases
from zhixing.cases.acts import Filing
from zhixing.cases.debt import debt_on
from zhixing.cases.docket.chapters import Closure, Debt, Progress, Responsibility, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.node_facts import is_standing, nodes_of
from zhixing.cases.queries import CaseView
from zhixing.courts.queries import get_legal_day
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.desk.words import CLOSE_MODES, GROUNDS, node_word, stage_word, word
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.debt_facts import Debt as Owing
from zhixing.law.nodes.node import Node as LawNode
from zhixing.measures.chapter import Measures
from zhixing.parties.queries import list_parties
from zhixing.parties.values import PartyView
from zhixing.platform.screenkit import casework as kit
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.shell import AsOf, Reading
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import NOTHING, Text, Words, counted
from zhixing.platform.web.fragments import CaseAsk

CREDITOR_ROLES = ("APPLICANT",)
DEBTOR_ROLES = ("DEBTOR", "GUARANTOR")


@dataclass(frozen=True, slots=True)
class Turned:
    """Say to which day a page is turned, and in which reading; ``on`` None is today."""

    on: date | None = None
    reading: Reading = Reading.STOOD

    @classmethod
    def of(cls, visit: Visit, today: date) -> Turned:
        """Read ``?on=2016-06-01&reading=knew``; today and days to come are the present."""
        on = _day(visit.request.GET.get("on", ""))
        asked = visit.request.GET.get("reading", "").upper()
        reading = Reading.KNEW if asked == "KNEW" else Reading.STOOD
        return cls(on if on is not None and on < today else None, reading)

    @property
    def known_at(self) -> datetime | None:
        """Give the last instant of the day, in the reading that asks what was known then."""
        if self.on is None or self.reading is Reading.STOOD:
            return None
        return instant(self.on + timedelta(days=1), 0) - timedelta(microseconds=1)

    @property
    def query(self) -> str:
        """Give what links within the page carry on."""
        if self.on is None:
            return ""
        asked = {"on": self.on.isoformat(), "reading": self.reading.lower()}
        return f"?{urlencode(asked)}"


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


class CaseFile:
    """Hold a case for one visit; each part is read once, when it is first asked for."""

    def __init__(self, visit: Visit, court_no: int, case: UUID) -> None:
        self.visit = visit
        self.row: CaseView = cases.get_case(court_no, case)
        own = court_no == visit.by.court_no
        self.today = visit.on if own else get_legal_day(court_no, visit.at)
        self.turned = Turned.of(visit, self.today)
        self.on = self.turned.on or self.today

    @cached_property
    def facts(self) -> Facts:
        """Give the facts of the day the page speaks of."""
        if self.turned.on is None:
            return cases.facts_now(self.row.court_no, self.row.id)
        return cases.facts_as_of(
            self.row.court_no, self.row.id, known_at=self.turned.known_at, on=self.turned.on
        )

    @cached_property
    def ask(self) -> CaseAsk:
        """Give what tabs and deeds are asked with."""
        return CaseAsk(
            by=self.visit.by,
            on=self.on,
            at=self.visit.at,
            court_no=self.row.court_no,
            case=self.row.id,
            number=self.row.number,
            facts=self.facts,
            is_today=self.turned.on is None,
            is_own=self.row.court_no == self.visit.by.court_no,
            known_at=self.turned.known_at,
            query=self.turned.query,
        )

    @cached_property
    def roster(self) -> Roster:
        """Give the names of the court's people."""
        return Roster.of(self.row.court_no, self.today)

    @cached_property
    def parties(self) -> dict[UUID, PartyView]:
        """Give everyone who stands or stood in the case."""
        return list_parties({s.party for s in self.facts.of(Standings).parties})

    @cached_property
    def nodes(self) -> tuple[LawNode, ...]:
        """Give the nodes on the day."""
        return nodes_of(self.row.court_no, self.facts, self.on)

    @property
    def exists(self) -> bool:
        """Say whether there was a case on the day, in the reading asked for."""
        return self.facts.of(Filing).applied_on is not None

    @property
    def as_of(self) -> AsOf:
        """Give the switch between days."""
        url = self.url()
        return AsOf(url, url, self.turned.on, self.turned.reading, self.row.applied_on, self.today)

    def url(self, tab: str = "", *, turned: bool = False) -> str:
        """Give the address of the case, or of one of its tabs."""
        place = {"court_no": self.row.court_no, "case": self.row.id}
        name = "desk:case_tab" if tab else "desk:case"
        url = reverse(name, kwargs={**place, "tab": tab} if tab else place)
        return f"{url}{self.turned.query}" if turned else url

    def why(self, figure: str) -> str:
        """Give the address of a figure's finding on the day."""
        return why_url(self.ask, figure)

    def names_of(self, roles: Iterable[str]) -> str:
        """Give the names of those who stand in one of these roles."""
        standings = self.facts.of(Standings)
        ids = dict.fromkeys(p for role in roles for p in standings.of_role(role))
        return "、".join(self.parties[p].name for p in ids if p in self.parties)


def why_url(ask: CaseAsk, figure: str) -> str:
    """Give the address of a figure's finding on the day a case page speaks of."""
    url = reverse("desk:why", args=[ask.court_no, ask.case, figure])
    asked = {"on": ask.on.isoformat()}
    if ask.known_at is not None:
        asked["known"] = ask.known_at.isoformat()
    return f"{url}?{urlencode(asked)}"


def head(file: CaseFile) -> list[kit.Answer]:
    """Answer the five questions: how much today, which stage, what next, who, what is held."""
    return [_owed(file), _stage(file), _next(file), _handler(file), _controlled(file)]


def outstanding(owing: Owing) -> Fen:
    """Give what is owed: what a living settlement leaves, else what the title does."""
    left = owing.agreed_outstanding
    return owing.total if left is None else left


def _owed(file: CaseFile) -> kit.Answer:
    question = (
        Words("今日尚欠", "Owed today")
        if file.turned.on is None
        else Words("该日尚欠", "Owed that day")
    )
    debtors, creditors = file.names_of(DEBTOR_ROLES), file.names_of(CREDITOR_ROLES)
    who = Words("{a} 欠 {b}", "{a} owes {b}").filled(a=debtors, b=creditors)
    if not file.facts.of(Debt).obligations:
        return kit.Answer(question, "—", who)
    try:
        owing = debt_on(file.facts, file.on).value
    except Refusal as refusal:
        return kit.Answer(question, "—", Words(refusal.message_zh, refusal.message_en))
    return kit.Answer(question, money_text(outstanding(owing)), who, file.why("debt"), True)


def _stage(file: CaseFile) -> kit.Answer:
    question = Words("阶段", "Stage")
    closure, filed_on = file.facts.of(Closure), file.facts.of(Filing).filed_on
    if closure.closed_on is not None:
        note = Words("{day}结案", "closed on {day}").filled(day=day_words(closure.closed_on))
        return kit.Answer(question, word(CLOSE_MODES, closure.mode), note)
    note = NOTHING
    if filed_on is not None:
        days = (file.on - filed_on).days
        note = Words("立案后第{n}日", "day {n} since filing").filled(n=days)
    return kit.Answer(question, stage_word(file.facts.of(Progress).stage), note)


def _next(file: CaseFile) -> kit.Answer:
    question = Words("下一步", "Next")
    waiting = [n for n in file.nodes if n.done_on is None and not is_standing(n)]
    if not waiting:
        return kit.Answer(question, Words("无待办节点", "Nothing is due"))
    first = min(waiting, key=lambda n: (n.due_on, n.target_on))
    mark = mark_of(first.due_on, file.on)
    note = Words("{sign} {day}，{left}", "{sign} {day}, {left}").filled(
        sign=mark.sign, day=day_words(first.due_on), left=mark.words
    )
    return kit.Answer(question, node_word(first.code), note, file.why(_figure_of(first)))


def _handler(file: CaseFile) -> kit.Answer:
    question = Words("承办", "Responsible")
    current = file.facts.of(Responsibility).current
    if current is None:
        return kit.Answer(question, Words("尚未分案", "Not yet assigned"))
    since = Words("自{day}", "since {day}").filled(day=day_words(current.on))
    title = file.roster.post(current.post)
    note = Words("{a}，{b}", "{a}, {b}").filled(a=title, b=since) if title else since
    return kit.Answer(question, file.roster.name(current.person), note)


def _controlled(file: CaseFile) -> kit.Answer:
    held = file.facts.of(Property)
    measures = file.facts.of(Measures)
    listed = sum(x.is_listed for x in measures.listed)
    restricted = sum(x.until is None for x in measures.restricted)
    parts: list[Words] = []
    count = sum(c.released_on is None for c in held.controls)
    if count:
        parts.append(counted(count, "项财产控制", "control"))
    if listed:
        parts.append(Words("失信名单{n}人", "{n} listed").filled(n=listed))
    if restricted:
        parts.append(Words("限制消费{n}人", "{n} restricted").filled(n=restricted))
    note = Words(
        "；".join(p.zh for p in parts) or "尚无控制措施",
        "; ".join(p.en for p in parts) or "nothing is controlled yet",
    )
    return kit.Answer(
        Words("已控制", "Controlled"), money_text(held.controlled), note, is_large=True
    )


def mark_of(due_on: date, on: date) -> Mark:
    """Give the mark of something open that is due on a day."""
    left = (due_on - on).days
    return Mark(Status.OVERDUE, -left) if left < 0 else Mark(Status.DUE, left)


def node_line(file: CaseFile) -> list[kit.Node]:
    """Give the nodes as the page shows them, in the order of their lines."""
    ordered = sorted(file.nodes, key=lambda n: (n.done_on or n.due_on, n.due_on, n.code))
    return [_node(file, n) for n in ordered]


def _node(file: CaseFile, node: LawNode) -> kit.Node:
    stands = is_standing(node)
    if node.done_on is not None:
        mark = Mark(Status.DONE, why=file.why(_figure_of(node)))
    elif stands:
        mark = Mark(Status.EXCLUDED, why=file.why(_figure_of(node)))
    else:
        plain = mark_of(node.due_on, file.on)
        mark = Mark(plain.status, plain.days, file.why(_figure_of(node)))
    excluded: Text = NOTHING
    if node.excluded_days:
        excluded = Words("扣除{n}日", "{n} days excluded").filled(n=node.excluded_days)
    return kit.Node(
        name=node_word(node.code),
        mark=mark,
        ground=_ground(node),
        due_on=None if stands else node.due_on,
        done_on=node.done_on,
        excluded=excluded,
        is_provisional=node.provisional,
    )


def _ground(node: LawNode) -> Text:
    ground = word(GROUNDS, str(node.kind))
    if node.target_on == node.due_on or node.done_on is not None:
        return ground
    return Words("{g}，宜于{day}前", "{g}, work towards {day}").filled(
        g=ground, day=day_words(node.target_on)
    )


def _figure_of(node: LawNode) -> str:
    return f"node:{node.code}:{node.reference}" if node.reference else f"node:{node.code}"
