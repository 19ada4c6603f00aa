"""中华人民共和国个人信息保护法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PIPL",
    "中华人民共和国个人信息保护法",
    "Personal Information Protection Law",
    (Version("2021", "主席令第91号", days("2021-11-01")),),
)
