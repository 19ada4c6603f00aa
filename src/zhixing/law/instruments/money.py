"""最高人民法院关于执行款物管理工作的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "MONEY",
    "最高人民法院关于执行款物管理工作的规定",
    "Provisions on Managing Money and Goods in Enforcement",
    (
        Version(
            "2006",
            "法发〔2006〕11号",
            days("2006-05-18", "2017-04-30"),
            partial=True,
            status="secondary",
        ),
        Version("2017", "法发〔2017〕6号", days("2017-05-01"), status="secondary"),
    ),
)
