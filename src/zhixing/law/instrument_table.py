"""The dated table of instruments. Data only; ``instruments`` reads it.

Article maps were made by comparing the texts article by article. ``partial`` texts
were known only through the articles that other texts cite from them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.kernel.ranges import Days
from zhixing.law.instruments import Instrument, Runs, Version


def _days(first: str, last: str = "") -> Days:
    start = date.fromisoformat(first)
    return Days.closed(start, date.fromisoformat(last)) if last else Days(start)


_CPL_2012: Final[Runs] = ((82, 125, -3), (233, 270, -11))
_INT_2015: Final[Runs] = ((123, 190, 0), (455, 522, 2))
_EW_1998: Final[Runs] = (
    (1, 5, 0),
    (6, 8, 1),
    (9, 20, 2),
    (22, 25, 2),
    (26, 30, 7),
    (31, 31, 9),
    (32, 32, 12),
    (33, 39, 15),
    (40, 53, 16),
    (54, 54, 31),
    (55, 55, 33),
    (56, 56, 35),
    (57, 58, 43),
    (59, 66, 44),
    (67, 79, 58),
)

INSTRUMENTS: Final = (
    Instrument(
        "CPL",
        "中华人民共和国民事诉讼法",
        "Civil Procedure Law",
        (
            Version(
                "2007",
                "主席令第75号",
                _days("2008-04-01", "2012-12-31"),
                single={
                    85: 75,
                    95: 84,
                    114: 102,
                    117: 103,
                    118: 104,
                    119: 105,
                    236: 202,
                    250: 215,
                    251: 216,
                    252: 217,
                    264: 229,
                    266: 231,
                },
                partial=True,
                status="memory",
            ),
            Version(
                "2012",
                "主席令第59号",
                _days("2013-01-01", "2017-06-30"),
                _CPL_2012,
                status="memory",
            ),
            Version("2017", "主席令第71号", _days("2017-07-01", "2021-12-31"), _CPL_2012),
            Version(
                "2021",
                "主席令第106号",
                _days("2022-01-01", "2023-12-31"),
                ((82, 125, 0), (233, 270, -4)),
            ),
            Version("2023", "主席令第11号", _days("2024-01-01")),
        ),
    ),
    Instrument(
        "CPL-INT",
        "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
        "Interpretation of the Civil Procedure Law",
        (
            Version("2015", "法释〔2015〕5号", _days("2015-02-04", "2020-12-31"), _INT_2015),
            Version(
                "2020",
                "法释〔2020〕20号修正",
                _days("2021-01-01", "2022-04-09"),
                _INT_2015,
                status="memory",
            ),
            Version("2022", "法释〔2022〕11号修正", _days("2022-04-10")),
        ),
    ),
    Instrument(
        "EW",
        "最高人民法院关于人民法院执行工作若干问题的规定（试行）",
        "Provisions on Enforcement Work",
        (
            Version("1998", "法释〔1998〕15号", _days("1998-07-18", "2020-12-31"), _EW_1998),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "EP",
        "最高人民法院关于适用《中华人民共和国民事诉讼法》执行程序若干问题的解释",
        "Interpretation on Enforcement Procedure",
        (
            Version(
                "2008",
                "法释〔2008〕13号",
                _days("2009-01-01", "2020-12-31"),
                ((1, 7, 0), (8, 15, 1), (17, 22, 8), (23, 27, 13)),
            ),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "SEIZURE",
        "最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定",
        "Provisions on Seizure and Freezing",
        (
            Version(
                "2004",
                "法释〔2004〕15号",
                _days("2005-01-01", "2020-12-31"),
                ((1, 2, 0), (3, 15, 2), (17, 26, 2), (27, 30, 3)),
            ),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "LISTING",
        "最高人民法院关于公布失信被执行人名单信息的若干规定",
        "Provisions on the List of Dishonest Judgment Debtors",
        (
            Version(
                "2013",
                "法释〔2013〕17号",
                _days("2013-10-01", "2017-04-30"),
                single={1: 1, 5: 2, 6: 4, 7: 5, 8: 6, 10: 7, 11: 3, 12: 3},
                partial=True,
            ),
            Version("2017", "法释〔2017〕7号修正", _days("2017-05-01")),
        ),
    ),
    Instrument(
        "RESTRICTION",
        "最高人民法院关于限制被执行人高消费及有关消费的若干规定",
        "Provisions on Restricting Consumption of Judgment Debtors",
        (
            Version("2010", "法释〔2010〕8号", _days("2010-10-01", "2015-07-21")),
            Version("2015", "法释〔2015〕17号修正", _days("2015-07-22")),
        ),
    ),
    Instrument(
        "INVESTIGATION",
        "最高人民法院关于民事执行中财产调查若干问题的规定",
        "Provisions on Property Investigation in Civil Enforcement",
        (
            Version("2017", "法释〔2017〕8号", _days("2017-05-01", "2020-12-31")),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "SETTLEMENT",
        "最高人民法院关于执行和解若干问题的规定",
        "Provisions on Settlement in Enforcement",
        (
            Version(
                "2018",
                "法释〔2018〕3号",
                _days("2018-03-01", "2020-12-31"),
                status="memory",
            ),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "OBJECTIONS",
        "最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定",
        "Provisions on Objections and Review in Enforcement",
        (
            Version("2015", "法释〔2015〕10号", _days("2015-05-05", "2020-12-31")),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "INTEREST",
        "最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释",
        "Interpretation on Interest for Delayed Performance",
        (Version("2014", "法释〔2014〕8号", _days("2014-08-01")),),
    ),
    Instrument(
        "TIME-LIMITS",
        "最高人民法院关于严格执行案件审理期限制度的若干规定",
        "Provisions on Strictly Observing Time Limits",
        (Version("2000", "法释〔2000〕29号", _days("2000-09-28")),),
    ),
    Instrument(
        "TERMS",
        "最高人民法院关于人民法院办理执行案件若干期限的规定",
        "Provisions on Time Limits in Handling Enforcement Cases",
        (Version("2006", "法发〔2006〕35号", _days("2007-01-01"), status="secondary"),),
    ),
    Instrument(
        "FEES",
        "诉讼费用交纳办法",
        "Measures on the Payment of Litigation Costs",
        (Version("2006", "国务院令第481号", _days("2007-04-01")),),
    ),
    Instrument(
        "PRESERVATION",
        "最高人民法院关于人民法院办理财产保全案件若干问题的规定",
        "Provisions on Property Preservation",
        (
            Version("2016", "法释〔2016〕22号", _days("2016-12-01", "2020-12-31"), status="memory"),
            Version("2020", "法释〔2020〕21号修正", _days("2021-01-01")),
        ),
    ),
    Instrument(
        "NETWORK",
        "最高人民法院关于网络查询、冻结被执行人存款的规定",
        "Provisions on Querying and Freezing Deposits over the Network",
        (Version("2013", "法释〔2013〕20号", _days("2013-09-02")),),
    ),
    Instrument(
        "MONEY",
        "最高人民法院关于执行款物管理工作的规定",
        "Provisions on Managing Money and Goods in Enforcement",
        (Version("2017", "法发〔2017〕6号", _days("2017-05-01"), status="secondary"),),
    ),
    Instrument(
        "TERMINATION",
        "最高人民法院关于严格规范终结本次执行程序的规定（试行）",
        "Provisions on Ending the Present Enforcement Procedure",
        (Version("2016", "法〔2016〕373号", _days("2016-12-01"), status="secondary"),),
    ),
    Instrument(
        "CIVIL-CODE",
        "中华人民共和国民法典",
        "Civil Code",
        (Version("2020", "主席令第45号", _days("2021-01-01"), status="secondary"),),
    ),
    Instrument(
        "WAGES",
        "保障农民工工资支付条例",
        "Regulations on Paying the Wages of Migrant Workers",
        (Version("2019", "国务院令第724号", _days("2020-05-01")),),
    ),
    Instrument(
        "POLICY",
        "本院执行工作制度",
        "The court's own adopted rules",
        (Version("0", "", Days(date(1949, 10, 1))),),
    ),
)
