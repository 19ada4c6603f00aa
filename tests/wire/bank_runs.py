"""A small invented world, and the simulated bank run cycle by cycle or as a program."""

import json
import os
import subprocess
import sys
from pathlib import Path

from simulators.bank.cli import main
from tests.wire.samples import control, freeze_line
from zhixing.inquiry.wire.model import (
    AccountRef,
    CaseFund,
    IdType,
    Measure,
    Subject,
)
from zhixing.kernel.fen import Fen

HOLDER = Subject("陈示例", IdType.RESIDENT_ID, "110101198506150019")
FUND = CaseFund("示例市中级人民法院", "示例银行示例支行", "000000000002", "0000999988887777")
MAIN, SPARE = "6200000000000001", "6200000000000002"
WORLD = {
    "persons": [
        {
            "name": HOLDER.name,
            "id_no": HOLDER.id_no,
            "accounts": [
                {
                    "no": MAIN,
                    "balance": "1000.00",
                    "opened": "2012-03-04",
                    "freezes": [
                        {
                            "authority": "示例区人民法院",
                            "document": "（2026）示例0101执2号",
                            "amount": "300.00",
                            "until": "2027-06-30",
                        },
                        {
                            "authority": "示例县人民法院",
                            "document": "（2025）示例0102执9号",
                            "amount": "500.00",
                            "until": "2026-12-31",
                        },
                    ],
                    "transactions": [
                        {
                            "at": "2026-12-01 09:00:00",
                            "kind": "转账",
                            "direction": "付",
                            "amount": "50.00",
                        },
                        {
                            "at": "2025-12-01 09:00:00",
                            "kind": "转账",
                            "direction": "收",
                            "amount": "70.00",
                        },
                    ],
                },
                {
                    "no": SPARE,
                    "balance": "40.00",
                    "products": [
                        {
                            "product_no": "SLLC0001",
                            "name": "示例理财一号",
                            "wealth_account": "LC0001",
                            "quantity": "500.00",
                            "unit_price": "1.02",
                            "payout_account": SPARE,
                            "lockable": False,
                        }
                    ],
                },
            ],
        },
        {
            "name": "周演练",
            "id_no": "110101197902280021",
            "lookup": "error",
            "accounts": [],
        },
    ]
}


class Bank:
    """Run the simulator cycle by cycle in this process, or as a program."""

    def __init__(self, folder: Path, url: str) -> None:
        (folder / "world.json").write_text(json.dumps(WORLD), "utf-8")
        self.folder = folder
        self.settings = {
            "name": "gongshang",
            "url": url,
            "world": str(folder / "world.json"),
            "state": str(folder / "bank.sqlite3"),
            "faults": str(folder / "faults.json"),
            "statement": str(folder / "statement.jsonl"),
            "today": "2027-01-05",
            "transfer_seconds": 0,
            "retry_seconds": 0,
            "interval": 0.05,
        }
        self.plan({})

    def plan(self, faults: dict[str, object], **changes: object) -> None:
        self.settings |= changes
        (self.folder / "faults.json").write_text(json.dumps(faults), "utf-8")
        (self.folder / "config.json").write_text(json.dumps(self.settings), "utf-8")

    def run(self, cycles: int = 1) -> int:
        code = 0
        for _ in range(cycles):
            code = main(["--config", str(self.folder / "config.json"), "--once"])
        return code

    def spawn(self) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "simulators.bank", "--once"]
        return subprocess.run(
            [*command, "--config", str(self.folder / "config.json")],
            env={**os.environ, "PYTHONPATH": "src"},
            capture_output=True,
            check=False,
            timeout=60,
        )


def order(number, *lines, **changes):
    return control(external_no=number, subject=HOLDER, lines=lines, **changes)


def line(measure=Measure.FREEZE, account=MAIN, amount="600.00", **changes):
    given = {"measure": measure, "account": AccountRef(account), "amount": Fen.of_yuan(amount)}
    if measure not in {Measure.FREEZE, Measure.RENEW}:
        given["term"] = None
    if measure is Measure.TRANSFER:
        given["case_fund"] = FUND
    return freeze_line(**{**given, **changes})


def results(court, number):
    return {r.line: r for r in court.finished[number].results}
