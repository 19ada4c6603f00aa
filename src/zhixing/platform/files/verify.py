"""Verifies files: every row's record is there and hashes to its address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from zhixing.platform.files.packs import Damaged, Place, read_record
from zhixing.platform.files.store import packs_folder
from zhixing.platform.log.difference import Difference, DifferenceKind
from zhixing.platform.log.stream import stream

_FILES = """
/* files_in_packs: every file in the order in which it lies on disk */
SELECT court_no, id, sha256, pack, "offset", length FROM platform_file
{where} ORDER BY pack, "offset"
"""


def verify_files(courts: Iterable[int] | None = None) -> list[Difference]:
    """Read every file of some courts (all that the scope sees by default); name the damaged.

    Needs no key: addresses are hashes of ciphertext.
    """
    if courts is None:
        rows = stream(_FILES.format(where=""), [])
    else:
        rows = stream(_FILES.format(where="WHERE court_no = ANY(%s)"), [list(courts)])
    return [found for row in rows for found in _check(*row)]


def _check(
    court_no: int, file_id: UUID, sha256: Any, pack: str, offset: int, length: int
) -> list[Difference]:
    folder = packs_folder()
    try:
        read_record(folder, Place(pack, offset, length), bytes(sha256))
    except Damaged as error:
        if (folder / pack).exists():
            what, zh = DifferenceKind.FILE_ALTERED, "文件密文与其地址不符。"
        else:
            what, zh = DifferenceKind.FILE_MISSING, "文件所在的包不见了。"
        return [Difference(court_no, what, "file", file_id, None, zh, f"{error}.")]
    return []
