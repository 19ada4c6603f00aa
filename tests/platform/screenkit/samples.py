"""Invented cases and figures from which the kit's preview pages are made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhixing.kernel.finding import Citation, Finding, Step
from zhixing.platform.screenkit.shell import AsOf, NavGroup, NavItem, Shell
from zhixing.platform.screenkit.why import Lexicon, Parameter, lay_out
from zhixing.platform.screenkit.words import Words

TODAY = date(2016, 6, 1)
CASE_NO = "(2015)江执字第01207号"
WHY = "/why/close/"

_NAV = (
    ("day", Words("我的一天", "My day"), 9),
    ("cases", Words("案件", "Cases"), 214),
    ("filing", Words("立案", "Filing"), None),
    ("query", Words("查询中心", "Query centre"), 31),
    ("tray", Words("审批", "Approvals"), 4),
    ("board", Words("局长看板", "Director's board"), None),
)


def shell(page: str, as_of: AsOf | None = None, theme: str = "paper") -> Shell:
    items = [
        NavItem(label, f"/{key}/ordinary/", count, key == page, key == "tray")
        for key, label, count in _NAV
    ]
    group = NavGroup(
        [NavItem(Words("规则手册", "Rule book"), "/why/close/")], Words("参考", "Reference")
    )
    return Shell(
        court=Words("江城县人民法院（演示）", "Jiangcheng County Court (demo)"),
        person="周明",
        post=Words("执行法官", "Enforcement judge"),
        home_url="/day/ordinary/",
        nav=[NavGroup(items), group],
        search_url="/search/",
        posts_url="/sign_in/post/",
        sign_out_url="/sign_in/ordinary/",
        is_rehearsal=True,
        clock_on=TODAY,
        as_of=as_of,
        theme=theme,
    )


def _cite(instrument: str, year: str, article: str, zh: str, en: str) -> Citation:
    return Citation(instrument, year, article, zh, en)


LIMIT = _cite(
    "NODES",
    "2016",
    "6",
    "最高人民法院关于人民法院办理执行案件若干期限的规定第1条",
    "SPC Rules on time limits in enforcement cases, art. 1",
)
NOTICE = _cite(
    "CPL", "2012", "240", "民事诉讼法（2012）第240条", "Civil Procedure Law (2012), art. 240"
)
INTEREST = _cite(
    "INT",
    "2014",
    "1",
    "关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释第1条",
    "Interpretation on interest for delayed performance, art. 1",
)


def closing_finding() -> Finding[date]:
    return Finding(
        rule="nodes.close_the_case",
        version="1",
        on=TODAY,
        value=date(2016, 4, 11),
        conclusion_zh="本案应于2016年4月11日前执结；至2016年6月1日已逾期51日，无扣除期间。",
        conclusion_en="The case should have been closed by 11 April 2016; on 1 June 2016 it is 51 days overdue, with no time excluded.",
        steps=(
            Step(
                "被执行人有财产可供执行的案件，应在立案之日起六个月内执结。",
                "A case with property available is to be closed within six months from filing.",
                LIMIT,
                "closing_months",
                6,
            ),
            Step(
                "期间开始之日不计算在内：自2015年10月10日起算。",
                "The day on which the period begins is not counted: it runs from 10 October 2015.",
                _cite(
                    "CPL",
                    "2012",
                    "82",
                    "民事诉讼法（2012）第82条第2款",
                    "Civil Procedure Law (2012), art. 82(2)",
                ),
                None,
                "2015-10-10",
            ),
            Step(
                "六个月届满之日为2016年4月9日（星期六），顺延至其后第一个工作日。",
                "Six months end on Saturday 9 April 2016; the period runs on to the next working day.",
                _cite(
                    "CPL",
                    "2012",
                    "82.3",
                    "民事诉讼法（2012）第82条第3款",
                    "Civil Procedure Law (2012), art. 82(3)",
                ),
                "calendar_2016",
                "2016-04-11",
            ),
        ),
        inputs={"filed_on": "2015-10-09", "excluded": [], "extended_days": 0},
        options={"counting": "day-after"},
        marks=("policy:closing-target",),
    )


LEXICON = Lexicon(
    rule=Words("执结期限", "Period for closing the case"),
    rule_url="/why/close/page/",
    page_url="/why/close/page/",
    command="./zx explain (2015)江执字第01207号 close --on 2016-06-01",
    names={
        "filed_on": Words("立案日", "Filed on"),
        "excluded": Words("扣除期间", "Time excluded"),
        "extended_days": Words("批准延长（日）", "Extension approved (days)"),
        "counting": Words("起算", "Counting"),
        "closing_months": Words("执结月数", "Months to close"),
        "calendar_2016": Words("2016年工作日历", "Working calendar 2016"),
    },
    texts={("CPL", "2012", "82.3"): "/texts/cpl-2012/82/"},
    parameters=(
        Parameter(
            Words("执结期限", "Period for closing"),
            Words("6个月", "6 months"),
            date(2007, 1, 1),
            None,
            Words("期限规定第1条", "Time limits, art. 1"),
        ),
        Parameter(
            Words("清明节调休", "Qingming holiday"),
            Words("4月2日至4日放假", "2 to 4 April"),
            date(2016, 1, 1),
            date(2017, 1, 1),
        ),
    ),
)


def why_of_closing() -> object:
    finding = closing_finding()
    return lay_out(
        replace(finding, options={"counting": Words("次日起算", "from the day after")}), LEXICON
    )
