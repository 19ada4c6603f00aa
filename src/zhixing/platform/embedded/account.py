"""Which account the server runs as, and which places that account can reach.

PostgreSQL refuses to run as root, so root steps down to an account that is
already there. No account is made and no directory of anybody else is changed.
"""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from zhixing.platform.embedded.errors import ServerError

PREFERRED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """The operating-system account that owns the server's files and processes."""

    uid: int
    gid: int
    stepped_down: bool

    def can_enter(self, directory: Path) -> bool:
        """Tell whether this account may walk into the directory through all its parents."""
        resolved = directory.resolve()
        return all(self._may(step, 0o1) for step in (resolved, *resolved.parents))

    def can_write(self, directory: Path) -> bool:
        """Tell whether this account may make files in the directory."""
        return self.can_enter(directory) and self._may(directory.resolve(), 0o3)

    def own(self, path: Path) -> None:
        """Hand a file or directory that we made to this account."""
        if self.stepped_down:
            os.chown(path, self.uid, self.gid)

    def _may(self, path: Path, bits: int) -> bool:
        try:
            found = path.stat()
        except OSError:
            return False
        if not self.stepped_down:
            return os.access(path, bits)
        shift = 6 if found.st_uid == self.uid else 3 if found.st_gid == self.gid else 0
        return (stat.S_IMODE(found.st_mode) >> shift) & bits == bits


def server_account() -> Account:
    """Choose the account: ourselves, or for root an existing one without power."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), stepped_down=False)
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, stepped_down=True)
    raise ServerError(
        "以 root 运行需要已有的普通账户（postgres 或 nobody），本机两者皆无。请改用普通用户。",
        "As root the server needs an existing account (postgres or nobody) and this machine has "
        "neither. Run as an ordinary user instead.",
    )
