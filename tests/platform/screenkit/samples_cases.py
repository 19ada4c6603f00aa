"""Invented cases: their tasks, heads, nodes, dockets, people and lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.platform.screenkit.samples import TODAY, WHY
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.casework import Answer, DocketEntry, Node, Person, Task
from zhixing.platform.screenkit.decisions import Decision, Refusal
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.shell import AsOf, Link, Reading
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Tab, Table
from zhixing.platform.screenkit.words import Words

FREEZE = Decision(
    "freeze",
    Words("冻结存款", "Freeze the deposit"),
    "/done/",
    Words(
        "将向示例银行江城支行发出冻结裁定和协助执行通知，冻结¥70,000.00，期限一年，至2017年5月31日止。被执行人不得支取；已保留生活必需费用¥9,600.00。",
        "A freezing ruling and a notice to assist go to Sample Bank, Jiangcheng branch: ¥70,000.00 is frozen for one year, until 31 May 2017. The debtor cannot draw on it; ¥9,600.00 for living needs stays free.",
    ),
    Words("民事诉讼法（2012）第242条", "Civil Procedure Law (2012), art. 242"),
    "/texts/",
    tone="act",
)
LIST = Decision(
    "list",
    Words("纳入失信名单", "List as dishonest"),
    "/done/",
    Words("公布后第三人可见。", "Third parties will see it."),
    refusal=Refusal(
        Words("尚未送达执行通知", "The enforcement notice has not been served"),
        "LISTING_NEEDS_SERVICE",
        why=WHY,
    ),
)
EXTEND = Decision(
    "extend",
    Words("申请延长期限", "Apply for extension"),
    "/done/",
    Words(
        "申请报院长批准；批准前期限照常计算。",
        "The application goes to the president; until granted the period keeps running.",
    ),
    Words("期限规定第1条", "Time limits, art. 1"),
    reason="required",
    needs_code=True,
)


def tasks(count: int) -> list[Task]:
    kinds = [
        (
            Mark("OVERDUE", 51, WHY),
            Words("报结或申请延长", "Close the case or apply for extension"),
            Words("欠款人仍欠¥580,000.00", "¥580,000.00 still owed"),
            EXTEND,
        ),
        (
            Mark("OVERDUE", 2, WHY),
            Words("发起本地查询", "Start the local query"),
            Words("本院规定：立案后15日", "Local rule: 15 days from filing"),
            Decision(
                "query",
                Words("发起查询", "Query"),
                "/done/",
                Words("向本地11家机构发出查询。", "Queries go to 11 local institutions."),
            ),
        ),
        (
            Mark("DUE", 0, WHY),
            Words("发出执行通知", "Issue the enforcement notice"),
            Words("收到申请后10日", "10 days from receipt"),
            Decision(
                "notice",
                Words("起草通知", "Draft"),
                "/done/",
                Words("生成执行通知草稿，不对外发出。", "Makes a draft; nothing is sent."),
                tone="act",
            ),
        ),
        (
            Mark("DUE", 3, WHY),
            Words("续行冻结，否则到期自动解除", "Renew the freeze before it lapses"),
            Words("示例银行 ¥12,300.00", "Sample Bank ¥12,300.00"),
            None,
        ),
        (
            Mark("NOT_YET"),
            Words("核对四查两报", "Complete the four checks and two reports"),
            Words("立案后3个月", "3 months from filing"),
            None,
        ),
    ]
    return [
        Task(
            f"t{i}",
            mark,
            what,
            f"(2015)江执字第{1207 + i * 37:05d}号",
            "/case/ordinary/",
            about,
            date(2016, 4, 11 + i % 18),
            d and replace(d, name=f"{d.name}-{i}"),
            None if d else Link(Words("去办理", "Do it"), "/case/ordinary/"),
        )
        for i in range(count)
        for mark, what, about, d in [kinds[i % len(kinds)]]
    ]


def answers() -> list[Answer]:
    return [
        Answer(
            Words("今日尚欠", "Owed today"),
            money_text(Fen.of_yuan("655230.14")),
            Words("吴某 欠 陈某；本金¥650,000.00", "Wu owes Chen; principal ¥650,000.00"),
            WHY,
            True,
        ),
        Answer(
            Words("阶段", "Stage"),
            Words("查控", "Finding and control"),
            Words("立案后第236日", "day 236 since filing"),
        ),
        Answer(
            Words("下一步", "Next"),
            Words("报结或申请延长", "Close or apply for extension"),
            Words("▲ 应于2016-04-11，逾期51日", "▲ due 2016-04-11, 51 days overdue"),
            WHY,
        ),
        Answer(
            Words("承办", "Responsible"),
            "周明",
            Words("执行一组；书记员 林青", "Group 1; clerk Lin Qing"),
        ),
        Answer(
            Words("已控制", "Controlled"),
            money_text(Fen.of_yuan("12300")),
            Words("一个账户，至2017-03-02", "one account, until 2017-03-02"),
            WHY,
            True,
        ),
    ]


def nodes() -> list[Node]:
    law, local = Words("法定", "by law"), Words("本院规定", "local rule")
    d = date
    return [
        Node(
            Words("决定立案", "Decide on filing"),
            Mark("DONE", why=WHY),
            law,
            d(2015, 10, 16),
            d(2015, 10, 9),
        ),
        Node(
            Words("确定承办人", "Appoint handler"),
            Mark("DONE", why=WHY),
            law,
            d(2015, 10, 16),
            d(2015, 10, 12),
        ),
        Node(
            Words("执行通知", "Enforcement notice"),
            Mark("DONE", why=WHY),
            law,
            d(2015, 10, 19),
            d(2015, 10, 15),
        ),
        Node(
            Words("财产报告令", "Property-report order"),
            Mark("DONE", why=WHY),
            local,
            d(2015, 10, 16),
            d(2015, 10, 15),
        ),
        Node(
            Words("总对总查询", "National query"),
            Mark("DONE", why=WHY),
            local,
            d(2015, 10, 12),
            d(2015, 10, 12),
        ),
        Node(
            Words("评估期间", "Valuation"),
            Mark("EXCLUDED", why=WHY),
            law,
            excluded=Words("扣除0日", "0 days excluded"),
        ),
        Node(
            Words("四查两报", "Four checks, two reports"), Mark("DUE", 3, WHY), local, d(2016, 6, 4)
        ),
        Node(Words("执结", "Close the case"), Mark("OVERDUE", 51, WHY), law, d(2016, 4, 11)),
        Node(
            Words("冻结到期", "Freeze expires"),
            Mark("NOT_YET"),
            law,
            d(2017, 3, 2),
            is_provisional=True,
        ),
    ]


def docket(count: int) -> list[DocketEntry]:
    acts = [
        (
            Words("纳入失信名单", "Listed as dishonest"),
            Words("期限二年，至2018-05-17", "two years, until 2018-05-17"),
            (2016, 5, 18),
        ),
        (
            Words("冻结反馈", "Freeze answered"),
            Words(
                "示例银行：冻结¥12,300.00，第一顺位", "Sample Bank: ¥12,300.00 frozen, first rank"
            ),
            (2016, 3, 3),
        ),
        (
            Words("裁定冻结", "Freeze ordered"),
            Words("限额¥70,000.00", "limit ¥70,000.00"),
            (2016, 3, 2),
        ),
        (
            Words("财产报告", "Property report received"),
            Words("被执行人称无财产", "the debtor reports none"),
            (2015, 11, 2),
        ),
        (
            Words("送达执行通知", "Enforcement notice served"),
            Words("留置送达", "left at the residence"),
            (2015, 10, 20),
        ),
        (
            Words("立案", "Case filed"),
            Words("申请人陈某，标的¥650,000.00", "creditor Chen, ¥650,000.00"),
            (2015, 10, 9),
        ),
    ]
    entries = []
    for i in range(count):
        name, summary, day = acts[i % len(acts)]
        recorded = datetime(*day, 2, 30, tzinfo=UTC)
        late = i % len(acts) == 4
        entries.append(
            DocketEntry(
                count - i,
                date(*day),
                name,
                "周明" if i % 2 else "林青",
                Words("执行法官", "Judge") if i % 2 else Words("书记员", "Clerk"),
                recorded.replace(day=26) if late else recorded,
                summary,
                WHY if i % 3 == 0 else "",
                [Link(Words("裁定书", "Ruling"), "/case/ordinary/")] if i % 6 == 2 else (),
                late,
                i % 6 == 3,
            )
        )
    return entries


def people() -> list[Person]:
    purposes = (
        ("serve", Words("送达文书", "to serve a document")),
        ("control", Words("查控财产", "to control property")),
        ("verify", Words("核对当事人身份", "to verify identity")),
    )
    kind = Words("身份证号", "ID number")
    return [
        Person(
            "p1",
            "陈某",
            Words("申请执行人", "Creditor"),
            kind,
            "330***********0031",
            "/reveal/p1/",
            purposes,
        ),
        Person(
            "p2",
            "吴某",
            Words("被执行人", "Debtor"),
            kind,
            "330***********1518",
            "/reveal/p2/",
            purposes,
        ),
    ]


def tabs(count: int) -> list[Tab]:
    names = [
        Words("案卷", "Docket"),
        Words("当事人", "Parties"),
        Words("财产", "Property"),
        Words("查询", "Queries"),
        Words("案款", "Money"),
        Words("措施", "Measures"),
        Words("文书", "Instruments"),
    ]
    return [
        Tab(name, "/case/ordinary/", (count, 2, 3, 5, 1, 4, 12)[i], i == 0, i == 3)
        for i, name in enumerate(names)
    ]


def as_of() -> AsOf:
    return AsOf(
        "/case/as_of/", "/case/ordinary/", TODAY, Reading.KNEW, date(2015, 10, 9), date(2017, 4, 1)
    )


CASE_COLUMNS = (
    Column("no", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
    Column("debtor", Words("被执行人", "Debtor"), Kind.NAME),
    Column("stage", Words("阶段", "Stage")),
    Column("status", Words("期限", "Deadline"), Kind.STATUS, sort_url="?sort=due", sorted="asc"),
    Column("owed", Words("今日尚欠", "Owed today"), Kind.MONEY, why=WHY),
    Column("filed", Words("立案日", "Filed on"), Kind.DAY),
    Column("handler", Words("承办人", "Handler"), Kind.NAME),
)


def case_table(count: int) -> Table:
    stages = (
        Words("查控", "Finding and control"),
        Words("处置", "Disposal"),
        Words("和解履行中", "Settlement in course"),
        Words("发放案款", "Paying out"),
    )
    marks = (
        Mark("OVERDUE", 51, WHY),
        Mark("DUE", 0, WHY),
        Mark("DUE", 12, WHY),
        Mark("EXCLUDED", why=WHY),
        Mark("NOT_YET"),
        Mark("DONE"),
    )
    debtors = (
        "吴某",
        "江城示例建材有限公司",
        "李某某",
        "江城县远山农副产品专业合作社联合社",
        "赵某",
    )
    rows = [
        Row(
            f"c{i}",
            (
                Cell(f"(2015)江执字第{1207 + i * 13:05d}号", "/case/ordinary/"),
                debtors[i % 5],
                stages[i % 4],
                marks[i % 6],
                Cell(Fen(65_523_014 * (i + 1) // 7), why=WHY),
                date(2015, 10, 9 + i % 20),
                None if i % 7 == 4 else "周明",
            ),
            "/case/ordinary/",
        )
        for i in range(count)
    ]
    empty = Empty(
        Words("没有符合条件的案件", "No case matches"),
        Words("放宽或清除筛选条件后再试。", "Widen or clear the filters and try again."),
        Link(Words("清除筛选", "Clear the filters"), "/cases/ordinary/"),
    )
    return Table(
        "cases",
        Words("案件", "Cases"),
        CASE_COLUMNS,
        rows,
        "?after=x" if count > 20 else "",
        "?before=x" if count > 20 else "",
        "/export/",
        214 if count else None,
        empty,
    )
