"""最高人民法院关于公布失信被执行人名单信息的若干规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "LISTING",
    "最高人民法院关于公布失信被执行人名单信息的若干规定",
    "Provisions on the List of Dishonest Judgment Debtors",
    (
        Version(
            "2013",
            "法释〔2013〕17号",
            days("2013-10-01", "2017-04-30"),
            single={1: 1, 5: 2, 6: 4, 7: 5, 8: 6, 10: 7, 11: 3, 12: 3},
            partial=True,
        ),
        Version("2017", "法释〔2017〕7号修正", days("2017-05-01")),
    ),
)
