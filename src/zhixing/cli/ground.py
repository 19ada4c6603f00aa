"""Migrating and filling a platform before its programs start; run in a process of its own.

One process does both, for starting Django is the greater part of the work
when everything is already there.
"""

from __future__ import annotations

import os

import django
from django.core.management import call_command, get_commands

from zhixing.cli.command import say
from zhixing.cli.processes import SEEDS


def main() -> None:
    """Migrate as the owner, then run each seed there is as the application role.

    Commits do not wait for the disk: they reach it in their order within a second, and a
    seed whose last word was lost with the machine is begun again by the next start.
    """
    os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
    django.setup()
    say("升级数据库结构……", "migrating …")
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    known = get_commands()
    for seed in SEEDS:
        if seed.command not in known:
            say(f"{seed.zh}：本版本没有此步骤", f"{seed.en}: not part of this release")
            continue
        say(f"{seed.zh}……", f"{seed.en} …")
        call_command(seed.command, *seed.arguments)


if __name__ == "__main__":
    main()
