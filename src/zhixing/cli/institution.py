"""``./zx institution``: who answers the courts, recorded by the operator.

Registers an institution from a JSON file, records its service window, its hours, the single days
on which it is closed, where its packages lie, its keys and password, and its end. What it does is
done in the SYSTEM scope.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhixing.cli.command import Command, Failure, say
from zhixing.cli.house import opened

if TYPE_CHECKING:
    from zhixing.institutions.records import Hours, InstitutionView

HOURS = re.compile(r"([1-7](?:[-,][1-7])*) (\d\d:\d\d)-(\d\d:\d\d)")
USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Do one thing about one institution, or list them all."""
    options = _parser().parse_args(arguments)
    with opened():
        from zhixing.kernel.refusal import Refusal
        from zhixing.platform.database.scope import Scope, open_scope

        try:
            with open_scope(Scope.system()):
                options.act(options)
        except Refusal as refusal:
            raise Failure(
                f"{refusal.message_zh}{refusal.remedy_zh}（{refusal.code}）",
                f"{refusal.message_en} {refusal.remedy_en} ({refusal.code})",
            ) from None
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("./zx institution")
    parts = parser.add_subparsers(required=True, metavar="WHAT")

    def part(name: str, act: Any, *named: str, **options: str) -> None:
        made = parts.add_parser(name)
        for place in named:
            made.add_argument(place)
        for option, words in options.items():
            required = words.startswith("!")
            made.add_argument(
                f"--{option.replace('_', '-')}",
                required=required,
                default="",
                help=words.removeprefix("!"),
            )
        made.set_defaults(act=act)

    part("list", _list, on="the day, today if not given")
    part("kinds", _kinds)
    part("register", _register, "file", on="from which day on, today if not given")
    part(
        "window",
        _window,
        "code",
        department="!which department",
        address="!where",
        contact="!which post to ask for",
        phone="its telephone",
        hours="!weekdays and hours: 1-5 09:00-17:00",
    )
    part("hours", _hours, "code", "hours")
    part(
        "closed",
        _closed,
        "code",
        "days",
        reason="!why: a move, a change of systems",
    )
    part("open", _open, "code", "day")
    part("end", _end, "code", on="!the first day on which it answers no more")
    part("password", _password, "code")
    part(
        "key",
        _key,
        "code",
        "key_id",
        add="the public key in hexadecimal; without it the key is ended",
        algorithm="Ed25519 or SM2-SM3",
    )
    part("exchange", _exchange, "code", "address", host_key="public key of the SFTP host")
    return parser


def _list(options: argparse.Namespace) -> None:
    from zhixing.institutions.queries import find_window, list_institutions

    for one in list_institutions(_day(options.on)):
        window = find_window(one.id)
        where = "" if window is None else f"  {window.department} {window.address}"
        until = "" if one.valid_until is None else f"  至 until {one.valid_until}"
        hours = "" if one.hours is None else f"  {written_hours(one.hours)}"
        print(f"{one.code}  {one.name}  {one.profile}{hours}{until}{where}", flush=True)


def _register(options: argparse.Namespace) -> None:
    from zhixing.cli.institution_file import read_institution
    from zhixing.institutions.abilities import source_of_hours
    from zhixing.institutions.operations import register_institution
    from zhixing.kernel.clock import SHANGHAI

    given = _object(options.file)
    hours = read_hours(str(given["hours"])) if given.get("hours") else None
    at = datetime.now(SHANGHAI)
    new = read_institution(given, options.file, hours, _day(options.on), at)
    register_institution(new)
    say(f"已登记{new.name}（{new.code}）。", f"{new.code} is registered.")
    level = new.service_level_hours
    zh, en = source_of_hours(new.kind, new.tier, level)
    say(f"反馈时限{level}小时（{zh}）。", f"It has {level} hours to answer ({en}).")


def _kinds(options: argparse.Namespace) -> None:
    from zhixing.institutions.abilities import list_abilities
    from zhixing.institutions.kinds import Tier

    for kind, ability in list_abilities().items():
        levels = ", ".join(f"{t.value} {ability.service_levels[t].hours} h" for t in Tier)
        print(f"{kind.value}  {ability.zh} · {ability.en}  {levels}", flush=True)


def _window(options: argparse.Namespace) -> None:
    from zhixing.institutions.operations import set_window
    from zhixing.institutions.records import WindowView
    from zhixing.kernel.clock import SHANGHAI

    one = _find(options.code)
    hours = read_hours(options.hours)
    if hours is None:
        raise _no_hours(options.hours)
    window = WindowView(options.department, options.address, options.contact, hours, options.phone)
    set_window(one.id, window, datetime.now(SHANGHAI))
    say(f"已登记{one.name}的业务窗口。", f"The window of {one.code} is recorded.")


def _hours(options: argparse.Namespace) -> None:
    from zhixing.institutions.operations import set_hours

    one = _find(options.code)
    set_hours(one.id, read_hours(options.hours))
    say(f"已登记{one.name}的工作时间。", f"The hours of {one.code} are recorded.")


def _closed(options: argparse.Namespace) -> None:
    from zhixing.inquiry.closing_days import ClosingDays, announce_closing

    one = _find(options.code)
    days = tuple(_day(text) for text in options.days.split(","))
    announce_closing(ClosingDays(one.id, days, options.reason), _day(""), by=None)
    listed = "、".join(d.isoformat() for d in days)
    days_en = ", ".join(d.isoformat() for d in days)
    say(f"已登记{one.name}停业：{listed}。", f"{one.code} is closed on {days_en}.")


