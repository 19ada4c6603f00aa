"""最高人民法院关于民事执行中变更、追加当事人若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PARTIES",
    "最高人民法院关于民事执行中变更、追加当事人若干问题的规定",
    "Provisions on Changing and Adding Parties in Enforcement",
    (
        Version("2016", "法释〔2016〕21号", days("2016-12-01", "2020-12-31")),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
