"""Units without a connection (非成员单位): officers carry the papers to the designated window.

Nothing travels: the request is printed as one bundle, and what the unit writes on the receipt is
keyed into the same records that the open profile carries. Paper takes every character.

Law: 民事诉讼法 art. 239, 253 (officers show their papers; units help query and control);
查封、扣押、冻结规定 art. 1 (effect when ruling and notice are served).
"""

from __future__ import annotations

from dataclasses import replace

from zhixing.inquiry.wire.model import Channel
from zhixing.inquiry.wire.profiles.open_json import PROFILE as OPEN

PROFILE = replace(
    OPEN,
    code="COUNTER",
    title_zh="窗口办理（未联网单位）",
    title_en="By hand at a window (units without a connection)",
    channel=Channel.MANUAL,
    service=None,
)
