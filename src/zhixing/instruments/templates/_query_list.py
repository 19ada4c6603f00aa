"""The notice by which many cases are queried together, with its list (案件查询清单)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Fields, Para, Table
from zhixing.instruments.rendering.frame import Frame
from zhixing.instruments.rendering.wording import cite_all


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryList:
    """Hold whom institutions are asked about in which cases.

    ``entries``: number of the case, name, kind of document, its number, officer in charge.
    """

    institutions: tuple[str, ...]
    entries: tuple[tuple[str, str, str, str, str], ...]


def list_wording(data: QueryList, frame: Frame, what: str, how: str) -> tuple[Block, ...]:
    """Give the notice: to whom, about what, and the list of cases and persons."""
    return (
        Addressee("下列协助执行单位："),
        Para("、".join(data.institutions) + "。"),
        Para(
            f"本院在执行所附清单各案中，需要集中查询清单所列被执行人在你单位的{what}。"
            f"依照{cite_all(frame.basis)}之规定，请予协助查询{how}，并按案将结果告知本院。"
        ),
        Fields((("清单案数", f"{len({e[0] for e in data.entries})}件"),)),
        Table(
            headers=("案号", "姓名或者名称", "证件种类", "证件号码", "承办人"),
            rows=data.entries,
            widths=(11, 9, 7, 10, 5),
            align=("left", "left", "center", "left", "center"),
        ),
    )


SAMPLE = QueryList(
    institutions=("示例银行", "示例农商银行"),
    entries=(
        ("（2027）示例01执1号", "示例丁", "居民身份证", "示例号码0000000003", "示例己"),
        (
            *("（2027）示例01执2号", "示例乙商贸有限公司", "统一社会信用代码"),
            *("示例代码000000002", "示例庚"),
        ),
    ),
)
