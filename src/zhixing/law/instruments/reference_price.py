"""最高人民法院关于人民法院确定财产处置参考价若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "REFERENCE-PRICE",
    "最高人民法院关于人民法院确定财产处置参考价若干问题的规定",
    "Provisions on the Reference Price for Disposal",
    (Version("2018", "法释〔2018〕15号", days("2018-09-01")),),
)