def _open(options: argparse.Namespace) -> None:
    from zhixing.inquiry.closing_days import take_back_closing

    one, day = _find(options.code), _day(options.day)
    take_back_closing(one.id, day, _day(""), by=None)
    say(f"已撤回{one.name}{day}停业。", f"{one.code} is open on {day} after all.")


def _end(options: argparse.Namespace) -> None:
    from zhixing.institutions.operations import end_institution

    one, day = _find(options.code), _day(options.on)
    end_institution(one.id, day)
    say(f"{one.name}自{day}起不再协助。", f"{one.code} answers no more from {day} on.")


def _password(options: argparse.Namespace) -> None:
    from zhixing.institutions.operations import change_password
    from zhixing.kernel.clock import SHANGHAI

    one = _find(options.code)
    word = sys.stdin.readline().rstrip("\n")
    if len(word) < 8:
        raise Failure(
            "口令须从标准输入给出，至少八个字符。",
            "Give the password on standard input, eight signs or more.",
            USAGE,
        )
    change_password(one.id, word, datetime.now(SHANGHAI))
    say(f"已更换{one.name}的线路口令。", f"The password of {one.code} is changed.")


def _key(options: argparse.Namespace) -> None:
    from zhixing.institutions.operations import add_wire_key, end_wire_key
    from zhixing.institutions.queries import list_live_keys
    from zhixing.kernel.clock import SHANGHAI
    from zhixing.platform.crypto.detached import PublicKey

    one, at = _find(options.code), datetime.now(SHANGHAI)
    if options.add:
        try:
            public = bytes.fromhex(options.add)
        except ValueError:
            raise Failure("公钥须为十六进制。", "The key must be hexadecimal.", USAGE) from None
        key = PublicKey(options.key_id, options.algorithm or "Ed25519", public)
        add_wire_key(one.id, key, at)
        say(f"已登记公钥{options.key_id}。", f"The key {options.key_id} is live.")
        return
    if options.key_id not in {key.key_id for key in list_live_keys(one.id)}:
        raise Failure(
            f"{one.name}没有在用的公钥{options.key_id}。",
            f"{one.code} has no live key {options.key_id}.",
            USAGE,
        )
    end_wire_key(one.id, options.key_id, at)
    say(f"公钥{options.key_id}已停用。", f"The key {options.key_id} is ended.")


def _exchange(options: argparse.Namespace) -> None:
    from zhixing.institutions.operations import set_exchange
    from zhixing.institutions.records import Exchange
    from zhixing.kernel.clock import SHANGHAI

    one = _find(options.code)
    set_exchange(one.id, Exchange(options.address, options.host_key), datetime.now(SHANGHAI))
    say(f"已登记{one.name}的交换目录。", f"Where packages of {one.code} lie is recorded.")


def read_hours(text: str) -> Hours | None:
    """Read weekdays and hours; ``always`` is at any hour.

    :raises Failure: it is written otherwise.

    >>> read_hours("1-5,7 09:00-17:30").weekdays
    (1, 2, 3, 4, 5, 7)
    """
    from zhixing.institutions.records import Hours

    if text.strip().lower() == "always":
        return None
    found = HOURS.fullmatch(text.strip())
    if found is None:
        raise _no_hours(text)
    days: list[int] = []
    for span in found[1].split(","):
        first, _, last = span.partition("-")
        days += range(int(first), int(last or first) + 1)
    try:
        opens, closes = (time.fromisoformat(found[n]) for n in (2, 3))
    except ValueError:
        raise _no_hours(text) from None
    return Hours(tuple(days), opens, closes)


def written_hours(hours: Hours) -> str:
    """Write hours as they are read."""
    days = ",".join(map(str, hours.weekdays))
    return f"{days} {hours.opens:%H:%M}-{hours.closes:%H:%M}"


def _no_hours(text: str) -> Failure:
    return Failure(
        f"不能识别工作时间“{text}”，应如“1-5 09:00-17:00”。",
        f"{text!r} are no hours; write them like 1-5 09:00-17:00.",
        USAGE,
    )


def _find(code: str) -> InstitutionView:
    from zhixing.institutions.queries import find_institution_by_code

    found = find_institution_by_code(code, _day(""))
    if found is None:
        raise Failure(
            f"没有代码为{code}的在用协助单位。", f"No institution {code} answers today.", USAGE
        )
    return found


def _object(path: str) -> dict[str, Any]:
    try:
        found = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(
            f"不能读取{path}：{error}", f"{path} cannot be read: {error}", USAGE
        ) from None
    if not isinstance(found, dict):
        raise Failure(f"{path}不是一个对象。", f"{path} holds no object.", USAGE)
    return found


def _day(text: str) -> date:
    from zhixing.kernel.clock import SHANGHAI

    if not text:
        return datetime.now(SHANGHAI).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failure(f"“{text}”不是日期。", f"{text!r} is no day.", USAGE) from None


COMMAND = Command(
    "登记协助单位及其业务窗口、工作时间、停业日、公钥和终止。",
    "Record institutions: window, hours, closing days, keys, end.",
    run,
    "list | kinds | register FILE | window CODE … | hours CODE HOURS | closed CODE DAYS … | …",
)
