"""最高人民法院关于人民法院网络司法拍卖若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "ONLINE-AUCTION",
    "最高人民法院关于人民法院网络司法拍卖若干问题的规定",
    "Provisions on Online Judicial Auction",
    (Version("2016", "法释〔2016〕18号", days("2017-01-01")),),
)
