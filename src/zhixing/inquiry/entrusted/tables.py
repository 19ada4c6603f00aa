"""What became of a case entrusted away or taken on, as tables of a page."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.cases.docket.facts import Facts
from zhixing.inquiry.entrusted.chapter import Sent, TakenOn
from zhixing.inquiry.entrusted.queries import (
    EntrustedNews,
    HigherCourt,
    find_higher,
    find_taken_on,
    list_sendings,
    province_of,
)
from zhixing.law.entrusting.papers import PAPERS, EntrustPaper
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words

STEPS: Final = (
    Column("step", Words("事项", "Step"), fixed=True),
    Column("on", Words("日期", "On"), Kind.DAY),
    Column("said", Words("情况", "What is known"), fixed=True),
)
HANDED: Final = (
    Column("thing", Words("移交的财产", "Handed over"), fixed=True),
    Column("amount", Words("金额", "Amount"), Kind.MONEY),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("rank", Words("顺位", "Rank"), Kind.NUMBER),
)
RETURN_WORDS: Final[dict[str, Text]] = {
    "TAKEN_BACK": Words("未补办也未说明，视为撤回委托", "unanswered: counts as taken back"),
    "WRONGLY_ENTRUSTED": Words("委托不当", "wrongly entrusted"),
    "OTHER_CAUSE": Words("其他原因", "another cause"),
}
BY_PLATFORM: Final = Words("经本平台送达，对方收案号{n}", "through this platform, taken in as {n}")
BY_LETTER: Final = Words("须寄送", "to be sent by letter")
ARRIVED: Final = Words("受托法院已收到", "received by the court there")
OFFICER: Final = Words("案号{n}，承办人{o}，电话{p}", "case {n}, officer {o}, telephone {p}")
HIGHER: Final = Words(
    "自立案起六个月至{d}；未执结的，申请执行人可以请求上一级法院提级执行或者指定执行",
    "six months from the filing end on {d}; after that the applicant may ask the higher court",
)
MAY_ASK: Final = Words(
    "已超过六个月未执结（至{d}）：申请执行人可以请求受托法院的上一级法院提级执行或者指定执行",
    "six months ended on {d} and it is not closed: the applicant may ask the higher court to take "
    "it up or to assign it",
)


def entrusting_tables(facts: Facts, on: date) -> list[Table]:
    """Give what became of a case sent away or taken on, nothing where it was neither."""
    higher = find_higher(facts, on)
    tables = [
        _sent(s, province_of(facts, s.order), higher if s.returned_on is None else None)
        for s in list_sendings(facts)
    ]
    taken = find_taken_on(facts)
    return [*tables, *(_taken(taken, higher) if taken is not None else [])]


def news_table(news: EntrustedNews | None, higher: HigherCourt | None) -> Table | None:
    """Give what the applicant is told of its entrusted case at either court, None if it is none."""
    if news is None:
        name = Words("受托执行", "Entrusted to this court")
        rows = [] if higher is None else [_higher(higher)]
        return Table("entrusted-news", name, STEPS, rows) if rows else None
    there = OFFICER.filled(n=news.there_no, o=news.officer, p=news.phone)
    rows = [Row("there", (Words("受托法院已立案", "Filed there"), None, there))]
    if news.higher is not None:
        rows[0] = Row(
            "there", (Words("受托法院已立案", "Filed there"), news.higher.filed_on, there)
        )
        rows.append(_higher(news.higher))
    name = Words(
        "委托执行，可以直接与受托法院联系", "Entrusted: you may turn to that court directly"
    )
    return Table("entrusted-news", name, STEPS, rows)


def _sent(s: Sent, province: str, higher: HigherCourt | None) -> Table:
    rows = [Row("sent", (Words("移交委托材料", "Papers sent"), s.sent_on, _way(s)))]
    if s.delivered_on is not None:
        rows.append(Row("delivered", (Words("送达", "Arrived"), s.delivered_on, ARRIVED)))
    if s.asked_on is not None:
        rows.append(Row("asked", (Words("要求补办", "Papers asked"), s.asked_on, _named(s.wanted))))
    if s.answered_on is not None:
        rows.append(Row("answered", (Words("已补办或者说明", "Answered"), s.answered_on, NOTHING)))
    if s.filed_on is not None:
        there = OFFICER.filled(n=s.there_no, o=s.officer, p=s.phone)
        rows.append(Row("filed", (Words("受托法院立案", "Filed there"), s.filed_on, there)))
    if s.told_on is not None:
        told = Words("通知申请执行人", "Applicant told")
        rows.append(Row("told", (told, s.told_on, NOTHING)))
    if s.returned_on is not None:
        back = RETURN_WORDS.get(s.ground, NOTHING)
        rows.append(Row("back", (Words("退回", "Came back"), s.returned_on, back)))
    if s.revoked_on is not None:
        revoked = Words("撤销委托、恢复执行", "Revoked, resumed here")
        rows.append(Row("revoked", (revoked, s.revoked_on, NOTHING)))
    elif higher is not None:
        rows.append(_higher(higher))
    name = Words("委托执行：{p}", "Entrusted away: {p}").filled(p=province)
    return Table(f"sent-{s.order.hex}", name, STEPS, rows)


def _taken(t: TakenOn, higher: HigherCourt | None) -> list[Table]:
    letter = Words("{l}，原案号{n}", "letter {l}, case {n}").filled(l=t.letter, n=t.case_no)
    rows = [Row("received", (Words("收到委托执行函", "Letter received"), t.received_on, letter))]
    lacking = tuple(
        p.value for p in PAPERS if p.value not in t.papers and p.value != "OTHER_PAPERS"
    )
    if lacking:
        rows.append(Row("lacking", (Words("尚缺材料", "Papers lacking"), None, _named(lacking))))
    if t.asked_on is not None:
        rows.append(Row("asked", (Words("要求补办", "Papers asked"), t.asked_on, _named(t.wanted))))
    if t.answered_on is not None:
        answered = Words("补办或者说明", "Answered")
        rows.append(Row("answered", (answered, t.answered_on, t.explanation)))
    if t.told_on is not None:
        told = Words("告知委托法院", "Sending court told")
        rows.append(Row("told", (told, t.told_on, NOTHING)))
    if t.approved_on is not None:
        agreed = Words("高院同意退回", "Return agreed")
        rows.append(Row("agreed", (agreed, t.approved_on, t.return_approval)))
    if t.returned_on is not None:
        rows.append(Row("back", (Words("退回委托", "Returned"), t.returned_on, NOTHING)))
    elif higher is not None:
        rows.append(_higher(higher))
    name = Words("受托执行：{c}", "Entrusted by {c}").filled(c=t.court)
    tables = [Table("taken-on", name, STEPS, rows)]
    if t.controls:
        handed = [
            Row(str(c.asset), (c.thing, int(c.amount) or None, c.since, c.until, c.rank))
            for c in t.controls
        ]
        what = Words(
            "委托法院移交的措施，视为本院措施，顺位不变", "Handed over: counts as ours, by its rank"
        )
        tables.append(Table("handed", what, HANDED, handed))
    return tables


def _way(s: Sent) -> Text:
    if s.by_platform is None:
        return NOTHING
    return BY_PLATFORM.filled(n=s.there_no) if s.by_platform else BY_LETTER


def _named(papers: tuple[str, ...]) -> Text:
    words = [PAPERS[EntrustPaper(p)] for p in papers]
    return Words("、".join(zh for zh, _ in words), "; ".join(en for _, en in words))


def _higher(h: HigherCourt) -> Row:
    said = (MAY_ASK if h.may_ask else HIGHER).filled(d=day_words(h.close_by))
    return Row("higher", (Words("执结期限", "To be closed by"), h.close_by, said))
