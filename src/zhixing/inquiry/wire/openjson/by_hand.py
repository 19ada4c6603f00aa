"""Reads what was keyed off a receipt: the records of the open profile, inside their evidence.

The evidence names the pictures, the people who keyed and the time of service beside the body, and
how foreign money was exchanged, which no wire carries.
"""

from __future__ import annotations

import json
from dataclasses import replace

from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Conversion, Decoded
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.kernel.codec import decode


def decode_feedback(payload: str) -> Decoded:
    """Read the feedbacks of what was keyed.

    :raises Unreadable: it is no record of a receipt.
    """
    try:
        said = json.loads(payload)
        body = said["body"]
        conversion = said.get("conversion")
        exchanged = None if conversion is None else decode(Conversion, conversion)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("message", "", "不是窗口回执的记录", f"no receipt: {error}") from None
    decoded = read_message(body)
    if exchanged is None:
        return decoded
    feedbacks = tuple(
        replace(f, results=tuple(replace(r, conversion=exchanged) for r in f.results))
        for f in decoded.feedbacks
    )
    return replace(decoded, feedbacks=feedbacks)
