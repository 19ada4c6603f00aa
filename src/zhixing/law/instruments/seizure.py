"""最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "SEIZURE",
    "最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定",
    "Provisions on Seizure and Freezing",
    (
        Version(
            "2004",
            "法释〔2004〕15号",
            days("2005-01-01", "2020-12-31"),
            ((1, 2, 0), (3, 15, 2), (17, 26, 2), (27, 30, 3)),
        ),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
