"""What a feedback says, as bytes and as their hash: by it a repeat is told from another word."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

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
        said = {n: v for n, v in said.items() if n not in _UNSAID or v != _UNSAID[n]}
        if feedback.estate is not None:
            said["estate"] = _estate_text(said["estate"])
        if feedback.results:
            said["results"] = [_result_text(one) for one in _listed(said["results"])]
    return canonical([said, receipts])


_UNSAID: Final[dict[str, Json]] = {
    "estate": None,
    "properties": [],
    "is_complete": True,
    "lost": [],
}
_LATER: Final = "business_no"
"""What only some registries say of a result, and was not read at first."""


def _result_text(told: Json) -> Json:
    if not isinstance(told, dict):
        return told
    return {n: v for n, v in told.items() if n != _LATER or v}


def _listed(told: Json) -> list[Json]:
    return told if isinstance(told, list) else []


_BARE: Final = ("holders", "mortgages", "pre_notices", "sealings")
"""Rows of an estate to which further particulars were added after the first answers came."""


def _estate_text(told: Json) -> Json:
    """Leave empty further particulars out of the rows that had none at first."""
    if isinstance(told, list):
        return [_estate_text(one) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        name: [_plain(one) for one in value]
        if name in _BARE and isinstance(value, list)
        else _estate_text(value)
        for name, value in told.items()
    }


def _plain(row: Json) -> Json:
    if not isinstance(row, dict):
        return row
    kept = {n: v for n, v in row.items() if n != "extras" or v}
    return _estate_text(kept)
