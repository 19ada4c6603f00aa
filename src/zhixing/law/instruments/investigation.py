"""最高人民法院关于民事执行中财产调查若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "INVESTIGATION",
    "最高人民法院关于民事执行中财产调查若干问题的规定",
    "Provisions on Property Investigation in Civil Enforcement",
    (
        Version("2017", "法释〔2017〕8号", days("2017-05-01", "2020-12-31")),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
