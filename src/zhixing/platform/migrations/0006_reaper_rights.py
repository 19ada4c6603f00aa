"""What the reaper may do: see jobs and workers, and set a dead worker's job waiting again."""

from django.db import migrations

GRANT = """
GRANT SELECT ON procrastinate_workers TO zhixing_reaper;
GRANT SELECT ON procrastinate_jobs TO zhixing_reaper;
GRANT UPDATE (status, attempts, scheduled_at, priority, queue_name, lock)
  ON procrastinate_jobs TO zhixing_reaper;
GRANT INSERT (job_id, type, at) ON procrastinate_events TO zhixing_reaper;
GRANT USAGE ON SEQUENCE procrastinate_events_id_seq TO zhixing_reaper;
"""
REVOKE = """
REVOKE ALL ON procrastinate_workers, procrastinate_jobs, procrastinate_events FROM zhixing_reaper;
REVOKE ALL ON SEQUENCE procrastinate_events_id_seq FROM zhixing_reaper;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0005_outbox"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunSQL(GRANT, REVOKE)]
