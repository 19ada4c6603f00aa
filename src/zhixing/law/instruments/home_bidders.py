"""最高人民法院关于人民法院司法拍卖房产竞买人资格若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "HOME-BIDDERS",
    "最高人民法院关于人民法院司法拍卖房产竞买人资格若干问题的规定",
    "Provisions on Bidders for Homes in Judicial Auctions",
    (Version("2021", "法释〔2021〕18号", days("2022-01-01")),),
)
