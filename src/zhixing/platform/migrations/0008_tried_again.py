"""A job that is tried again gives up its queueing lock, for another may wait under it already.

Jobs under one queueing lock are one piece of work, of which one waits at most. While one
is at work the next may be put in; were the first to wait again under the same name, the
queue would refuse it, and the second would wait for ever behind its lock.
"""

from django.db import migrations

GIVE_UP = """
CREATE FUNCTION zx_try_again_without_queueing_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.queueing_lock := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER job_tried_again BEFORE UPDATE OF status ON procrastinate_jobs FOR EACH ROW
  WHEN (OLD.status IN ('doing', 'failed') AND NEW.status = 'todo'
        AND OLD.queueing_lock IS NOT NULL)
  EXECUTE FUNCTION zx_try_again_without_queueing_lock();
"""
KEEP = """
DROP TRIGGER job_tried_again ON procrastinate_jobs;
DROP FUNCTION zx_try_again_without_queueing_lock();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0007_news")]
    operations = [migrations.RunSQL(GIVE_UP, KEEP)]
