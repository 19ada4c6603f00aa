"""The court's log: signed checkpoints and proofs, for everybody."""

from __future__ import annotations

import base64
from typing import Annotated
from uuid import UUID

from pydantic import Field

from zhixing.api.door import invalid
from zhixing.api.problems import not_found
from zhixing.api.route import get
from zhixing.api.schemas.log import (
    CheckpointShown,
    ConsistencyProof,
    InclusionProof,
    PublicKey,
)
from zhixing.platform.log import proofs
from zhixing.platform.log.note import Checkpoint
from zhixing.platform.log.tree import BrokenTree

Size = Annotated[int, Field(ge=1, le=2**62)]


def key() -> PublicKey:
    """Show the public key of the log."""
    found = proofs.log_key()
    return PublicKey(found.name, base64.b64encode(found.public).decode())


def latest(court_no: int) -> CheckpointShown | None:
    """Show the latest signed checkpoint of a court."""
    found = proofs.latest_checkpoint(court_no)
    return None if found is None else _shown(found)


def at_size(court_no: int, size: Size) -> CheckpointShown | None:
    """Show the checkpoint signed at one size."""
    found = proofs.find_checkpoint(court_no, size)
    return None if found is None else _shown(found)


def inclusion(
    court_no: int, kind: Annotated[str, Field(max_length=40)], subject: UUID, size: Size
) -> InclusionProof:
    """Prove that the leaf of a subject (an act's id, say) stands in the tree of a signed size."""
    _require_signed(court_no, size)
    leaf = proofs.find_leaves(court_no, kind, [subject]).get(subject)
    if leaf is None or leaf.index >= size:
        raise not_found("subject")
    path = proofs.inclusion_proof(court_no, leaf.index, size)
    return InclusionProof(court_no, leaf.index, size, leaf.hash.hex(), tuple(h.hex() for h in path))


def consistency(court_no: int, first: Size, second: Size) -> ConsistencyProof:
    """Prove that the tree of one signed size begins that of another."""
    if first > second:
        raise invalid("first", "first is no larger than second first 不大于 second")
    _require_signed(court_no, first)
    _require_signed(court_no, second)
    try:
        path = proofs.consistency_proof(court_no, first, second)
    except BrokenTree:
        raise not_found("first") from None
    return ConsistencyProof(court_no, first, second, tuple(h.hex() for h in path))


def _require_signed(court_no: int, size: int) -> None:
    if proofs.find_checkpoint(court_no, size) is None:
        raise not_found("size")


def _shown(found: Checkpoint) -> CheckpointShown:
    return CheckpointShown(found.court_no, found.size, found.root.hex(), found.at, found.note)


_PUBLIC = {"needs": "", "is_public": True}
ROUTES = (
    get("/log/key", key, "日志公钥", "The log's public key", **_PUBLIC),
    get("/log/{court_no}/checkpoint", latest, "最新检查点", "Latest checkpoint", **_PUBLIC),
    get("/log/{court_no}/checkpoints/{size}", at_size, "检查点", "A checkpoint", **_PUBLIC),
    get("/log/{court_no}/inclusion", inclusion, "包含证明", "Inclusion proof", **_PUBLIC),
    get("/log/{court_no}/consistency", consistency, "一致性证明", "Consistency proof", **_PUBLIC),
)
