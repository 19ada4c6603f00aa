"""人民法院、银行业金融机构网络执行查控工作规范：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "BANK-NETWORK",
    "人民法院、银行业金融机构网络执行查控工作规范",
    "Rules of Work for Courts and Banks on the Control Network",
    (Version("2015", "法〔2015〕321号", days("2015-11-13"), status="memory"),),
)
