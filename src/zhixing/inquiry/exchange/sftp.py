"""A place of exchange reached by SFTP, with the platform's own key and a host known before."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import IO, Any, Final, TypeVar
from urllib.parse import unquote, urlsplit

import asyncssh

from zhixing.inquiry.exchange.place import DOWNLOAD, TAKEN, UPLOAD, Seen, Watch

T = TypeVar("T")
PATIENCE_SECONDS: Final = 180
BLOCK: Final = 256 * 1024


class Sftp:
    """Exchange packages on another host; the connection is made when it is first needed.

    A call that fails closes it, so that the next round begins afresh.
    """

    def __init__(self, address: str, host_key: str, client_key: Path) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 22
        self._user = unquote(parts.username or "")
        self._folder = unquote(parts.path).rstrip("/")
        self._host_key, self._client_key = host_key, client_key
        self._watch = Watch()
        self._runner = asyncio.Runner()
        self._connection: asyncssh.SSHClientConnection | None = None
        self._sftp: asyncssh.SFTPClient | None = None

    def arrivals(self) -> list[Seen]:
        """Give what was taken before a halt, then what lies complete."""
        return self._run(self._arrivals())

    def take(self, seen: Seen) -> bytes:
        """Move a file aside, with one step of the other side, and read it there."""
        return self._run(self._take(seen))

    def settle(self, seen: Seen) -> None:
        """Remove a file that was taken."""
        self._run(self._settle(seen))

    def put(self, name: str, content: IO[bytes]) -> None:
        """Write a package beside its name and rename it."""
        self._run(self._put(name, content))

    def close(self) -> None:
        """Close the connection."""
        self._drop()
        self._runner.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return self._runner.run(asyncio.wait_for(work, PATIENCE_SECONDS))
        except (OSError, asyncssh.Error, TimeoutError) as failure:
            self._drop()
            raise Unreached(f"{self._host}: {failure}") from failure

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.abort()
        self._connection = self._sftp = None

    async def _open(self) -> asyncssh.SFTPClient:
        if self._sftp is None:
            known = asyncssh.import_known_hosts(f"* {self._host_key.strip()}\n")
            self._connection = await asyncssh.connect(
                self._host,
                self._port,
                username=self._user,
                client_keys=[str(self._client_key)],
                known_hosts=known,
                agent_path=None,
                config=None,
            )
            self._sftp = await self._connection.start_sftp_client()
            for part in (UPLOAD, DOWNLOAD, TAKEN):
                await self._sftp.makedirs(self._at(part), exist_ok=True)
        return self._sftp

    def _at(self, *parts: str) -> str:
        return "/".join((self._folder, *parts))

    async def _look(self, part: str) -> list[Seen]:
        sftp = await self._open()
        return [
            Seen(str(entry.filename), entry.attrs.size or 0, float(entry.attrs.mtime or 0))
            for entry in await sftp.readdir(self._at(part))
            if entry.attrs.type == asyncssh.FILEXFER_TYPE_REGULAR
        ]

    async def _arrivals(self) -> list[Seen]:
        left = sorted(await self._look(TAKEN), key=lambda seen: seen.changed)
        return [*left, *self._watch.finished(await self._look(UPLOAD))]

    async def _take(self, seen: Seen) -> bytes:
        sftp = await self._open()
        mine = self._at(TAKEN, seen.name)
        if not await sftp.exists(mine):
            await sftp.rename(self._at(UPLOAD, seen.name), mine)
        async with sftp.open(mine, "rb") as file:
            content: bytes = await file.read()
            return content

    async def _settle(self, seen: Seen) -> None:
        sftp = await self._open()
        await sftp.remove(self._at(TAKEN, seen.name))

    async def _put(self, name: str, content: IO[bytes]) -> None:
        sftp = await self._open()
        fresh = self._at(DOWNLOAD, f".{name}.part")
        async with sftp.open(fresh, "wb") as file:
            while block := content.read(BLOCK):
                await file.write(block)
        await sftp.posix_rename(fresh, self._at(DOWNLOAD, name))


class Unreached(OSError):
    """Say that the other host could not be reached; whether the last step was done is unknown."""
