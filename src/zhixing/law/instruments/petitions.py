"""最高人民法院关于执行申诉信访“接访即办”工作的通知：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PETITIONS",
    "最高人民法院关于执行申诉信访“接访即办”工作的通知",
    "Notice on Handling Enforcement Petitions at Once",
    (Version("2021", "法〔2021〕227号", days("2021-09-01"), status="secondary"),),
)
