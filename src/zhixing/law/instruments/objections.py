"""最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "OBJECTIONS",
    "最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定",
    "Provisions on Objections and Review in Enforcement",
    (
        Version("2015", "法释〔2015〕10号", days("2015-05-05", "2020-12-31")),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
