"""最高人民法院关于人民法院办理仲裁裁决执行案件若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "ARBITRAL",
    "最高人民法院关于人民法院办理仲裁裁决执行案件若干问题的规定",
    "Provisions on Enforcing Arbitral Awards",
    (Version("2018", "法释〔2018〕5号", days("2018-03-01")),),
)
