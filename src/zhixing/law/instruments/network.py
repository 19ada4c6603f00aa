"""最高人民法院关于网络查询、冻结被执行人存款的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "NETWORK",
    "最高人民法院关于网络查询、冻结被执行人存款的规定",
    "Provisions on Querying and Freezing Deposits over the Network",
    (Version("2013", "法释〔2013〕20号", days("2013-09-02")),),
)
