"""最高人民法院关于限制被执行人高消费及有关消费的若干规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "RESTRICTION",
    "最高人民法院关于限制被执行人高消费及有关消费的若干规定",
    "Provisions on Restricting Consumption of Judgment Debtors",
    (
        Version(
            "2010",
            "法释〔2010〕8号",
            days("2010-10-01", "2015-07-21"),
            name_zh="最高人民法院关于限制被执行人高消费的若干规定",
        ),
        Version("2015", "法释〔2015〕17号修正", days("2015-07-22")),
    ),
)
