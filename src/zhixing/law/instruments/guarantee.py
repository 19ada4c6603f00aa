"""最高人民法院关于执行担保若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "GUARANTEE",
    "最高人民法院关于执行担保若干问题的规定",
    "Provisions on Guarantees in Enforcement",
    (
        Version("2018", "法释〔2018〕4号", days("2018-03-01", "2020-12-31"), status="memory"),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
