"""The tables of courts, posts, people, teams, rules and sessions."""

import django.db.models.deletion
from django.db import migrations, models

import zhixing.kernel.ids


def dated() -> list[tuple[str, models.Field]]:
    """Give the columns that every dated row of a court begins with."""
    return [
        (
            "id",
            models.UUIDField(default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False),
        ),
        ("court_no", models.IntegerField()),
        ("valid_from", models.DateField()),
        ("valid_until", models.DateField(null=True)),
    ]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("platform", "0001_scopes")]

    operations = [
        migrations.CreateModel(
            name="CapabilityGrant",
            fields=[
                *dated(),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("capability", models.CharField(max_length=40)),
                ("is_granted", models.BooleanField()),
                ("legal_basis", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "courts_capability_grant",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("court_no", models.IntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "courts_clock",
            },
        ),
        migrations.CreateModel(
            name="Court",
            fields=[
                ("court_no", models.IntegerField(primary_key=True, serialize=False)),
                ("last_no", models.IntegerField()),
                ("parent_no", models.IntegerField(null=True)),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("level", models.CharField(max_length=12)),
                ("province", models.CharField(max_length=20)),
                ("case_code", models.CharField(blank=True, max_length=10)),
                ("case_code_basis", models.CharField(blank=True, max_length=10)),
                ("legacy_patterns", models.JSONField(default=list)),
                ("is_rehearsal", models.BooleanField()),
                ("like_no", models.IntegerField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
            ],
            options={
                "db_table": "courts_court",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                *dated(),
                ("login", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "db_table": "courts_person",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                *dated(),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
            ],
            options={
                "db_table": "courts_department",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LoginThrottle",
            fields=[
                ("subject", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failures", models.IntegerField()),
                ("counted_since", models.DateTimeField()),
                ("locked_until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "courts_login_throttle",
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                *dated(),
                ("kind", models.CharField(max_length=20)),
                ("command_role", models.CharField(blank=True, max_length=30)),
                ("title", models.CharField(max_length=60)),
                ("title_en", models.CharField(max_length=60)),
            ],
            options={
                "db_table": "courts_post",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostHolding",
            fields=[
                *dated(),
            ],
            options={
                "db_table": "courts_post_holding",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("court_no", models.IntegerField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=30)),
                ("code_given_at", models.DateTimeField(null=True)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "courts_session",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                *dated(),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
            ],
            options={
                "db_table": "courts_team",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamMembership",
            fields=[
                *dated(),
                ("role", models.CharField(max_length=20)),
            ],
            options={
                "db_table": "courts_team_membership",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("court_no", models.IntegerField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=60)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "courts_token",
            },
        ),
        migrations.CreateModel(
            name="ApprovalRoute",
            fields=[
                *dated(),
                ("matter", models.CharField(max_length=30)),
                ("steps", models.JSONField()),
                ("legal_basis", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "courts_approval_route",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["court_no", "valid_from"], name="approvalroute_by_court")
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtPolicy",
            fields=[
                *dated(),
                ("code", models.CharField(max_length=40)),
                ("value", models.JSONField()),
                ("legal_basis", models.CharField(max_length=300)),
                ("review_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "courts_policy",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["court_no", "valid_from"], name="courtpolicy_by_court")
                ],
            },
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="courts.person",
                    ),
                ),
                ("court_no", models.IntegerField()),
                ("password", models.CharField(max_length=200)),
                ("code_secret", models.BinaryField(null=True)),
                ("code_step", models.BigIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("blocked_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "courts_credential",
            },
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["court_no", "valid_from"], name="person_by_court"),
        ),
        migrations.AddField(
            model_name="department",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="courts.department"
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="department",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="courts.department"
            ),
        ),
        migrations.AddField(
            model_name="capabilitygrant",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="courts.post"
            ),
        ),
        migrations.AddField(
            model_name="postholding",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="courts.person"
            ),
        ),
        migrations.AddField(
            model_name="postholding",
            name="post",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="courts.post"),
        ),
        migrations.AddField(
            model_name="session",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="courts.person"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="courts.post"
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="department",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="courts.department"
            ),
        ),
        migrations.AddField(
            model_name="teammembership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="courts.person"
            ),
        ),
        migrations.AddField(
            model_name="teammembership",
            name="team",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="courts.team"),
        ),
        migrations.AddField(
            model_name="token",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="courts.person"
            ),
        ),
        migrations.AddField(
            model_name="token",
            name="post",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="courts.post"),
        ),
        migrations.AddIndex(
            model_name="department",
            index=models.Index(fields=["court_no", "valid_from"], name="department_by_court"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["court_no", "valid_from"], name="post_by_court"),
        ),
        migrations.AddIndex(
            model_name="capabilitygrant",
            index=models.Index(fields=["court_no", "valid_from"], name="capabilitygrant_by_court"),
        ),
        migrations.AddIndex(
            model_name="postholding",
            index=models.Index(fields=["court_no", "valid_from"], name="postholding_by_court"),
        ),
        migrations.AddIndex(
            model_name="team",
            index=models.Index(fields=["court_no", "valid_from"], name="team_by_court"),
        ),
        migrations.AddIndex(
            model_name="teammembership",
            index=models.Index(fields=["court_no", "valid_from"], name="teammembership_by_court"),
        ),
    ]
