"""诉讼费用交纳办法：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "FEES",
    "诉讼费用交纳办法",
    "Measures on the Payment of Litigation Costs",
    (Version("2006", "国务院令第481号", days("2007-04-01")),),
)
