"""Do the imports of the house as it stands go down, and never into another room's models?"""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

from tests.structure.source import REPOSITORY


def test_the_house_keeps_its_import_contracts() -> None:
    done = subprocess.run(
        [str(Path(sysconfig.get_path("scripts")) / "lint-imports"), "--no-cache"],
        env=dict(os.environ, PYTHONPATH=str(REPOSITORY / "src"), NO_COLOR="1"),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
