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
                {"kind": "VEHICLE", "identifier": "示A00001", "name": "示例牌轿车"},
                {"kind": "EQUITY", "identifier": "示例/甲", "name": "示例公司", "quantity": "30"},
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
        ("ignore_queue", {"queued"}),
        ("over_freeze", {"within-order"}),
        ("short_term", {"term-kept"}),
        ("number_money", {"feedback-reads", "feedback-signed"}),
        ("nil_with_records", {"feedback-reads"}),
        ("unsigned_feedback", {"feedback-signed"}),
    ],
)
def test_a_broken_institution_fails_with_the_right_lines(tmp_path, capsys, fault, expected):
    code, failed, lines, _ = judge(tmp_path, capsys, {fault: 1})
    assert code == 1
    assert failed == expected, "\n".join(line for line in lines if "FAIL" in line)


def collect(folder: Path, capsys, faults: dict[str, object], algorithm: str = "Ed25519"):
    (folder / "world.json").write_text(json.dumps(WORLD))
    (folder / "faults.json").write_text(json.dumps(faults))
    key, port = Key("k1", algorithm, bytes([7] * 32)), free_port()
    url = f"http://127.0.0.1:{port}/wire/open/v1"
    command = [
        *(sys.executable, "-m", "simulators.open", "--world", str(folder / "world.json")),
        *("--seed-hex", key.seed.hex(), "--algorithm", algorithm, "--url", url),
        *("--state", str(folder / "books.sqlite3"), "--faults", str(folder / "faults.json")),
        *("--platform-key", open_book()["key"]["public"], "--interval", "0.1"),
    ]
    with subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=subprocess.DEVNULL) as process:
        try:
            given = [url, "--collects", "--key", key.public.hex(), "--algorithm", algorithm]
            code = run([*given, "--seconds", "3"])
        finally:
            process.kill()
    lines = capsys.readouterr().out.splitlines()
    return code, {line.split()[2].partition("/")[0] for line in lines if "FAIL" in line}, lines


@pytest.mark.parametrize("algorithm", ["Ed25519", "SM2-SM3"])
def test_one_that_only_collects_passes(tmp_path, capsys, algorithm):
    code, failed, lines = collect(tmp_path, capsys, {}, algorithm)
    assert (code, failed) == (0, set()), "\n".join(lines)
    passed = {line.split()[2].partition("/")[0] for line in lines if "PASS" in line}
    assert passed >= open_book()["collect_checks"].keys()
    assert {"controlled", "queued", "released", "namesake"} <= passed


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("bad_signature", {"call-signed"}),
        ("replay", {"call-signed", "fresh"}),
        ("over_freeze", {"within-order"}),
        ("number_money", {"call-signed", "known", "controlled", "in-time"}),
    ],
)
def test_one_that_collects_and_is_broken_fails_with_the_right_lines(
    tmp_path, capsys, fault, expected
):
    code, failed, lines = collect(tmp_path, capsys, {fault: 1})
    assert code == 1
    assert expected <= failed, "\n".join(line for line in lines if "FAIL" in line)


def test_a_silent_one_and_a_forgetful_one(tmp_path, capsys):
    _, failed, _, _ = judge(tmp_path, capsys, {"forget_requests": 1})
    assert {"asked", "in-time", "known"} <= failed


def test_a_key_that_is_none_is_told_so(capsys):
    from zhixing.cli.command import Failure

    with pytest.raises(Failure, match="公钥"):
        run(["http://127.0.0.1:1", "--key", "00"])


ACCOUNT = {"no": "6200000000000001", "balance": "500.00", "opened": "2012-03-04"}
HOLDER = {"name": "测试甲", "id_no": "110101190001010006"}
UNIT = "999900000000GB00000F00000001"
HOUSE = {"unit": UNIT, "location": "示例路1号", "owners": [HOLDER]}
FRONTS = {
    "bank-soap-2016": ("bank", "soap-2016"),
    "bank-soap-older": ("bank", "soap-older"),
    "bank-file-2016": ("bank", "packages"),
    "registry-soap": ("registry", ""),
}


def front(profile: str, folder: Path, capsys, faults: dict[str, object]):
    """Let a simulated front-end of an attested profile be judged by the book."""
    kind, dialect = FRONTS[profile]
    url = f"http://127.0.0.1:{free_port()}/ckwWebServiceCloud/SyyhConvertData"
    user = "YH000001" if kind == "bank" else "BDC000001"
    worlds = {"bank": {"persons": [{**HOLDER, "accounts": [ACCOUNT]}]}}
    (folder / "world.json").write_text(json.dumps(worlds.get(kind, {"houses": [HOUSE]})))
    (folder / "faults.json").write_text(json.dumps(faults))
    command = [
        *(sys.executable, "-m", f"simulators.{kind}", "--url", url, "--user", user),
        *("--password", "zhixing-demo", "--world", str(folder / "world.json")),
        *("--state", str(folder / "b.sqlite3"), "--interval", "0.2"),
        *("--faults", str(folder / "faults.json")),
    ]
    if kind == "bank":
        command += [
            *("--name", "gongshang", "--dialect", dialect, "--exchange", str(folder / "exchange")),
            *("--retry-seconds", "0", "--query-seconds", "0", "--control-seconds", "0"),
            *("--transfer-seconds", "0"),
            *("--today", "2027-01-05"),
        ]
    where = str(folder / "exchange") if dialect == "packages" else url
    (folder / "exchange" / "download").mkdir(parents=True)
    with subprocess.Popen(command, env={"PYTHONPATH": "src"}, stdout=subprocess.DEVNULL) as process:
        try:
            code = run([where, "--profile", profile, "--user", user, "--seconds", "30"])
        finally:
            process.kill()
    lines = capsys.readouterr().out.splitlines()
    return code, {line.split()[2] for line in lines if "FAIL" in line}, lines


@pytest.mark.parametrize("profile", FRONTS)
def test_the_simulated_front_ends_pass_the_book_of_their_profile(tmp_path, capsys, profile):
    code, failed, lines = front(profile, tmp_path, capsys, {})
    assert (code, failed) == (0, set()), "\n".join(lines)


@pytest.mark.parametrize(
    ("profile", "fault", "expected"),
    [
        ("bank-file-2016", "corrupt_package", {"reads"}),
        ("registry-soap", "silence", {"answered", "known", "seal", "release"}),
        ("registry-soap", "reverse", {"once"}),
        ("registry-soap", "poison", {"call"}),
    ],
)
def test_a_broken_front_end_fails_with_the_right_lines(tmp_path, capsys, profile, fault, expected):
    code, failed, lines = front(profile, tmp_path, capsys, {fault: 1})
    assert code == 1
    assert expected <= failed, "\n".join(lines)
