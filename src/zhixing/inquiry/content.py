"""What a feedback says, as bytes and as their hash: by it a repeat is told from another word."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from zhixing.inquiry.wire.feedback import Feedback
from zhixing.kernel.canonical import Json, canonical, to_json


def content_hash(feedback: Feedback) -> str:
    """Give the hash of what a feedback says, whatever its spelling and time of sending.

    A receipt counts by its MD5; the time of feedback does not count.
    """
    return hashlib.sha256(content_text(feedback)).hexdigest()


def content_text(feedback: Feedback) -> bytes:
    """Give the canonical bytes of what a feedback says."""
    accounts = tuple(replace(a, fed_back_at=None) for a in feedback.accounts)
    receipts = sorted(r.writ.md5 for r in feedback.receipts)
    said = to_json(replace(feedback, accounts=accounts, receipts=()))
    if isinstance(said, dict):
        # What only later profiles say counts where it is said, so that earlier hashes hold.
        unsaid: dict[str, Json] = {"estate": None, "properties": [], "is_complete": True}
        said = {n: v for n, v in said.items() if n not in unsaid or v != unsaid[n]}
    return canonical([said, receipts])
