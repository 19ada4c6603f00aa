"""最高人民法院关于人民法院办理财产保全案件若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PRESERVATION",
    "最高人民法院关于人民法院办理财产保全案件若干问题的规定",
    "Provisions on Property Preservation",
    (
        Version("2016", "法释〔2016〕22号", days("2016-12-01", "2020-12-31"), status="memory"),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
