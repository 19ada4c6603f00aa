"""住房公积金管理条例：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "HOUSING-FUND",
    "住房公积金管理条例",
    "Regulations on the Housing Provident Fund",
    (
        Version("1999", "国务院令第262号", days("1999-04-03", "2002-03-23"), status="memory"),
        Version("2002", "国务院令第350号", days("2002-03-24", "2019-03-23"), status="memory"),
        Version("2019", "国务院令第710号", days("2019-03-24"), status="memory"),
    ),
)
