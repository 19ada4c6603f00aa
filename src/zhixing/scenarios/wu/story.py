"""Tells the played case as a judge would read it: the days, the figures, the law behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.cases import queries as cases
from zhixing.cases.figures import explain
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.interest.months_to_repay import months_to_repay
from zhixing.measures.chapter import Measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios.wu import INVENTED
from zhixing.scenarios.wu.ending import TOTAL
from zhixing.scenarios.wu.record import Wu
from zhixing.settlement.chapter import Settlements

ASKED_ON = date(2016, 6, 1)
"""The day in the middle of the search on which the story looks at the case as it stood."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the story in both languages."""

    zh: str
    en: str


def tell(wu: Wu) -> Iterator[Line]:
    """Give the whole story of a case played to its end."""
    court_no = wu.stage.court_no
    yield Line(f"吴某河执行案（演练）　{wu.number}", f"The Wu case (rehearsal)  {wu.number}")
    for told in wu.told:
        yield Line(f"{told.on}　{told.zh}", f"{told.on}  {told.en}")
    with open_scope(Scope.of_court(court_no, court_no)):
        yield from _figures(court_no, wu)
        yield from _as_it_stood(court_no, wu)
        yield from _findings(court_no, wu)
    yield Line("报告未载明而虚构的事实：", "Facts the report does not give, invented here:")
    for fact in INVENTED:
        yield Line(f"　{fact}", f"  {fact}")


def _figures(court_no: int, wu: Wu) -> Iterator[Line]:
    facts = cases.facts_now(court_no, wu.case)
    hit_on = facts.of(Measures).look_outs[0].hit_on or wu.stage.today
    days = (hit_on - wu.application.applied_on).days
    yield Line("数据", "Figures")
    yield Line(
        f"　自申请执行至找到被执行人：{days}日",
        f"  from application to location: {days} days",
    )
    found = months_to_repay(on=date(2017, 3, 20), total=TOTAL, monthly=Fen.of_yuan(2_000))
    yield from _conclusion(found)
    plan = facts.of(Settlements).agreements[-1].instalments
    total = Fen(sum(int(i.amount) for i in plan))
    yield Line(
        f"　{len(plan)} × {plan[0].amount.yuan} = {total.yuan}元",
        f"  {len(plan)} × {plan[0].amount.yuan} = {total.yuan} yuan",
    )
    yield from _conclusion(explain(court_no, wu.case, "debt", date(2017, 3, 28)))


def _as_it_stood(court_no: int, wu: Wu) -> Iterator[Line]:
    measures = cases.facts_as_of(court_no, wu.case, on=ASKED_ON).of(Measures)
    (listed,), (look_out,) = measures.listed, measures.look_outs
    closing = explain(court_no, wu.case, "node:CLOSE_CASE", ASKED_ON)
    late = (ASKED_ON - closing.value.due_on).days
    yield Line(f"{ASKED_ON} 的案件状态", f"The case as it stood on {ASKED_ON}")
    yield Line(
        f"　失信名单：{'已纳入并公布' if listed.is_published else '未公布'}；"
        f"布控：{'在控' if look_out.closed_on is None else '已撤销'}",
        f"  listing: {'published' if listed.is_published else 'not published'}; "
        f"look-out: {'open' if look_out.closed_on is None else 'closed'}",
    )
    yield Line(
        f"　结案期限{closing.value.due_on}（{closing.value.plain_on}为休息日顺延），"
        f"已逾期{late}日，扣除{closing.value.excluded_days}日",
        f"  to be closed by {closing.value.due_on} ({closing.value.plain_on} is a day of rest); "
        f"{late} days overdue, {closing.value.excluded_days} excluded",
    )
    yield from _conclusion(closing)


def _findings(court_no: int, wu: Wu) -> Iterator[Line]:
    yield Line("各行为所依据的认定与条文", "What each act rests on, with its articles")
    for act in cases.list_acts(court_no, wu.case):
        for finding in cases.execute_findings(act):
            yield Line(
                f"　{act.occurred_on} {act.zh}：{finding.conclusion_zh}{_articles(finding, 'zh')}",
                f"  {act.occurred_on} {act.en}: {finding.conclusion_en}{_articles(finding, 'en')}",
            )


def _conclusion(finding: Finding[Any]) -> Iterator[Line]:
    yield Line(
        f"　{finding.conclusion_zh}{_articles(finding, 'zh')}",
        f"  {finding.conclusion_en}{_articles(finding, 'en')}",
    )


def _articles(finding: Finding[Any], language: str) -> str:
    """Name every article a finding cites, once each, in its order."""
    bases = (step.basis for step in finding.steps if step.basis is not None)
    names = dict.fromkeys(b.zh if language == "zh" else b.en for b in bases)
    if not names:
        return ""
    return f"（{'；'.join(names)}）" if language == "zh" else f" ({'; '.join(names)})"
