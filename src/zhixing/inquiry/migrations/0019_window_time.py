"""What was carried to a window is due from the day of service, not from the day of the order."""

from django.db import migrations

FROM_SERVICE = """
UPDATE inquiry_request
   SET due_on = due_on + ((delivered_at AT TIME ZONE 'Asia/Shanghai')::date - issued_on)
 WHERE profile = 'COUNTER' AND delivered_at IS NOT NULL
   AND (delivered_at AT TIME ZONE 'Asia/Shanghai')::date > issued_on;
UPDATE inquiry_window_task t SET due_on = moved.due_on
  FROM (SELECT i.court_no, i.task_id, max(r.due_on) AS due_on
          FROM inquiry_window_item i
          JOIN inquiry_request r ON r.court_no = i.court_no AND r.id = i.request_id
         GROUP BY 1, 2) moved
 WHERE moved.court_no = t.court_no AND moved.task_id = t.id AND t.served_at IS NOT NULL
   AND t.ended_on IS NULL AND t.due_on <> moved.due_on;
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0018_settled_answers")]
    operations = [migrations.RunSQL(FROM_SERVICE, migrations.RunSQL.noop)]
