"""``./zx conformance``: what an institution's endpoint gets wrong, line by line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhixing.cli.command import Command, Failure, say

if TYPE_CHECKING:
    from zhixing.scenarios.conformance.report import Report

OPEN, REGISTRY, PACKAGES = "open-json-1", "registry-soap", "bank-file-2016"
BANKS = {"bank-soap-2016": "BANK-SOAP-2", "bank-soap-older": "BANK-SOAP-1"}
REPORTED_FAILURE = 1


def run(arguments: Sequence[str]) -> int:
    """Run the test book; 1 if anything does not conform."""
    options = _options(arguments)
    report = _run(options)
    for line in report.lines:
        print(line.text, flush=True)
    print(report.summary, flush=True)
    return REPORTED_FAILURE if report.failed else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./zx conformance")
    add = parser.add_argument
    add(
        "url",
        help="the institution's address, or the one to listen at where it calls; or a folder",
    )
    add("--profile", default=OPEN, choices=[OPEN, *BANKS, PACKAGES, REGISTRY])
    add("--collects", action="store_true", help="the institution only collects (open profile)")
    add("--code", default="TEST0001", help="code of the institution under test")
    add("--key-id", default="k1", help="name of its key")
    add("--key", default="", help="its public key in hexadecimal (open profile)")
    add("--algorithm", default="Ed25519", choices=["Ed25519", "SM2-SM3"])
    add("--user", default="YH000001", help="user of the front-end (bank and registry profiles)")
    add("--password", default="zhixing-demo", help="its password")
    add("--seconds", type=float, default=20.0, help="how long to wait for an answer")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> Report:
    if options.profile == OPEN:
        return _open(options)
    if options.profile == PACKAGES:
        from zhixing.scenarios.conformance.bank_packages import check_packages

        say(
            f"文件包放在{options.url}下的download，反馈包取自upload。",
            f"Packages are laid into download below {options.url}; feedback is taken from upload.",
        )
        return check_packages(Path(options.url), options.user, options.seconds)
    _point_to(options)
    if options.profile == REGISTRY:
        from zhixing.scenarios.conformance.registry_poll import check_registry

        return check_registry(options.url, options.user, options.password, options.seconds)
    from zhixing.scenarios.conformance.bank_poll import check_front_end

    code = BANKS[options.profile]
    return check_front_end(options.url, code, options.user, options.password, options.seconds)


def _point_to(options: argparse.Namespace) -> None:
    say(
        f"请将前置机指向 {options.url}，用户{options.user}。",
        f"Point the front-end to {options.url}, as user {options.user}.",
    )


def _open(options: argparse.Namespace) -> Report:
    from zhixing.platform.crypto.detached import PublicKey
    from zhixing.scenarios.conformance.open_answers import Subject
    from zhixing.scenarios.conformance.open_pull import check_collector
    from zhixing.scenarios.conformance.open_push import check_address

    try:
        key = PublicKey(options.key_id, options.algorithm, bytes.fromhex(options.key))
        key.check()
    except ValueError as error:
        raise Failure(
            f"--key不是有效的公钥：{error}。请给出十六进制的公钥。",
            f"--key is no public key: {error}. Give it in hexadecimal.",
            2,
        ) from None
    subject = Subject(options.url, options.code, key, options.seconds)
    if not options.collects:
        say(
            f"向 {options.url} 送达请求；反馈由GET requests/编号的messages读取。",
            f"Requests go to {options.url}; feedback is read from messages of GET requests/NO.",
        )
        return check_address(subject)
    say(
        f"请将领取地址设为 {options.url}，并信任测试册中的公钥。",
        f"Let the institution collect from {options.url} and trust the key of the book.",
    )
    return check_collector(options.url, subject)


COMMAND = Command(
    "按公开测试册检验协助单位的接口。",
    "Check an institution's endpoint by the published test book.",
    run,
    "URL [--profile PROFILE] [--collects] [--code CODE] [--key HEX]",
)
