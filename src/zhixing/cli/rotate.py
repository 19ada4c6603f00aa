"""``./zx rotate``: move everything the vault sealed to the newest data key; stop it at any time."""

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

_DATA_KEY = re.compile(r"data_key_(\d{1,3})")
LAST_KEY = 255


def run(arguments: Sequence[str]) -> int:
    """Move rows batch by batch and count what is left; or make the next key, and stop."""
    parser = argparse.ArgumentParser("./zx rotate")
    parser.add_argument("--new-key", action="store_true", help="only make the next data key")
    parser.add_argument("--check", action="store_true", help="only count what older keys seal")
    options = parser.parse_args(arguments)
    if options.new_key:
        return _add_key()
    with opened():
        left = _rotate(check=options.check)
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


def _add_key() -> int:
    """Add the next data key to the file of secrets; production adds it to its own key store.

    Nothing is sealed with it here: every program has to know it first.
    """
    from zhixing.cli.environment import prepare
    from zhixing.platform.embedded.paths import write_private_json

    prepare()
    path = os.environ.get("ZX_SECRETS", "")
    if not path:
        raise Failure(
            "密钥由运行环境提供，请在密钥库中添加下一把 data_key。",
            "The keys come from the environment; add the next data key to your key store.",
        )
    known: dict[str, str] = json.loads(Path(path).read_text())
    numbers = [int(m[1]) for name in known if (m := _DATA_KEY.fullmatch(name))]
    number = max(numbers, default=0) + 1
    if number > LAST_KEY:
        raise Failure("数据密钥编号已用尽。", "No number is left for a data key.")
    known[f"data_key_{number}"] = base64.b64encode(secrets.token_bytes(32)).decode()
    write_private_json(Path(path), known)
    say(
        f"已生成 data_key_{number}；请重启全部程序后运行 ./zx rotate。",
        f"data_key_{number} was made; restart every program, then run ./zx rotate.",
    )
    return 0


COMMAND = Command(
    "将密封数据换到最新密钥，可随时中断续作。",
    "Move sealed data to the newest key; can be stopped and resumed.",
    run,
    "[--new-key] [--check]",
)
