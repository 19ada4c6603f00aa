"""最高人民法院关于人民法院民事执行中拍卖、变卖财产的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "AUCTION",
    "最高人民法院关于人民法院民事执行中拍卖、变卖财产的规定",
    "Provisions on Auction and Sale in Civil Enforcement",
    (
        Version(
            "2004", "法释〔2004〕16号", days("2005-01-01", "2020-12-31"), ((1, 4, 0), (5, 33, 3))
        ),
        Version("2020", "法释〔2020〕21号修正", days("2021-01-01")),
    ),
)
