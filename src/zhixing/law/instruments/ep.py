"""最高人民法院关于适用《中华人民共和国民事诉讼法》执行程序若干问题的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "EP",
    "最高人民法院关于适用《中华人民共和国民事诉讼法》执行程序若干问题的解释",
    "Interpretation on Enforcement Procedure",
    (
        Version(
            "2008",
            "法释〔2008〕13号",
            days("2009-01-01", "2020-12-31"),
            ((1, 7, 0), (8, 15, 1), (17, 22, 8), (23, 27, 13)),
        ),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
