"""Money that came in, and orders to pay out, are told to those whose work they are."""

from django.db import migrations

from zhixing.platform.database.rows import tells_news


class Migration(migrations.Migration):
    dependencies = [("funds", "0002_ledger"), ("platform", "0007_news")]
    operations = [tells_news("funds_receipt", "day"), tells_news("funds_payment_order", "day")]
