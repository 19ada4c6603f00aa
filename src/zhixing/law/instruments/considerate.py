"""最高人民法院关于在执行工作中进一步强化善意文明执行理念的意见：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "CONSIDERATE",
    "最高人民法院关于在执行工作中进一步强化善意文明执行理念的意见",
    "Opinions on Considerate Enforcement",
    (Version("2019", "法发〔2019〕35号", days("2020-01-02"), status="secondary"),),
)
