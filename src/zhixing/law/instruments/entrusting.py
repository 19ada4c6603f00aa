"""最高人民法院关于委托执行若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "ENTRUSTING",
    "最高人民法院关于委托执行若干问题的规定",
    "Provisions on Entrusting Enforcement",
    (
        Version("2011", "法释〔2011〕11号", days("2011-05-16", "2020-12-31"), status="memory"),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
