"""The log's tables: the queue, the leaves, the stored nodes and the signed checkpoints."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from zhixing.kernel.ids import new_id


class LeafQueue(models.Model):
    """A leaf that waits for its place; written with the act it proves."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    kind = models.TextField()
    subject_id = models.UUIDField()
    leaf_hash = models.BinaryField()
    salt = models.BinaryField()
    queued_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "platform_leaf_queue"


class Leaf(models.Model):
    """A leaf in its court's tree, at a gapless index."""

    pk = models.CompositePrimaryKey("court_no", "leaf_index")
    court_no = models.IntegerField()
    leaf_index = models.BigIntegerField()
    kind = models.TextField()
    subject_id = models.UUIDField()
    leaf_hash = models.BinaryField()
    salt = models.BinaryField()
    queued_at = models.DateTimeField()

    class Meta:
        db_table = "platform_leaf"


class TreeNode(models.Model):
    """The hash of a complete subtree at a stored level."""

    pk = models.CompositePrimaryKey("court_no", "level", "node_index")
    court_no = models.IntegerField()
    level = models.SmallIntegerField()
    node_index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "platform_tree_node"


class TreeCheckpoint(models.Model):
    """A signed statement of a court's tree: its size and its root."""

    pk = models.CompositePrimaryKey("court_no", "size")
    court_no = models.IntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        db_table = "platform_checkpoint"
