"""最高人民法院关于首先查封法院与优先债权执行法院处分查封财产有关问题的批复：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "FIRST-SEIZURE",
    "最高人民法院关于首先查封法院与优先债权执行法院处分查封财产有关问题的批复",
    "Reply on the First-Seizing Court and the Court of a Priority Claim",
    (Version("2016", "法释〔2016〕6号", days("2016-04-14")),),
)
