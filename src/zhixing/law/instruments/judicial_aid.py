"""最高人民法院关于加强和规范人民法院国家司法救助工作的意见：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "JUDICIAL-AID",
    "最高人民法院关于加强和规范人民法院国家司法救助工作的意见",
    "Opinions on Judicial Aid",
    (Version("2016", "法发〔2016〕16号", days("2016-07-01"), status="memory"),),
)
