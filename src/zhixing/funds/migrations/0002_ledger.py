"""The ledger in SQL: postings partitioned, one-sided, append-only, balanced at commit."""

from django.db import migrations

from zhixing.funds.sql import BALANCE, POSTING, balance_check
from zhixing.platform.database.rows import append_only, court_rows, hash_partitions

LINKS = """
ALTER TABLE funds_account ADD CONSTRAINT account_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE funds_payment_order ADD CONSTRAINT payment_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE funds_receipt ADD CONSTRAINT receipt_is_of_a_transfer_of_its_court
  FOREIGN KEY (court_no, transfer_id) REFERENCES funds_transfer (court_no, id);
ALTER TABLE funds_receipt ADD CONSTRAINT receipt_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial"), ("cases", "0002_docket")]
    operations = [
        migrations.RunSQL(POSTING, "DROP TABLE funds_posting"),
        hash_partitions("funds_posting"),
        migrations.RunSQL(BALANCE, migrations.RunSQL.noop),
        migrations.RunSQL(balance_check("funds_posting", "transfer_id"), migrations.RunSQL.noop),
        migrations.RunSQL(balance_check("funds_transfer", "id"), migrations.RunSQL.noop),
        append_only("funds_posting"),
        append_only("funds_transfer"),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("funds_account", rights="SELECT, INSERT, UPDATE"),
        court_rows("funds_transfer", rights="SELECT, INSERT"),
        court_rows("funds_posting", rights="SELECT, INSERT"),
        court_rows("funds_receipt", rights="SELECT, INSERT, UPDATE"),
        court_rows("funds_payment_order", rights="SELECT, INSERT, UPDATE"),
    ]
