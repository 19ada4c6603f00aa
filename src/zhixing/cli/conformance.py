"""``./zx conformance``: what an institution's endpoint gets wrong, line by line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhixing.cli.command import Command, Failure, say

if TYPE_CHECKING:
    from zhixing.scenarios.conformance.report import Report

OPEN, BANKS = "open-json-1", {"bank-soap-2016": "BANK-SOAP-2", "bank-soap-older": "BANK-SOAP-1"}
REPORTED_FAILURE = 1


def run(arguments: Sequence[str]) -> int:
    """Run the test book; 1 if anything does not conform."""
    options = _options(arguments)
    if options.profile in BANKS:
        from zhixing.scenarios.conformance.bank_poll import check_front_end

        say(
            f"请将前置机指向 {options.url}，用户{options.user}。",
            f"Point the front-end to {options.url}, as user {options.user}.",
        )
        report = check_front_end(
            options.url, BANKS[options.profile], options.user, options.password, options.seconds
        )
    else:
        report = _open(options)
    for line in report.lines:
        print(line.text, flush=True)
    print(report.summary, flush=True)
    return REPORTED_FAILURE if report.failed else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./zx conformance")
    add = parser.add_argument
    add("url", help="the institution's address; for a bank's profile, the address to listen at")
    add("--profile", default=OPEN, choices=[OPEN, *BANKS])
    add("--code", default="TEST0001", help="code of the institution under test")
    add("--key-id", default="k1", help="name of its key")
    add("--key", default="", help="its public key in hexadecimal (open profile)")
    add("--algorithm", default="Ed25519", choices=["Ed25519", "SM2-SM3"])
    add("--user", default="YH000001", help="user of the front-end (bank profiles)")
    add("--password", default="zhixing-demo", help="its password (bank profiles)")
    add("--seconds", type=float, default=20.0, help="how long to wait for an answer")
    return parser.parse_args(arguments)


def _open(options: argparse.Namespace) -> Report:
    from zhixing.platform.crypto.detached import PublicKey
    from zhixing.scenarios.conformance.open_push import Subject, check_address

    try:
        key = PublicKey(options.key_id, options.algorithm, bytes.fromhex(options.key))
        key.check()
    except ValueError as error:
        raise Failure(
            f"--key不是有效的公钥：{error}。请给出十六进制的公钥。",
            f"--key is no public key: {error}. Give it in hexadecimal.",
            2,
        ) from None
    return check_address(Subject(options.url, options.code, key, options.seconds))


COMMAND = Command(
    "按公开测试册检验协助单位的接口。",
    "Check an institution's endpoint by the published test book.",
    run,
    "URL [--profile PROFILE] [--code CODE] [--key HEX]",
)
