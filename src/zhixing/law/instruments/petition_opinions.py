"""最高人民法院关于人民法院办理执行信访案件若干问题的意见：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "PETITION-OPINIONS",
    "最高人民法院关于人民法院办理执行信访案件若干问题的意见",
    "Opinions on Handling Enforcement Petitions",
    (Version("2016", "法发〔2016〕15号", days("2016-06-27"), status="memory"),),
)
