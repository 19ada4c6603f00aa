"""最高人民法院关于执行案件立案、结案若干问题的意见：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CASE-OPENING",
    "最高人民法院关于执行案件立案、结案若干问题的意见",
    "Opinions on Opening and Closing Enforcement Cases",
    (Version("2014", "法发〔2014〕26号", days("2015-01-01"), status="memory"),),
)
