"""Founds the demo court, plays the Wu case in it, and lets the invented cases live."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from zhixing.assignment import operations as assignment
from zhixing.cases import operations as cases
from zhixing.cases import queries
from zhixing.cases.filing.outcome import Mode
from zhixing.courts import operations as courts
from zhixing.courts.queries import clock_for, get_court, list_courts
from zhixing.courts.records import CourtView
from zhixing.funds.policies import ACCOUNT_AT_FILING
from zhixing.inquiry.search.terms import BY_YIELD
from zhixing.kernel.canonical import to_json
from zhixing.kernel.clock import instant, legal_day
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Impossible
from zhixing.law.policies import policy
from zhixing.oversight.operations import POLICY as RANKING
from zhixing.oversight.operations import publish_ranking
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind, Principal
from zhixing.scenarios import banks, channels
from zhixing.scenarios.demo import CASES, CODE, LOGIN_PREFIX, OPENED_ON, PRESENT
from zhixing.scenarios.demo.accounts import write_accounts
from zhixing.scenarios.demo.applications import Titles
from zhixing.scenarios.demo.courses import CourseOfLife, list_courses
from zhixing.scenarios.demo.elsewhere import known_accounts
from zhixing.scenarios.demo.life import FIRST_JUDGE, Calendar, Course, Life, working_day
from zhixing.scenarios.demo.people import Invention
from zhixing.scenarios.demo.post import POST_DAYS, deliver
from zhixing.scenarios.stage import FOUNDING, Stage, raise_stage
from zhixing.scenarios.wu.record import Wu
from zhixing.scenarios.wu.replay import LIKE, play

TEAMS = 3
SEED = 20180903
POOL = "ALL"
LOCAL_RULES_BASIS = "（演练）2018年执节〔2018〕1号：执行案件流程节点管理办法"
LOCAL_RULES_SINCE = date(2018, 8, 1)
TARGETS_BASIS = "（演练）2018年度执行工作目标责任书"
TARGETS_SINCE = date(2018, 1, 1)
STANDARD_BASIS = "（演练）本院关于保留必需生活费用的规定"
STANDARD_SOURCE = "（演练）本市城市最低生活保障标准"
YIELD_BASIS = "（演练）2018年执办〔2018〕6号：网络查询先后次序办法"
YIELD_TERMS: dict[str, Any] = {
    "prior": {"asked": 20, "hits": 2, "worth": 600_000},
    "wave": 4,
    "costs": {"NATIONAL": 40, "LOCAL": 90},
    "worths": {"VEHICLE": 2_000_000, "REAL_ESTATE": 30_000_000},
}
"""What is assumed of an institution nobody asked yet, and what a request costs, in fen."""
RANKING_BASIS = "（演练）2018年执办〔2018〕7号：协助单位反馈情况通报办法"
RANKED = date(2018, 4, 1), date(2018, 8, 24)
"""The days the ranking is about: whoever was asked in them has had the time to answer."""
RANKED_FROM = 2
ACCOUNTS_BASIS = "（演练）2018年执款〔2018〕2号：执行案款一案一账号管理办法"
Tell = Callable[[str, str], None]


@dataclass(slots=True)
class Demo:
    """Give what was played: the stage, the Wu case, and every life."""

    stage: Stage
    wu: Wu
    lives: list[Life] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Give the demo court's code."""
        with open_scope(Scope.system()):
            return get_court(self.stage.court_no).code


def find_finished() -> CourtView | None:
    """Find the demo court that was played to the present; its clock is set last."""
    with open_scope(Scope.system()):
        for court in _demo_courts():
            if legal_day(clock_for(court.court_no).now()) >= PRESENT:
                return court
    return None


def seed(state: Path, tell: Tell, *, count: int = CASES) -> Demo:
    """Found and play a demo court; one that was left half way is ended and another founded."""
    stage = _found(state, tell)
    tell("重演吴某河执行案……", "playing the Wu case …")
    demo = Demo(stage, play(stage=stage))
    _change_policies(stage)
    _set_targets(stage)
    _open_accounts(stage)
    _adopt_standard(stage)
    _order_search(stage)
    tell(f"演练{count}件虚构案件……", f"playing {count} invented cases …")
    _register_banks(stage)
    open_channels(state, stage.court_no)
    _play(demo, tell, count, state)
    _write_worlds(state, demo)
    stage.goto(PRESENT, 9)
    stage.do(PostKind.DIRECTOR, lambda by: publish_ranking(*RANKED, PRESENT, by=by))
    return demo


def _demo_courts() -> list[CourtView]:
    return [
        c for c in list_courts(rehearsal=True) if c.code.startswith(CODE) and c.valid_until is None
    ]


