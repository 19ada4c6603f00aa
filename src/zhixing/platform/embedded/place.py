"""Where an installation keeps its state: beside the code, unless that cannot work."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhixing.platform.embedded.account import Account, server_account
from zhixing.platform.embedded.errors import ServerError

OF_ROOT = Path("/var/lib/zhixing")


@dataclass(frozen=True, slots=True)
class Place:
    """The state directory, and why it is not the usual one, if it is not."""

    path: Path
    zh: str = ""
    en: str = ""


def state_place(repository: Path, environ: Mapping[str, str]) -> Place:
    """Choose the state directory and make it.

    ``ZX_STATE`` decides if it is set. Otherwise ``.state`` in the repository,
    unless we cannot write there or the database's account cannot get there.
    """
    account = server_account()
    if given := environ.get("ZX_STATE"):
        path = Path(given).absolute()
        _make(path, account)
        return Place(path)
    usual = repository / ".state"
    if _fits(usual, account):
        _make(usual, account)
        return Place(usual)
    other = _elsewhere(repository, environ, account)
    _make(other, account)
    return Place(
        other,
        f"数据保存在 {other}（{usual} 无法使用：不可写，或数据库账户不能进入）。",
        f"The state is kept in {other} ({usual} will not do: it is not ours to write, or the "
        "database's account cannot get there).",
    )


def _fits(path: Path, account: Account) -> bool:
    if path.exists():
        return path.stat().st_uid == os.geteuid() and account.can_enter(path)
    return os.access(path.parent, os.W_OK) and account.can_enter(path.parent)


def _elsewhere(repository: Path, environ: Mapping[str, str], account: Account) -> Path:
    """Find a place of our own that the server's account can get to."""
    name = hashlib.sha256(os.fsencode(str(repository))).hexdigest()[:12]
    if account.stepped_down:
        return OF_ROOT / name
    home = environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    nearest = next(p for p in (Path(home), *Path(home).parents) if p.exists())
    if nearest != Path("/") and os.access(nearest, os.W_OK | os.X_OK):
        return Path(home) / "zhixing" / name
    return Path("/var/tmp") / f"zhixing-{os.geteuid()}" / name


def _make(path: Path, account: Account) -> None:
    """Make the directory: closed to others, or only to be walked through by the server."""
    mode = 0o711 if account.stepped_down else 0o700
    try:
        for step in reversed([path, *path.parents]):
            if not step.exists():
                step.mkdir()
                step.chmod(mode)  # whatever the umask
    except OSError as reason:
        raise ServerError(
            f"无法建立数据目录 {path}。请用 ZX_STATE 指定一个可写的目录。",
            f"The state directory {path} cannot be made. Name a writable place in ZX_STATE.",
            str(reason),
        ) from reason
    if path.stat().st_uid != os.geteuid():
        raise ServerError(
            f"数据目录 {path} 属于另一用户。请用 ZX_STATE 指定自己的目录。",
            f"The state directory {path} belongs to another user. Name your own in ZX_STATE.",
        )
    path.chmod(mode)
    if path.parent == OF_ROOT and path.parent.stat().st_uid == os.geteuid():
        path.parent.chmod(mode)
