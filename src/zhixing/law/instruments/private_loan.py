"""最高人民法院关于审理民间借贷案件适用法律若干问题的规定：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PRIVATE-LOAN",
    "最高人民法院关于审理民间借贷案件适用法律若干问题的规定",
    "Provisions on Private Lending",
    (
        Version(
            "2015",
            "法释〔2015〕18号",
            days("2015-09-01", "2020-08-19"),
            ((24, 29, 1),),
            single={30: 32, 31: 33},
        ),
        Version("2020", "法释〔2020〕6号", days("2020-08-20", "2020-12-31"), ((24, 31, 1),)),
        Version("2021", "法释〔2020〕17号", days("2021-01-01"), status="secondary"),
    ),
)
