"""Departments, posts, persons, who held which post when, and teams."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.ids import new_id


class Dated(models.Model):
    """Give a row its court and its days: ``valid_until`` no longer belongs to them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    court_no = models.IntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["court_no", "valid_from"], name="%(class)s_by_court")]


class Department(Dated):
    """A department (内设机构) of a court: the enforcement bureau, a division, the cashier's."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta(Dated.Meta):
        db_table = "courts_department"


class Post(Dated):
    """A post (岗位) in a department; its kind decides what its holder may do."""

    department = models.ForeignKey(Department, models.PROTECT)
    kind = models.CharField(max_length=20)
    command_role = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60)

    class Meta(Dated.Meta):
        db_table = "courts_post"


class Person(Dated):
    """A member of the staff, with the court that employs them."""

    login = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta(Dated.Meta):
        db_table = "courts_person"


class PostHolding(Dated):
    """The days on which a person held a post; one post is never held twice on a day."""

    post = models.ForeignKey(Post, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)

    class Meta(Dated.Meta):
        db_table = "courts_post_holding"


class Team(Dated):
    """A case-handling team (办案团队)."""

    department = models.ForeignKey(Department, models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)

    class Meta(Dated.Meta):
        db_table = "courts_team"


class TeamMembership(Dated):
    """The days on which a person served in a team, and as what."""

    team = models.ForeignKey(Team, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    role = models.CharField(max_length=20)

    class Meta(Dated.Meta):
        db_table = "courts_team_membership"
