"""The wrapped keys of subjects: deleting a row erases everything sealed under it."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.ids import new_id


class SubjectKey(models.Model):
    """A person's or case's own key, wrapped under the data key."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        db_table = "platform_subject_key"
        indexes = [models.Index(fields=["court_no", "id"], name="subject_key_by_court")]
