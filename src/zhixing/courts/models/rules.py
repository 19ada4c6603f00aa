"""What a court decided about itself, each with its days: routes, capabilities, policies."""

from __future__ import annotations

from django.db import models

from zhixing.courts.models.staff import Dated


class ApprovalRoute(Dated):
    """The kinds of post, in order, that must approve a matter."""

    matter = models.CharField(max_length=30)
    steps = models.JSONField()
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        db_table = "courts_approval_route"


class CapabilityGrant(Dated):
    """A court's departure from the default capabilities of a kind of post, or of one post."""

    kind = models.CharField(max_length=20, blank=True)
    post = models.ForeignKey("courts.Post", models.PROTECT, null=True)
    capability = models.CharField(max_length=40)
    is_granted = models.BooleanField()
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        db_table = "courts_capability_grant"


class CourtPolicy(Dated):
    """A rule a court adopted for itself, with its legal basis and the day of its review."""

    code = models.CharField(max_length=40)
    value = models.JSONField()
    legal_basis = models.CharField(max_length=300)
    review_on = models.DateField(null=True)

    class Meta(Dated.Meta):
        db_table = "courts_policy"
