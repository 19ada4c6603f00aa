"""保障农民工工资支付条例：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "WAGES",
    "保障农民工工资支付条例",
    "Regulations on Paying the Wages of Migrant Workers",
    (Version("2019", "国务院令第724号", days("2020-05-01")),),
)
