"""The conformance kit: a sound institution passes, each broken one fails with the right lines."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulators.open.signing import Key
from tests.stories.test_open_institutions import free_port, wait_for
from zhixing.cli.conformance import run
from zhixing.inquiry.wire.testbook import open_book

WORLD = {
    "code": "TEST0001",
    "kind": "PAYMENT_INSTITUTION",
    "persons": [
        {
            "name": "测试甲",
            "idNo": "110101190001010006",
            "records": [
                {"kind": "WALLET", "identifier": "w-1", "name": "余额账户", "value": "500.00"},
            ],
        }
    ],
}


def judge(folder: Path, capsys, faults: dict[str, object], algorithm: str = "Ed25519"):
    (folder / "world.json").write_text(json.dumps(WORLD))
    (folder / "faults.json").write_text(json.dumps(faults))
    key, port = Key("k1", algorithm, bytes([7] * 32)), free_port()
    command = [
        *(sys.executable, "-m", "simulators.open", "--world", str(folder / "world.json")),
        *("--seed-hex", key.seed.hex(), "--algorithm", algorithm, "--listen", str(port)),
        *("--state", str(folder / "books.sqlite3"), "--faults", str(folder / "faults.json")),
        *("--platform-key", open_book()["key"]["public"]),
    ]
    with subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            started = time.monotonic()
            address = f"http://127.0.0.1:{port}/api"
            code = run(
                [address, "--key", key.public.hex(), "--algorithm", algorithm, "--seconds", "2"]
            )
            seconds = time.monotonic() - started
        finally:
            process.kill()
    lines = capsys.readouterr().out.splitlines()
    failed = {line.split()[2].partition("/")[0] for line in lines if "FAIL" in line}
    return code, failed, lines, seconds


@pytest.mark.parametrize("algorithm", ["Ed25519", "SM2-SM3"])
def test_a_sound_institution_passes_within_a_minute(tmp_path, capsys, algorithm):
    code, failed, lines, seconds = judge(tmp_path, capsys, {}, algorithm)
    assert (code, failed) == (0, set()), "\n".join(lines)
    assert seconds < 60
    assert "合格" in lines[-1]
    assert "conforms" in lines[-1]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("accept_unsigned", {"unsigned", "wrong-signature"}),
        ("accept_old", {"old"}),
        ("accept_stranger", {"stranger"}),
        ("accept_replay", {"replay"}),
        ("process_twice", {"repeat"}),
        ("number_money", {"feedback-reads", "feedback-signed"}),
        ("nil_with_records", {"feedback-reads"}),
        ("unsigned_feedback", {"feedback-signed"}),
    ],
)
def test_a_broken_institution_fails_with_the_right_lines(tmp_path, capsys, fault, expected):
    code, failed, lines, _ = judge(tmp_path, capsys, {fault: 1})
    assert code == 1
    assert failed == expected, "\n".join(line for line in lines if "FAIL" in line)


def test_a_silent_one_and_a_forgetful_one(tmp_path, capsys):
    _, failed, _, _ = judge(tmp_path, capsys, {"forget_requests": 1})
    assert {"asked", "in-time", "known"} <= failed


def test_a_key_that_is_none_is_told_so(capsys):
    from zhixing.cli.command import Failure

    with pytest.raises(Failure, match="公钥"):
        run(["http://127.0.0.1:1", "--key", "00"])


def test_the_simulated_bank_passes_the_book_of_banks(tmp_path, capsys):
    port = free_port()
    url = f"http://127.0.0.1:{port}/ckwWebServiceCloud/SyyhConvertData"
    account = {"no": "6200000000000001", "balance": "500.00", "opened": "2012-03-04"}
    person = {"name": "测试甲", "id_no": "110101190001010006", "accounts": [account]}
    (tmp_path / "world.json").write_text(json.dumps({"persons": [person]}))
    command = [
        *(sys.executable, "-m", "simulators.bank", "--name", "gongshang", "--url", url),
        *("--user", "YH000001", "--password", "zhixing-demo", "--today", "2027-01-05"),
        *("--world", str(tmp_path / "world.json"), "--state", str(tmp_path / "b.sqlite3")),
        *("--interval", "0.2", "--retry-seconds", "0", "--query-seconds", "0"),
        *("--control-seconds", "0"),
    ]
    with subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=subprocess.DEVNULL) as process:
        try:
            code = run([url, "--profile", "bank-soap-2016", "--seconds", "25"])
        finally:
            process.kill()
    lines = capsys.readouterr().out.splitlines()
    assert code == 0, "\n".join(lines)
