"""最高人民法院关于审理执行异议之诉案件适用法律问题的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "OBJECTION-SUITS",
    "最高人民法院关于审理执行异议之诉案件适用法律问题的解释",
    "Interpretation on Suits over Objections in Enforcement",
    (Version("2025", "法释〔2025〕10号", days("2025-07-24")),),
)
