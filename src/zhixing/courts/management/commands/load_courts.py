"""Loads the list of courts that comes with the program."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from zhixing.courts.numbering import read_court_rows
from zhixing.courts.operations import load_courts
from zhixing.platform.database.scope import Scope, open_scope


class Command(BaseCommand):
    """Enter or renew all courts; running it again changes nothing."""

    help = "Enter or renew all courts of the list that comes with the program."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with open_scope(Scope.system()):
            loaded = load_courts(read_court_rows())
        self.stdout.write(
            f"{loaded.listed} courts listed, {loaded.entered} entered, {loaded.changed} changed"
        )
