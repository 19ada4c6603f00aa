"""关于人民法院案件案号的若干规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CASE-NUMBERS",
    "关于人民法院案件案号的若干规定",
    "Provisions on Case Numbers",
    (Version("2015", "法〔2015〕137号", days("2016-01-01"), status="secondary"),),
)
