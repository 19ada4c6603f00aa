"""Makes the demo court with its cases; does nothing when it stands already."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from zhixing.scenarios import channels
from zhixing.scenarios.demo.accounts import write_code
from zhixing.scenarios.demo.seed import find_finished, open_channels, seed


class Command(BaseCommand):
    """Found a rehearsal court, play the Wu case and the invented cases in it."""

    help = "Make the demo court with its cases; quick when it stands already."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--cases", type=int, default=0, help="how many cases to invent")

    def handle(self, *args: Any, **options: Any) -> None:
        state = Path(settings.STATE)
        court = find_finished()
        if court is not None:
            write_code(state, court.code)
            if not channels.are_complete(state):
                open_channels(state, court.court_no)
                channels.write_worlds(state, channels.Belongings(), only_missing=True)
            self._tell(f"演练法院已就绪：{court.name}", f"the demo court stands: {court.code}")
            return
        started = time.monotonic()
        state.mkdir(parents=True, exist_ok=True)
        given = {"count": options["cases"]} if options["cases"] else {}
        demo = seed(state, self._tell, **given)
        write_code(state, demo.code)
        seconds = time.monotonic() - started
        self._tell(
            f"演练法院就绪：{len(demo.lives) + 1}件案件，{seconds:.0f} 秒",
            f"{len(demo.lives) + 1} cases, {seconds:.0f} s",
        )

    def _tell(self, zh: str, en: str) -> None:
        self.stdout.write(f"{zh} · {en}")
        self.stdout.flush()
