"""What a program needs only now and then is not read when it starts: it starts in half the time."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.structure.source import REPOSITORY

SELDOM = {
    "cn2an": "amounts in words, on an instrument",
    "docx": "Word copies",
    "httpx": "deliveries to institutions that are called",
    "openpyxl": "Excel sheets",
    "pyhanko": "reading signed files",
    "pypinyin": "how a new name is read",
    "qrcode": "codes on slips",
}


def test_what_is_seldom_needed_is_not_loaded_at_the_start() -> None:
    told = (
        "import django, sys; django.setup(); print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "zhixing.config.settings"}
    loaded = subprocess.run(
        [sys.executable, "-c", told],
        env=environment | {"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.split()
    assert "zhixing" in loaded
    assert {*SELDOM} & {*loaded} == set()
