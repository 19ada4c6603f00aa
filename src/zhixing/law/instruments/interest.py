"""最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "INTEREST",
    "最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释",
    "Interpretation on Interest for Delayed Performance",
    (Version("2014", "法释〔2014〕8号", days("2014-08-01")),),
)
