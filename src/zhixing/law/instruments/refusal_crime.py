"""关于办理拒不执行判决、裁定刑事案件适用法律若干问题的解释：历次文本、施行期间与条文号。"""

from __future__ import annotations

from zhixing.law.instruments import Instrument, Version, days

INSTRUMENT = Instrument(
    "REFUSAL-CRIME",
    "关于办理拒不执行判决、裁定刑事案件适用法律若干问题的解释",
    "Interpretation on the Crime of Refusing to Carry Out a Judgment",
    (
        Version(
            "2015",
            "法释〔2015〕16号",
            days("2015-07-22", "2024-11-30"),
            single={1: 1, 2: None, 3: 2, 4: None, 10: 7, 11: 6, 14: 3, 15: 5},
            partial=True,
            name_zh="最高人民法院关于审理拒不执行判决、裁定刑事案件适用法律若干问题的解释",
        ),
        Version(
            "2024",
            "法释〔2024〕13号",
            days("2024-12-01"),
            name_zh="最高人民法院、最高人民检察院"
            "关于办理拒不执行判决、裁定刑事案件适用法律若干问题的解释",
        ),
    ),
)
