"""旅行社条例：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "TRAVEL-AGENCIES",
    "旅行社条例",
    "Regulations on Travel Agencies",
    (Version("2009", "国务院令第550号", days("2009-05-01"), status="memory"),),
)
