"""最高人民法院关于人民法院执行设定抵押的房屋的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "MORTGAGED-HOMES",
    "最高人民法院关于人民法院执行设定抵押的房屋的规定",
    "Provisions on Enforcement against Mortgaged Homes",
    (Version("2005", "法释〔2005〕14号", days("2005-12-21", "2020-12-31"), status="memory"),),
)
