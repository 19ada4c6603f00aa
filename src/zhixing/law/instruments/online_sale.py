"""最高人民法院关于认真做好网络司法拍卖与网络司法变卖衔接工作的通知：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "ONLINE-SALE",
    "最高人民法院关于认真做好网络司法拍卖与网络司法变卖衔接工作的通知",
    "Notice on the Passage from Online Auction to Online Sale",
    (Version("2017", "法明传〔2017〕455号", days("2017-07-18"), status="memory"),),
)
