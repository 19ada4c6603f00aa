"""关于进一步规范终结本次执行程序的指导性意见（2024年12月30日公布，文号未核）：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TERMINATION-GUIDANCE",
    "关于进一步规范终结本次执行程序的指导性意见（2024年12月30日公布，文号未核）",
    "Guidance on Ending the Present Procedure (2024-12-30, number not read)",
    (Version("2024", "", days("2024-12-30"), status="secondary"),),
)
