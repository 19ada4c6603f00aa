"""``./zx rotate``: move what is sealed and indexed to the newest keys; stop it at any time."""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from zhixing.cli.command import Command, Failure, say
from zhixing.cli.house import opened

LAST_KEY = 255


def run(arguments: Sequence[str]) -> int:
    """Move rows batch by batch and count what is left; or make the next key, and stop."""
    parser = argparse.ArgumentParser("./zx rotate")
    parser.add_argument("--new-key", action="store_true", help="only make the next data key")
    parser.add_argument("--new-index-key", action="store_true", help="only make an index key")
    parser.add_argument("--check", action="store_true", help="only count what older keys hold")
    options = parser.parse_args(arguments)
    if options.new_key or options.new_index_key:
        return _add_key("data_key" if options.new_key else "index_key")
    with opened():
        left = _rotate(check=options.check) + _reindex(check=options.check)
    if left == 0:
        say("旧密钥已不再使用，可以移出。", "No row needs an older key; they may be taken away.")
    return 1 if left else 0


def _rotate(*, check: bool) -> int:
    from zhixing.platform.crypto.rotation import SEALED_COLUMNS, count_outdated, rotate
    from zhixing.platform.database.scope import Scope, open_scope

    left = 0
    for column in SEALED_COLUMNS:
        name = f"{column.table}.{column.column}"
        moved = 0 if check else rotate([column], scope=Scope.system())
        with open_scope(Scope.system()):
            outdated = count_outdated(column)
        say(
            f"{name}：已换 {moved} 行，旧密钥尚余 {outdated} 行",
            f"{moved} rows moved, {outdated} left under older keys",
        )
        left += outdated
    return left


def _reindex(*, check: bool) -> int:
    from zhixing.platform.crypto.reindexing import (
        INDEXED_TABLES,
        count_outdated_indexes,
        reindex,
    )
    from zhixing.platform.database.scope import Scope, open_scope

    left = 0
    for table in INDEXED_TABLES:
        moved = 0 if check else reindex([table], scope=Scope.system())
        with open_scope(Scope.system()):
            outdated = count_outdated_indexes(table)
        say(
            f"{table.table} 盲索引：已重建 {moved} 行，旧密钥尚余 {outdated} 行",
            f"{moved} rows indexed again, {outdated} left under older keys",
        )
        left += outdated
    return left


def _add_key(kind: str) -> int:
    """Add the next key of a kind to the file of secrets; production adds it to its key store.

    Nothing is sealed or indexed with it here: every program has to know it first.
    """
    from zhixing.cli.environment import prepare
    from zhixing.platform.embedded.paths import write_private_json

    prepare()
    path = os.environ.get("ZX_SECRETS", "")
    if not path:
        raise Failure(
            f"密钥由运行环境提供，请在密钥库中添加下一把 {kind}。",
            f"The keys come from the environment; add the next {kind} to your key store.",
        )
    known: dict[str, str] = json.loads(Path(path).read_text())
    named = re.compile(rf"{kind}(?:_(\d{{1,3}}))?")
    numbers = [int(m[1] or 1) for name in known if (m := named.fullmatch(name))]
    number = max(numbers, default=0) + 1
    if number > LAST_KEY:
        raise Failure(f"{kind} 编号已用尽。", f"No number is left for a {kind}.")
    known[f"{kind}_{number}"] = base64.b64encode(secrets.token_bytes(32)).decode()
    write_private_json(Path(path), known)
    say(
        f"已生成 {kind}_{number}；请停止全部程序、再行启动后运行 ./zx rotate。",
        f"{kind}_{number} was made; stop every program, start them, then run ./zx rotate.",
    )
    return 0


COMMAND = Command(
    "将密封数据和盲索引换到最新密钥，可随时中断续作。",
    "Move sealed data and blind indexes to the newest keys; can be stopped and resumed.",
    run,
    "[--new-key] [--new-index-key] [--check]",
)
