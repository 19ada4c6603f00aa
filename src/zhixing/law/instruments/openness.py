"""最高人民法院关于人民法院执行公开的若干规定：施行期间；原文未读，不引条文。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "OPENNESS",
    "最高人民法院关于人民法院执行公开的若干规定",
    "Provisions on Openness of Enforcement by the Courts",
    (Version("2006", "法发〔2006〕35号", days("2007-01-01"), status="secondary"),),
)
