"""最高人民法院关于人民法院在互联网公布裁判文书的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PUBLICATION",
    "最高人民法院关于人民法院在互联网公布裁判文书的规定",
    "Provisions on Publishing Judgments on the Internet",
    (Version("2016", "法释〔2016〕19号", days("2016-10-01")),),
)
