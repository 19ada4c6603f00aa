"""最高人民法院关于人民法院强制执行股权若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "EQUITY",
    "最高人民法院关于人民法院强制执行股权若干问题的规定",
    "Provisions on Enforcement against Equity",
    (Version("2021", "法释〔2021〕20号", days("2022-01-01")),),
)
