"""最高人民法院关于执行案件移送破产审查若干问题的指导意见：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "BANKRUPTCY-TRANSFER",
    "最高人民法院关于执行案件移送破产审查若干问题的指导意见",
    "Guiding Opinions on Transferring Enforcement Cases to Bankruptcy",
    (Version("2017", "法发〔2017〕2号", days("2017-01-20"), status="secondary"),),
)