def _found(state: Path, tell: Tell) -> Stage:
    with open_scope(Scope.system()):
        known = [c for c in list_courts(rehearsal=True) if c.code.startswith(CODE)]
        for court in _demo_courts():
            courts.end_court(court.court_no, OPENED_ON)
    number = len(known) + 1
    tell("设立演练法院……", "founding the rehearsal court …")
    suffix = str(number) if number > 1 else ""
    prefix = LOGIN_PREFIX if number == 1 else f"demo{number}-"
    stage = raise_stage(
        LIKE, login_prefix=prefix, credentials=True, teams=TEAMS, code=f"{CODE}{suffix}"
    )
    write_accounts(state, stage.staff)
    return stage


def _change_policies(stage: Stage) -> None:
    """Switch look-outs off, and let new local rules on nodes take the place of the old ones."""
    sample = policy.sample_policies(Days(LOCAL_RULES_SINCE, None), LOCAL_RULES_BASIS)
    rules: list[Any] = [_rule(p) for p in sample if p.code != policy.NATIONAL_QUERY]
    with open_scope(Scope.system()):
        courts.end_policy(stage.court_no, "LOOK_OUT", OPENED_ON)
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                "LOCAL_RULES",
                LOCAL_RULES_BASIS,
                LOCAL_RULES_SINCE,
                LOCAL_RULES_SINCE.replace(year=LOCAL_RULES_SINCE.year + 2),
                {"rules": [*rules, {"code": policy.SHIELDING}]},
            )
        )


def _set_targets(stage: Stage) -> None:
    """Adopt the year's targets, with their invented source."""
    targets: list[Any] = [
        {"code": "CLOSING_RATE", "at_least": "60.00"},
        {"code": "OVERDUE_NODES", "at_most": 50},
        {"code": "MONEY_WAITING", "at_most": 0},
    ]
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                "TARGETS",
                TARGETS_BASIS,
                TARGETS_SINCE,
                TARGETS_SINCE.replace(year=TARGETS_SINCE.year + 1),
                {"targets": targets},
            )
        )


def _open_accounts(stage: Stage) -> None:
    """Adopt that every case has an account of its own from its filing."""
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                ACCOUNT_AT_FILING,
                ACCOUNTS_BASIS,
                LOCAL_RULES_SINCE,
                LOCAL_RULES_SINCE.replace(year=LOCAL_RULES_SINCE.year + 2),
                {"prefix": "8"},
            )
        )


def _adopt_standard(stage: Stage) -> None:
    """Adopt the living standard by which people keep what they need; invented figures."""
    with open_scope(Scope.system()):
        courts.adopt_policy(
            courts.NewPolicy(
                stage.court_no,
                "LIVING_STANDARD",
                STANDARD_BASIS,
                FOUNDING,
                TARGETS_SINCE.replace(year=TARGETS_SINCE.year + 2),
                {"per_month": 58_000, "months": 1, "source": STANDARD_SOURCE},
            )
        )


def _order_search(stage: Stage) -> None:
    """Adopt that institutions may be asked by yield, and that their answering is published."""
    ranking: dict[str, Any] = {"least_asked": RANKED_FROM}
    rules = (
        (BY_YIELD, YIELD_BASIS, YIELD_TERMS),
        (RANKING, RANKING_BASIS, ranking),
    )
    with open_scope(Scope.system()):
        for code, basis, value in rules:
            until = LOCAL_RULES_SINCE.replace(year=LOCAL_RULES_SINCE.year + 2)
            courts.adopt_policy(
                courts.NewPolicy(stage.court_no, code, basis, LOCAL_RULES_SINCE, until, value)
            )


def _rule(sample: policy.Policy) -> dict[str, Any]:
    names = ("code", "amount", "unit", "contents_zh", "contents_en")
    return {name: to_json(getattr(sample, name)) for name in names}


def _register_banks(stage: Stage) -> None:
    with open_scope(Scope.system()):
        province = get_court(stage.court_no).province
    banks.register_banks(OPENED_ON, stage.clock_at, province=province)


def _write_worlds(state: Path, demo: Demo) -> None:
    """Give each simulated bank its customers, where its program looks for them."""
    for bank in banks.BANKS:
        customers = [c for life in demo.lives for short, c in life.customers if short == bank.short]
        banks.write_world(banks.world_of(state / "simulators", bank.short), customers)
    owned = channels.Belongings()
    for life in demo.lives:
        owned.houses += life.owned.houses
        owned.customers += life.owned.customers
        owned.older += life.owned.older
        owned.policy += life.owned.policy
        owned.records += life.owned.records
        owned.known += known_accounts(life)
    channels.write_worlds(state, owned)


