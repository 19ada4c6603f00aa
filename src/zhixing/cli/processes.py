"""The programs that make up a running platform, as data: edit the list here and nowhere else.

In an argument ``{port}``, ``{url}``, ``{state}``, ``{court}``, ``{police_port}`` and the keys
``{open_NAME}`` are filled in. Each program is given only the database logins named beside it; a
simulator plays another institution and is given none, and no keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Process:
    """One program to keep running: ``python ARGUMENTS``."""

    name: str
    arguments: tuple[str, ...]
    needs: str
    """The module without which this program does not exist."""
    logins: tuple[str, ...] = ()
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Seed:
    """One management command that fills an empty platform; each must be quick when done."""

    command: str
    arguments: tuple[str, ...]
    zh: str
    en: str


BANKS = {"gongshang": 3, "nongye": 6, "jianshe": 9, "kaifa": 8, "renhang": 5}
"""The simulated banks, and the least number of seconds each takes over a question."""
OPEN_ONES = {"cheguan": 4, "zhifu": 2, "zhengquan": 7}
"""The simulated institutions of the open profile, and how often each looks for requests."""
TOWN = (
    *("shichang", "guquan", "gongjijin", "shebao", "yanglao", "baoxian"),
    *("shuiwu", "dianxin", "minzheng", "chuanbo", "tudi", "quanshang", "jijin", "xintuo"),
    *("zhufang", "zhishi", "gongan", "churujing", "yunshu"),
)
"""Those one program plays together: registries, funds, insurers, offices."""
PROCESSES: tuple[Process, ...] = (
    Process(
        "web",
        (
            *("-m", "uvicorn", "zhixing.config.asgi:application", "--host", "127.0.0.1"),
            *("--port", "{port}", "--log-level", "warning", "--no-server-header"),
            *("--timeout-graceful-shutdown", "3"),
        ),
        needs="zhixing.config.asgi",
        logins=("APP",),
        keys=True,
    ),
    Process(
        "worker",
        ("-m", "zhixing.cli", "worker"),
        needs="zhixing.cli.worker",
        logins=("APP", "REAPER"),
        keys=True,
    ),
    Process(
        "sequencer",
        ("-m", "zhixing.cli", "sequencer"),
        needs="zhixing.cli.sequencer",
        logins=("APP", "SEQUENCER"),
        keys=True,
    ),
    Process(
        "exchange",
        ("-m", "zhixing.cli", "exchange"),
        needs="zhixing.cli.exchange",
        logins=("APP",),
        keys=True,
    ),
    *(
        Process(
            f"bank-{name}",
            (
                *("-m", "simulators.bank", "--name", name),
                *("--url", "{url}/ckwWebServiceCloud/SyyhConvertData"),
                *("--state", f"{{state}}/simulators/{name}.sqlite3"),
                *("--world", f"{{state}}/simulators/{name}-world.json"),
                *("--statement", f"{{state}}/simulators/{name}-statement.jsonl"),
                *("--clock-url", "{url}/wire/clock/{court}"),
                *("--query-seconds", str(seconds), "--spread", "4"),
                *("--interval", "2"),
            ),
            needs="simulators.bank.__main__",
        )
        for name, seconds in BANKS.items()
    ),
    Process(
        "bank-nongshang",
        (
            *("-m", "simulators.bank", "--name", "nongshang", "--dialect", "soap-older"),
            *("--url", "{url}/ckwWebService/SyyhConvertData"),
            *("--state", "{state}/simulators/nongshang.sqlite3"),
            *("--world", "{state}/simulators/nongshang-world.json"),
            *("--faults", "{state}/simulators/nongshang-faults.json"),
            *("--statement", "{state}/simulators/nongshang-statement.jsonl"),
            *("--clock-url", "{url}/wire/clock/{court}"),
            *("--query-seconds", "8", "--spread", "3", "--interval", "4"),
        ),
        needs="simulators.bank.__main__",
    ),
    Process(
        "bank-youchu",
        (
            *("-m", "simulators.bank", "--name", "youchu", "--dialect", "packages"),
            *("--exchange", "{state}/simulators/youchu-exchange"),
            *("--state", "{state}/simulators/youchu.sqlite3"),
            *("--world", "{state}/simulators/youchu-world.json"),
            *("--statement", "{state}/simulators/youchu-statement.jsonl"),
            *("--clock-url", "{url}/wire/clock/{court}"),
            *("--query-seconds", "5", "--interval", "3"),
        ),
        needs="simulators.bank.__main__",
    ),
    Process(
        "registry",
        (
            *("-m", "simulators.registry", "--user", "BDC000001", "--interval", "4"),
            *("--url", "{url}/ckwWebServiceCloud/BdcConvertData"),
            *("--state", "{state}/simulators/BDC000001.sqlite3"),
            *("--world", "{state}/simulators/BDC000001.json"),
            *("--faults", "{state}/simulators/BDC000001-faults.json"),
        ),
        needs="simulators.registry.__main__",
    ),
    *(
        Process(
            f"open-{name}",
            (
                *("-m", "simulators.open", "--url", "{url}/wire/open/v1"),
                *("--seed-hex", f"{{open_{name}}}", "--interval", str(seconds)),
                *("--state", f"{{state}}/simulators/{name}.sqlite3"),
                *("--world", f"{{state}}/simulators/{name}-world.json"),
                *("--statement", f"{{state}}/simulators/{name}-statement.jsonl"),
            ),
            needs="simulators.open.__main__",
        )
        for name, seconds in OPEN_ONES.items()
    ),
    Process(
        "open-town",
        (
            *("-m", "simulators.open", "--url", "{url}/wire/open/v1", "--interval", "12"),
            *("--town", ",".join(TOWN), "--folder", "{state}/simulators"),
            *("--keys", "{state}/simulators/open-keys.json", "--generate-rate", "0.2"),
        ),
        needs="simulators.open.__main__",
    ),
    Process(
        "police",
        (
            *("-m", "simulators.police", "--port", "{police_port}"),
            *("--state", "{state}/simulators/police.sqlite3"),
            *("--callback", "{url}/wire/police/{{lookout_no}}"),
        ),
        needs="simulators.police.__main__",
    ),
)

SEEDS: tuple[Seed, ...] = (
    Seed("load_courts", (), "载入全国法院", "loading the courts"),
    Seed("demo_court", (), "建立演练法院与案件", "making the demo court and its cases"),
)


def is_present(process: Process) -> bool:
    """Tell whether the program is part of this release."""
    try:
        return find_spec(process.needs) is not None
    except ModuleNotFoundError:
        return False
