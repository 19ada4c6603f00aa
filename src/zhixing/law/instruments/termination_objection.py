"""最高人民法院关于对人民法院终结执行行为提出执行异议期限问题的批复：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TERMINATION-OBJECTION",
    "最高人民法院关于对人民法院终结执行行为提出执行异议期限问题的批复",
    "Reply on the Time to Object to Ending Enforcement",
    (Version("2016", "法释〔2016〕3号", days("2016-02-15")),),
)