def open_channels(state: Path, court_no: int) -> None:
    """Register an institution for each further road; those known stay as they are."""
    with open_scope(Scope.system()):
        province = get_court(court_no).province
    channels.register_channels(state, OPENED_ON, instant(OPENED_ON), province=province)


def _play(demo: Demo, tell: Tell, count: int, state: Path) -> None:
    rng = random.Random(SEED)
    titles = Titles(rng, Invention(rng))
    calendar = Calendar(demo.stage, PRESENT, _progress(tell))
    by_day: dict[date, list[tuple[CourseOfLife, Life]]] = defaultdict(list)
    for number, (course, filed_on) in enumerate(_plan(rng, count), 1):
        application = titles.make(f"demo-{number:03d}", course.wanted, filed_on)
        life = Life(demo.stage, application, random.Random(SEED + number))
        by_day[filed_on].append((course, life))
        demo.lives.append(life)
    for day, starting in by_day.items():
        calendar.add(_file(calendar, starting), day)
    for day in POST_DAYS:
        calendar.add(deliver(state, day, lambda: _by_packages(demo)), day)
    calendar.run()


def _by_packages(demo: Demo) -> list[banks.Customer]:
    return [customer for life in demo.lives for customer in life.owned.customers]


def _plan(rng: random.Random, count: int) -> list[tuple[CourseOfLife, date]]:
    """Share the cases out among the courses, and the courses out over the filing days."""
    days = _filing_days()
    courses = list_courses()
    planned: list[tuple[CourseOfLife, date]] = []
    whole = sum(course.share for course in courses)
    for course in courses:
        share = max(1, round(course.share * count / whole))
        first, last = _months(course, len(days))
        planned += [(course, days[rng.randrange(first, last)]) for _ in range(share)]
    return sorted(planned, key=lambda p: p[1])


def _months(course: CourseOfLife, days: int) -> tuple[int, int]:
    if course.early:
        return 0, days // 3
    if course.late:
        return days * 5 // 6, days
    return 0, days * 2 // 3


def _filing_days() -> list[date]:
    """Give one filing day a week, a working day each."""
    found: list[date] = []
    day = OPENED_ON
    while day < PRESENT:
        filing = working_day(day)
        if filing < PRESENT and filing not in found:
            found.append(filing)
        day += timedelta(days=7)
    return found


def _file(calendar: Calendar, starting: Sequence[tuple[CourseOfLife, Life]]) -> Course:
    """File a day's applications in one batch, deal them to the teams, and let them live."""
    together = [life for course, life in starting if not course.alone]
    if together:
        _file_together(calendar.stage, together)
    for course, life in starting:
        calendar.add(course.play(life), calendar.stage.today)
    return
    yield


def _file_together(stage: Stage, lives: Sequence[Life]) -> None:
    applications = [life.application for life in lives]

    def file(by: Principal) -> None:
        result = cases.file_cases(applications, by=by, on=stage.today, mode=Mode.ALL_OR_NONE)
        if len(result.filed) != len(lives):
            raise Impossible(f"the demo's applications have problems: {result.problems[:3]}")
        for life, filed in zip(lives, result.filed, strict=True):
            life.case, life.number = filed.case, filed.number

    def deal(by: Principal) -> None:
        groups = [_group(stage, team) for team in range(TEAMS)]
        assignment.open_cycle(POOL, groups, stage.clock_at, by=by)
        assignment.run_cycle(POOL, stage.today, stage.clock_at, by=by)

    stage.do(PostKind.JUDGE, file)
    stage.do(PostKind.DIRECTOR, deal)
    _learn_teams(stage, lives)


def _group(stage: Stage, team: int) -> assignment.Group:
    judge = stage.staff.of_kind(PostKind.JUDGE, FIRST_JUDGE + team)
    return assignment.Group(stage.staff.teams[team], (assignment.Member(judge.person, judge.post),))


def _learn_teams(stage: Stage, lives: Sequence[Life]) -> None:
    def look(by: Principal) -> None:
        for life in lives:
            view = queries.get_case(by.court_no, life.case)
            life.team = stage.staff.teams.index(view.team) if view.team else 0

    stage.do(PostKind.JUDGE, look)


def _progress(tell: Tell) -> Callable[[date, int], None]:
    """Tell each month that begins."""
    told: set[tuple[int, int]] = set()

    def heard(day: date, waiting: int) -> None:
        month = day.year, day.month
        if month not in told:
            told.add(month)
            tell(f"  {day:%Y年%m月}", f"{day:%Y-%m}")

    return heard
