"""最高人民法院关于严格执行案件审理期限制度的若干规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TIME-LIMITS",
    "最高人民法院关于严格执行案件审理期限制度的若干规定",
    "Provisions on Strictly Observing Time Limits",
    (Version("2000", "法释〔2000〕29号", days("2000-09-28")),),
)
