"""What one run of the simulated bank is told: who it is, how fast it works, what day it is."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

PATH = "/ckwWebServiceCloud/SyyhConvertData"
CHINA = timezone(timedelta(hours=8))

BANKS = {
    "gongshang": ("YH000001", "示例工商银行"),
    "nongye": ("YH000002", "示例农业银行"),
    "zhongguo": ("YH000003", "示例中国银行"),
    "jianshe": ("YH000004", "示例建设银行"),
    "jiaotong": ("YH000005", "示例交通银行"),
    "youchu": ("YH000006", "示例邮储银行"),
    "cunzhen": ("YH000007", "示例村镇银行"),
    "nongshang": ("YH000008", "示例农村商业银行"),
    "kaifa": ("YH000009", "示例开发银行"),
    "renhang": ("RH000001", "示例人民银行"),
}
"""Invented banks by short name: the user they call the court with, and their name."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold the settings of a run; seconds are waits between receipt and execution.

    ``generate_rate`` is the share of persons not in the world who turn out to have accounts.
    ``spread`` lengthens each wait by a share of it between nothing and this number, by request.
    ``exchange`` is the folder of the file channel; ``bulk`` does a whole package in one step of
    the books, for speed and not beside a fault plan. ``ledger_split`` is the number of
    transactions above which they go in a message of their own.
    """

    name: str = "gongshang"
    title: str = ""
    url: str = f"http://127.0.0.1:8000{PATH}"
    user: str = ""
    password: str = "zhixing-demo"
    interval: float = 5.0
    world: str = ""
    state: str = ""
    faults: str = ""
    seed: str = "1"
    code: str = ""
    today: str = ""
    clock_url: str = ""
    statement: str = ""
    query_seconds: float = 0.0
    control_seconds: float = 0.0
    transfer_seconds: float = 10.0
    retry_seconds: float = 2.0
    spread: float = 0.0
    generate_rate: float = 0.0
    ledger_split: int = 200
    timeout: float = 180.0
    dialect: str = "soap-2016"
    exchange: str = ""
    bulk: bool = False

    @property
    def bank_title(self) -> str:
        """Give the bank's name as its receipts carry it."""
        return self.title or BANKS.get(self.name, ("", f"示例银行{self.name}"))[1]

    @property
    def bank_user(self) -> str:
        """Give the user the bank calls the court with."""
        return self.user or self.code or BANKS.get(self.name, ("YH000099", ""))[0]


def read_settings(config: str, given: dict[str, Any]) -> Settings:
    """Give the settings of a JSON file with those of the command line over them.

    :raises ValueError: a name this page does not know.
    """
    merged = json.loads(Path(config).read_text("utf-8")) if config else {}
    merged |= {name: value for name, value in given.items() if value is not None}
    unknown = set(merged) - {field.name for field in fields(Settings)}
    if unknown:
        raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
    return replace(Settings(), **merged)


def _told(body: bytes) -> datetime:
    try:
        return datetime.fromisoformat(json.loads(body)["now"]).astimezone(CHINA)
    except (ValueError, KeyError, TypeError) as failure:
        raise OSError(f"the clock's answer is unreadable: {failure}") from None


class BusinessClock:
    """Tell the bank's business day and time: the machine's, a fixed day, or another clock's.

    ``clock_url`` answers JSON with ``now``, an ISO instant: the driven clock of a rehearsal.
    By ``skew_seconds`` it is ahead of the true time, or behind.
    """

    def __init__(self, today: str = "", clock_url: str = "", skew_seconds: float = 0) -> None:
        self._today = today
        self._url = clock_url
        self._skew = timedelta(seconds=skew_seconds)
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def now(self) -> datetime:
        """Give the present time in China, as far as this bank knows it.

        :raises OSError: the clock's address does not answer.
        """
        return self._true() + self._skew

    def _true(self) -> datetime:
        if self._url:
            with self._opener.open(self._url, timeout=10) as answer:
                return _told(answer.read())
        present = datetime.now(CHINA)
        if self._today:
            day = datetime.fromisoformat(self._today)
            return present.replace(year=day.year, month=day.month, day=day.day)
        return present
