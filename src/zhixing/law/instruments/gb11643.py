"""公民身份号码（GB 11643）：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "GB-11643",
    "公民身份号码（GB 11643）",
    "Citizen Identification Number (GB 11643)",
    (Version("1999", "GB 11643—1999", days("1999-07-01"), status="memory"),),
)
