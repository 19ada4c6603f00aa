"""How institutions answer: the ranking, volumes by tier and kind, cycle times, and the registry."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.desk.court_deeds import PARTNERS
from zhixing.desk.pages.organisation import deed_links
from zhixing.desk.screens.board_figures import year_until
from zhixing.desk.screens.partners_met import engagements_table
from zhixing.desk.visit import Visit
from zhixing.inquiry.answer_time import RULE
from zhixing.inquiry.queries import list_institution_loads
from zhixing.inquiry.states import WORDS, State
from zhixing.institutions.abilities import (
    ability_of,
    list_abilities,
    source_of_hours,
    wire_label,
)
from zhixing.institutions.kinds import InstitutionKind, Tier
from zhixing.institutions.queries import get_institution, list_closing_days, list_institutions
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.answering import (
    IDLE_DAYS,
    CycleTime,
    InstitutionLine,
    Part,
    Volume,
    list_behind,
    list_cycle_times,
    list_idle,
    list_institution_lines,
    volumes_by_kind,
    volumes_by_tier,
)
from zhixing.oversight.definition import Asked, percent_text
from zhixing.oversight.operations import publish_ranking
from zhixing.oversight.published import list_rankings
from zhixing.oversight.queries import ask
from zhixing.platform.screenkit.tables import (
    Cell,
    Column,
    Empty,
    Filter,
    Filters,
    Kind,
    Row,
    Table,
)
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

PARTS: Final = {
    Part.ASKED: Words("请求", "Asked"),
    Part.RUNNING: Words("期限未满", "Not due yet"),
    Part.UNANSWERED: Words("逾期未反馈", "Overdue"),
    Part.LATE: Words("迟延反馈", "Late"),
    Part.UPHELD: Words("异议成立", "Upheld"),
    Part.AGAINST: Words("计入不按时", "Against it"),
    Part.UNSERVED: Words("法院待送达", "Court to carry"),
    Part.HIT: Words("查得", "Hits"),
    Part.REJECTED: Words("退回", "Rejected"),
    Part.REVERSED: Words("更正", "Corrected"),
    Part.DISPUTED: Words("有异议", "Disputed"),
}
IDLE: Final = "IDLE"
MEDIAN: Final = Words("中位用时（天）", "Median days")
RULES: Final = (
    Words(*RULE),
    Words(
        "按时反馈率＝（请求－期限未满－计入不按时）÷（请求－期限未满）。逾期未反馈、迟延反馈、异议成立计入"
        "不按时，同一请求只计一次。各项均截至所选期间的最后一日；用时按法院日历计算，当日反馈为0天。",
        "Answered in time = (asked − not due yet − against it) ÷ (asked − not due yet). "
        "Overdue, late and upheld disputes count against it, each request once. All stand as of "
        "the last day chosen; days are the court's calendar, 0 on the same day.",
    ),
)
"""What the figures mean, shown with them."""
TIERS: Final = {
    Tier.NATIONAL.value: Words("总对总", "national"),
    Tier.LOCAL.value: Words("点对点", "local"),
}
LINES: Final = (
    Column("rank", Words("名次", "Rank"), Kind.NUMBER, fixed=True),
    Column("name", Words("协助单位", "Institution"), fixed=True),
    Column("in_time", Words("按时反馈率", "Answered in time")),
    Column("days", MEDIAN, Kind.NUMBER),
    *(Column(p.value, words, Kind.NUMBER) for p, words in PARTS.items()),
    Column(
        "idle",
        Words(f"控制后{IDLE_DAYS}日未处理", f"Controlled, idle {IDLE_DAYS} days"),
        Kind.NUMBER,
    ),
)
VOLUMES: Final = (
    Column("code", Words("范围", "Of"), fixed=True),
    Column("asked", Words("请求", "Asked"), Kind.NUMBER),
    Column("hits", Words("查得", "Hits"), Kind.NUMBER),
    Column("rate", Words("查得率", "Rate of hits")),
)
CYCLES: Final = (
    Column("tier", Words("层级", "Tier"), fixed=True),
    Column("ordered", Words("查询批次", "Answer sets"), Kind.NUMBER),
    Column("whole", Words("已齐备", "Whole"), Kind.NUMBER),
    Column("in_time", Words("三个工作日内齐备", "Whole in three working days"), Kind.NUMBER),
    Column("rate", Words("比例", "Share")),
)
REGISTRY: Final = (
    Column("kind", Words("种类", "Kind"), fixed=True),
    Column("name", Words("协助单位", "Institution"), fixed=True),
    Column("tier", Words("层级", "Tier")),
    Column("wire", Words("接口", "Interface")),
    Column("level", Words("约定时限（小时）", "Service level, hours"), Kind.NUMBER),
    Column("source", Words("时限依据", "Where the hours come from")),
    Column("days", MEDIAN, Kind.NUMBER),
    Column("call", Words("最近一次轮询", "Latest poll"), Kind.MOMENT),
    Column("waiting", Words("待反馈", "Awaiting answer"), Kind.NUMBER),
)
BEHIND: Final = (
    Column("no", Words("请求编号", "Request number"), fixed=True),
    Column("case", Words("案号", "Case number"), Kind.CASE_NO),
    Column("state", Words("状态", "State")),
    Column("issued", Words("发出", "Issued"), Kind.DAY),
    Column("starts", Words("起算", "Time runs from"), Kind.DAY),
    Column("due", Words("到期", "Due"), Kind.DAY),
    Column("answered", Words("反馈", "Answered"), Kind.DAY),
)
CONTROLS: Final = (
    Column("case", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
    Column("amount", Words("控制金额", "Controlled"), Kind.MONEY),
    Column("since", Words("最后办理日", "Nothing done since"), Kind.DAY),
)
SHOWN_DAYS: Final = 60
TOLD_LATE: Final = Words(
    "事后登记，已届满的期限不变", "told afterwards; deadlines that had passed stay"
)
CLOSINGS: Final = (
    Column("day", Words("停业日", "Closed on"), Kind.DAY, fixed=True),
    Column("name", Words("协助单位", "Institution"), fixed=True),
    Column("reason", Words("原因", "Why")),
    Column("told", Words("登记日", "Told on"), Kind.DAY),
)
PUBLISHED: Final = (
    Column("court", Words("法院", "Court"), fixed=True),
    Column("from", Words("自", "From"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("on", Words("公布日", "Published on"), Kind.DAY),
    Column("named", Words("列名单位", "Named"), Kind.NUMBER),
)
NOT_COVERED: Final = Words("未接入", "not connected")
NONE: Final = Empty(Words("期间内没有请求", "Nothing was asked in these days"))


def publish(visit: Visit) -> HttpResponse:
    """Publish how institutions answered the court within days, for everybody to see."""
    given = visit.request.POST
    first_on, last_on = (_day(given.get(n, ""), visit.on) for n in ("first_on", "last_on"))
    done = perform(lambda: publish_ranking(first_on, last_on, visit.on, by=visit.by))
    if done.refusal is not None:
        return show(visit, done.refusal)
    visit.tell(Words("排名已公布。", "The ranking is published."))
    return visit.go(reverse("desk:institutions"))


def show(visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    """Show how every institution answered within days, and which kinds are connected."""
    asked = _asked(visit)
    lines = list_institution_lines(asked)
    context = {
        "filters": _filters(asked, reverse("desk:institutions")),
        "refusal": shown(refusal) if refusal is not None else None,
        "may_publish": visit.by.may("supervise"),
        "first_on": date(visit.on.year - 1, 1, 1),
        "last_on": date(visit.on.year - 1, 12, 31),
        "tables": [
            _ranking(lines, asked),
            _volumes("tiers", Words("分层级", "By tier"), volumes_by_tier(lines)),
            _cycles(list_cycle_times(asked)),
            _volumes("kinds", Words("分单位种类", "By kind"), volumes_by_kind(lines)),
            _registry(visit, lines),
            _closings(visit),
            engagements_table(visit.by.court_no, visit.on),
            _published(),
        ],
        "deeds": deed_links(visit, PARTNERS),
        "rules": RULES,
        "is_today": True,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("institutions").render("desk/institutions.html", context, status=status)


def behind(visit: Visit, institution: UUID, part: str) -> HttpResponse:
    """Show the requests, or the controls, behind one figure of one institution."""
    asked = _asked(visit)
    name = get_institution(institution)
    code = part.upper()
    if code == IDLE:
        table = _idle_table(asked, institution)
        title: Text = LINES[-1].label
    elif code in Part.__members__:
        table = _behind_table(asked, institution, Part(code))
        title = PARTS[Part(code)]
    else:
        raise Http404(part)
    context = {
        "name": Words(name.name, name.name_en),
        "title": title,
        "table": table,
        "rules": RULES,
        "back": f"{reverse('desk:institutions')}?{_query(asked)}",
    }
    return visit.under("institutions").render("desk/institution_list.html", context)


def _ranking(lines: list[InstitutionLine], asked: Asked) -> Table:
    rows = [_line(x, asked) for x in lines]
    name = Words("协助单位反馈排名", "How institutions answer")
    return Table("ranking", name, LINES, rows, empty=NONE)


def _line(x: InstitutionLine, asked: Asked) -> Row:
    view = x.institution
    counts = [_linked(view.id, p.value, x.of(p), asked) for p in PARTS]
    share = "" if x.in_time is None else f"{percent_text(x.in_time)}%"
    name = Words(view.name, view.name_en)
    idle = _linked(view.id, IDLE, x.idle, asked)
    return Row(str(view.id), (x.rank, name, share, x.days, *counts, idle))


def _linked(institution: UUID, part: str, count: int, asked: Asked) -> object:
    if not count:
        return count
    url = reverse("desk:institution_list", args=[institution, part.lower()])
    return Cell(count, url=f"{url}?{_query(asked)}")


def _volumes(key: str, name: Text, found: list[Volume]) -> Table:
    rows = [Row(v.code, (_code(v.code), v.asked, v.hits, _share(v.rate))) for v in found]
    return Table(key, name, VOLUMES, rows, empty=NONE)


def _cycles(found: list[CycleTime]) -> Table:
    rows = [
        Row(c.tier, (TIERS[c.tier], c.ordered, c.whole, c.in_time, _share(c.rate))) for c in found
    ]
    return Table("cycles", Words("查询周期", "Cycle time"), CYCLES, rows)


def _registry(visit: Visit, lines: list[InstitutionLine]) -> Table:
    loads = {x.institution: x for x in list_institution_loads(visit.by.court_no, visit.on)}
    days = {x.institution.id: x.days for x in lines}
    rows: list[Row] = []
    known = list_institutions(visit.on)
    for kind, ability in list_abilities().items():
        words = Words(ability.zh, ability.en)
        mine = [i for i in known if i.kind is kind]
        if not mine:
            rows.append(Row(kind.value, (words, NOT_COVERED, "", "", None, "", None, None, None)))
        for i in mine:
            load = loads.get(i.id)
            call = None if load is None else load.latest_call_at
            waiting = 0 if load is None else load.waiting
            name, wire = Words(i.name, i.name_en), Words(*wire_label(i.profile))
            tier = TIERS[i.tier.value]
            hours = i.service_level_hours
            source = Words(*source_of_hours(i.kind, i.tier, hours))
            cells = (words, name, tier, wire, hours, source, days.get(i.id), call, waiting)
            rows.append(Row(str(i.id), cells))
    covered = len({i.kind for i in known})
    name = Words(
        f"接入情况：{covered}／{len(list_abilities())}类",
        f"Connected: {covered} of {len(list_abilities())} kinds",
    )
    return Table("registry", name, REGISTRY, rows)


def _closings(visit: Visit) -> Table:
    """Show the closing days that lie ahead or are not two months past, late ones marked."""
    names = {i.id: Words(i.name, i.name_en) for i in list_institutions(visit.on)}
    found = list_closing_days(since=visit.on - timedelta(days=SHOWN_DAYS))
    rows = [
        Row(
            f"{c.institution}/{c.day}",
            (
                c.day,
                names[c.institution],
                c.reason,
                Cell(c.told_on, note=TOLD_LATE if c.is_late else NOTHING),
            ),
        )
        for c in found
        if c.institution in names
    ]
    nothing = Empty(Words("没有登记停业日", "No closing day is recorded"))
    name = Words("单独停业日", "Single closing days")
    return Table("closings", name, CLOSINGS, rows, empty=nothing)


def _published() -> Table:
    rows = [
        Row(str(r.id), (r.court_name, r.first_on, r.last_on, r.published_on, len(r.lines)))
        for r in list_rankings()
    ]
    name = Words("已公布的排名", "Published rankings")
    nothing = Empty(Words("尚未公布", "None was published yet"))
    return Table("published", name, PUBLISHED, rows, empty=nothing)


def _behind_table(asked: Asked, institution: UUID, part: Part) -> Table:
    found = list_behind(asked, institution, part, limit=500)
    numbers = _numbers({b.case for b in found})
    rows = [
        Row(
            str(b.request),
            (
                b.external_no,
                _case(b.court_no, b.case, numbers),
                Words(*WORDS[State(b.state)]),
                b.issued_on,
                b.starts_on,
                b.due_on,
                b.answered_on,
            ),
        )
        for b in found
    ]
    return Table("behind", PARTS[part], BEHIND, rows, empty=NONE)


def _idle_table(asked: Asked, institution: UUID) -> Table:
    found = list_idle(asked, institution=institution)
    numbers = _numbers({c.case for c in found})
    rows = [
        Row(str(c.asset), (_case(c.court_no, c.case, numbers), c.amount, c.since)) for c in found
    ]
    return Table("idle", LINES[-1].label, CONTROLS, rows, empty=NONE)


def _numbers(ids: set[UUID]) -> dict[UUID, str]:
    page = list_cases(CaseFilter(ids=tuple(ids)), limit=max(1, len(ids)))
    return {c.id: c.number for c in page.cases}


def _case(court_no: int, case: UUID, numbers: dict[UUID, str]) -> Cell:
    url = reverse("desk:case", kwargs={"court_no": court_no, "case": case})
    return Cell(numbers.get(case, ""), url=url)


def _code(code: str) -> Text:
    if code in TIERS:
        return TIERS[code]
    ability = ability_of(InstitutionKind(code))
    return Words(ability.zh, ability.en)


def _share(rate: int | None) -> str:
    return "" if rate is None else f"{percent_text(rate)}%"


def _asked(visit: Visit) -> Asked:
    given = visit.request.GET
    year = year_until(visit.on)
    first_on = _day(given.get("from", ""), year.start)
    last_on = _day(given.get("until", ""), visit.on)
    return ask(visit.by, Days.closed(min(first_on, last_on), last_on))


def _day(text: str, default: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


def _query(asked: Asked) -> str:
    return urlencode({"from": asked.days.start.isoformat(), "until": asked.on.isoformat()})


def _filters(asked: Asked, action: str) -> Filters:
    days = (
        ("from", Words("自", "From"), asked.days.start),
        ("until", Words("至", "Until"), asked.on),
    )
    boxes = [Filter(name, label, day.isoformat(), kind="date") for name, label, day in days]
    return Filters(action=action, filters=boxes, clear_url=action)
