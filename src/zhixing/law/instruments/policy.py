"""本院执行工作制度：历次文本、施行期间与条文号。"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.law.instruments import Instrument, Version

INSTRUMENT = Instrument(
    "POLICY",
    "本院执行工作制度",
    "The court's own adopted rules",
    (Version("0", "", Days(date(1949, 10, 1))),),
)
