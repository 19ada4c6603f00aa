"""The form of every assistance notice (协助执行通知书): request, officers, and the slip."""

from __future__ import annotations

from zhixing.instruments.rendering.blocks import Receipt
from zhixing.instruments.rendering.frame import Frame

BLANK = "　"


def slip(frame: Frame, notice: str, results: tuple[str, ...]) -> Receipt:
    """Give the slip that answers an assistance notice, with a line for each result."""
    return Receipt(
        addressee=f"{frame.court_name}：",
        text=f"你院{frame.case_number}{notice}收悉。我单位办理结果如下：",
        rows=(*((result, BLANK) for result in results), ("办理人及电话", BLANK)),
    )
