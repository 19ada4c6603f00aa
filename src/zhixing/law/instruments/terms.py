"""最高人民法院关于人民法院办理执行案件若干期限的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TERMS",
    "最高人民法院关于人民法院办理执行案件若干期限的规定",
    "Provisions on Time Limits in Handling Enforcement Cases",
    (Version("2006", "法发〔2006〕35号", days("2007-01-01"), status="secondary"),),
)
