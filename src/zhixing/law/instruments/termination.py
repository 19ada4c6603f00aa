"""最高人民法院关于严格规范终结本次执行程序的规定（试行）：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TERMINATION",
    "最高人民法院关于严格规范终结本次执行程序的规定（试行）",
    "Provisions on Ending the Present Enforcement Procedure",
    (Version("2016", "法〔2016〕373号", days("2016-12-01"), status="secondary"),),
)
