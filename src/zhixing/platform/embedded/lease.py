"""Who still needs the server: the last one to leave stops it.

A user holds a shared lock; the kernel takes it back when the user dies, in
whatever way. A server that was started to stay (``./zx db up``) has a mark.
"""

from __future__ import annotations

import fcntl
import os

from zhixing.platform.embedded.server import EmbeddedServer, ServerInfo, exclusive


class Lease:
    """Hold the server up while this process needs it."""

    def __init__(self, server: EmbeddedServer) -> None:
        self.server = server
        self._users = server.state / "server.users"
        self._keep = server.state / "server.keep"
        self._handle: int | None = None

    def take(self) -> ServerInfo:
        """Start the server if it is down and count ourselves as a user.

        We count first: whoever leaves meanwhile then sees us and lets it run.
        """
        self._handle = os.open(self._users, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_SH)
        return self.server.start()

    def keep(self) -> None:
        """Let the server stay up after the last user leaves."""
        self._keep.touch(mode=0o600)

    def unkeep(self) -> None:
        """Take the mark away that lets the server stay up."""
        self._keep.unlink(missing_ok=True)

    def release(self) -> bool:
        """Leave; stop the server when nobody else uses it. Tells whether it was stopped."""
        if self._handle is None:
            return False
        handle, self._handle = self._handle, None
        try:
            with exclusive(self.server.state / "server.lock"):
                if self._keep.exists() or not _try_exclusive(handle):
                    return False
                return self.server.stop_unlocked()
        finally:
            os.close(handle)


def _try_exclusive(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
