"""What can go wrong with the embedded server, said in both languages."""

from __future__ import annotations


class ServerError(Exception):
    """The embedded server cannot be used; the message says why and what to do."""

    def __init__(self, zh: str, en: str, detail: str = "") -> None:
        self.zh = zh
        self.en = en
        self.detail = detail
        super().__init__(f"{zh}\n{en}" + (f"\n{detail}" if detail else ""))
