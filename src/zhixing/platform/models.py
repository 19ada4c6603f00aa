"""The ground's tables, gathered for Django; each part keeps its own models."""

from zhixing.platform.crypto.models import SubjectKey
from zhixing.platform.files.models import StoredFile
from zhixing.platform.log.models import Leaf, LeafQueue, TreeCheckpoint, TreeNode

__all__ = ["Leaf", "LeafQueue", "StoredFile", "SubjectKey", "TreeCheckpoint", "TreeNode"]
