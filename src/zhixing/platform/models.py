"""The ground's tables, gathered for Django; each part keeps its own models."""

from zhixing.platform.crypto.models import SubjectKey
from zhixing.platform.files.models import StoredFile
from zhixing.platform.log.models import Leaf, LeafQueue, TreeCheckpoint, TreeNode
from zhixing.platform.outbox.models import Outgoing

__all__ = [
    "Leaf",
    "LeafQueue",
    "Outgoing",
    "StoredFile",
    "SubjectKey",
    "TreeCheckpoint",
    "TreeNode",
]
