"""What the queries of a case cover: a part of the property tab, with its reasons and its gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zhixing.cases.lawful_deed import facts_of
from zhixing.desk.casefile import why_url
from zhixing.inquiry.search.coverage import GAPS, CoverLine, get_query_coverage
from zhixing.law.instruments import find_citation
from zhixing.law.network.coverage import Cover
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.tables import Cell, Column, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk

COVERAGE: Final = Words("查询覆盖", "What the queries cover")
COVER_COLUMNS: Final = (
    Column("kind", Words("财产种类", "Kind of property"), fixed=True),
    Column("cover", Words("覆盖", "Covered"), fixed=True),
    Column("institutions", Words("应问单位", "To be asked"), Kind.NUMBER),
    Column("asked", Words("已问", "Asked"), Kind.NUMBER),
    Column("answered", Words("已反馈", "Answered"), Kind.NUMBER),
    Column("missing", Words("所缺及原因", "What is missing, and why"), fixed=True),
)
COVERS: Final = {
    Cover.COVERED: Words("● 已覆盖", "● covered"),
    Cover.IN_PART: Words("◐ 部分覆盖", "◐ in part"),
    Cover.WAITING: Words("◐ 等待反馈", "◐ answers awaited"),
    Cover.NOT_ASKED: Words("○ 尚未查询", "○ not asked"),
    Cover.OFF_NETWORK: Words("○ 网络不能查询", "○ not on the network"),
}
MOST_NAMED: Final = 2
ALL_ANSWERED: Final = Words("应问的单位均已反馈", "everybody to be asked has answered")
OPEN_KINDS: Final = Words("尚有{n}类未覆盖，逐类见下", "{n} kinds are open, see below")
NAMED_BY_TEXT: Final = Words("规定列明而未覆盖", "Named by the text and open")
ALL_COVERED: Final = Words("无", "none")
EXTENT: Final = Words("现在应查的范围", "Whom to ask now")
MUST_ALL: Final = Words("全部联网单位", "every institution")
BY_YIELD_NOW: Final = Words("可以分批查询", "may be asked in turns")
BEFORE_ENDING: Final = Words("终结本次执行程序前须全面查询", "before an ending all must be asked")
ON_THE_SPOT: Final = Words(
    "没有联网单位可以反馈，须现场调查", "nobody on the network answers: inquire on the spot"
)
GAP_WHOLE: Final = Words("{g}：{i}", "{g}: {i}")
GAP_IN_PART: Final = Words("{g}（部分被执行人）：{i}", "{g} (some debtors): {i}")


def covered(ask: CaseAsk) -> dict[str, object]:
    """Say what the queries of the case cover: the figure with its reasons, and kind by kind."""
    found = get_query_coverage(ask.court_no, ask.case, facts_of(ask), ask.on)
    if not found.debtors:
        return {}
    value, why = found.finding.value, why_url(ask, "query-coverage")
    open_kinds = [line for line in found.lines if line.cover is not Cover.COVERED]
    named = [line for line in open_kinds if line.is_named]
    figure = Words("{a}／{n}类", "{a} of {n} kinds").filled(a=value.covered, n=len(found.lines))
    note = ALL_ANSWERED if not open_kinds else OPEN_KINDS.filled(n=len(open_kinds))
    article = find_citation("TERMINATION", 3, on=ask.on)
    basis = NOTHING if article is None else Words(article.zh, article.en)
    answers = [
        Answer(COVERAGE, figure, note, why, is_large=True),
        Answer(NAMED_BY_TEXT, _listed(named) if named else ALL_COVERED, basis),
        Answer(EXTENT, MUST_ALL if value.must_ask_all else BY_YIELD_NOW, BEFORE_ENDING),
    ]
    apart, alike = _parted(found.lines)
    rows = [_cover_row(line, found.debtors) for line in apart]
    rows += [_alike_row(alike)] if alike else []
    table = Table("query-coverage", COVERAGE, COVER_COLUMNS, rows)
    return {"coverage": answers, "cover_table": table, "cover_kinds": len(found.lines)}


def _parted(lines: Sequence[CoverLine]) -> tuple[list[CoverLine], list[CoverLine]]:
    """Set apart the kinds of which nothing more can be said than that nobody is on the network."""
    alike = [n for n in lines if n.cover is Cover.OFF_NETWORK and not n.is_named]
    alike = alike if len(alike) > 1 else []
    return [line for line in lines if line not in alike], alike


def _alike_row(lines: list[CoverLine]) -> Row:
    count = Words("{n}类", "{n} kinds").filled(n=len(lines))
    cells = (
        Cell(_listed(lines), note=count),
        COVERS[Cover.OFF_NETWORK],
        *(None, None, None),
        ON_THE_SPOT,
    )
    return Row("off-network", cells)


def _cover_row(line: CoverLine, debtors: int) -> Row:
    mark = Words("终本规定列明", "named by the text") if line.is_named else NOTHING
    cells = (
        Cell(Words(line.zh, line.en), note=mark),
        COVERS[line.cover],
        line.institutions or None,
        line.asked or None,
        line.answered or None,
        _missing(line, debtors),
    )
    return Row(line.kind, cells)


def _missing(line: CoverLine, debtors: int) -> Text:
    """Name who misses and why, a few by name and the rest by number."""
    if line.cover is Cover.OFF_NETWORK:
        return ON_THE_SPOT
    said = []
    for gap in dict.fromkeys(m.gap for m in line.missing):
        those = [m for m in line.missing if m.gap is gap]
        shown = [Words(m.zh, m.en) for m in those[:MOST_NAMED]]
        names = _listed_words(shown)
        if len(those) > MOST_NAMED:
            names = Words("{a}等{n}个单位", "{a} and others, {n} in all").filled(
                a=names, n=len(those)
            )
        parted = debtors > 1 and any(m.debtors < debtors for m in those)
        text = GAP_IN_PART if parted else GAP_WHOLE
        said.append(text.filled(g=Words(*GAPS[gap]), i=names))
    return Words("；".join(w.zh for w in said), "; ".join(w.en for w in said)) if said else NOTHING


def _listed(lines: list[CoverLine]) -> Words:
    return _listed_words([Words(line.zh, line.en) for line in lines])


def _listed_words(words: list[Words]) -> Words:
    return Words("、".join(w.zh for w in words), ", ".join(w.en for w in words))
