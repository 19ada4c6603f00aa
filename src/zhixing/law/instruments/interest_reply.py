"""最高人民法院关于在执行工作中如何计算迟延履行期间的债务利息等问题的批复：文本与施行期间。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "INTEREST-REPLY",
    "最高人民法院关于在执行工作中如何计算迟延履行期间的债务利息等问题的批复",
    "Reply on Interest for Delayed Performance",
    (Version("2009", "法释〔2009〕6号", days("2009-05-18")),),
)
