"""最高人民法院关于审理涉执行司法赔偿案件适用法律若干问题的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "COMPENSATION",
    "最高人民法院关于审理涉执行司法赔偿案件适用法律若干问题的解释",
    "Interpretation on State Compensation for Enforcement",
    (Version("2022", "法释〔2022〕3号", days("2022-03-01")),),
)
