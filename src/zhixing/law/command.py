"""The library's command: topics over JSON Lines, schemas, texts, and what a day changed.

::

    law TOPIC < questions.jsonl      one answer a line; exit status 2 if any failed
    law --schema TOPIC               the JSON Schema of request and response
    law diff 2015-02-03 2015-02-04   rules that answer otherwise on the later day
    law texts load DIR               load official texts; law texts list shows them
    law                              the topics

A single object may be spread over several lines.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

from zhixing.kernel.canonical import Json

FAILED: Final = 2
USAGE: Final = """\
用法 Usage:
  law TOPIC [--compact]          从标准输入读取JSON或JSON Lines，逐行回答 read JSON or JSON Lines
  law --schema TOPIC             请求与回答的JSON Schema the schema of request and response
  law diff DAY DAY [--json]      两日之间答案不同的规则 rules that answer otherwise
  law texts load DIR             载入官方文本（Markdown或Word） load official texts
  law texts list                 已载入的文本 texts that are loaded
  law                            列出主题 list the topics
"""


def main(
    arguments: Sequence[str],
    asked: TextIO,
    told: TextIO,
    faults: TextIO,
    texts: Path | None = None,
) -> int:
    """Run the command and give its exit status; ``texts`` is where loaded texts are kept."""
    words = [a for a in arguments if a != "--compact"]
    match words:
        case []:
            return _list_topics(told)
        case ["-h" | "--help" | "help"]:
            told.write(USAGE)
            return 0
        case ["--schema", name] | [name, "--schema"]:
            return _schema(name, told, faults)
        case ["diff", *days]:
            return _diff(days, told, faults)
        case ["texts", "load", folder]:
            return _load(Path(folder), texts or _own_place(), told, faults)
        case ["texts", "list"]:
            return _list_texts(texts or _own_place(), told)
        case [name]:
            return _answer(name, asked, told, faults)
    faults.write(USAGE)
    return FAILED


def _own_place() -> Path:
    """Give the place of loaded texts when no platform names one."""
    if named := os.environ.get("ZX_LAW_TEXTS"):
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return Path(base) / "zhixing" / "law-texts"


def _list_topics(told: TextIO) -> int:
    from zhixing.law.topics.asking import get_topic, list_topics

    for name in list_topics():
        topic = get_topic(name)
        told.write(f"{name:<20} {topic.zh} · {topic.en}\n")
    return 0


def _schema(name: str, told: TextIO, faults: TextIO) -> int:
    from zhixing.law.topics.asking import UnknownTopic, get_topic
    from zhixing.law.topics.schema import topic_schema

    try:
        topic = get_topic(name)
    except UnknownTopic:
        return _unknown(name, faults)
    told.write(json.dumps(topic_schema(topic), ensure_ascii=False, indent=2) + "\n")
    return 0


def _unknown(name: str, faults: TextIO) -> int:
    from zhixing.law.topics.asking import list_topics

    faults.write(f"没有主题 {name}。There is no topic {name}.\n{', '.join(list_topics())}\n")
    return FAILED


def _answer(name: str, asked: TextIO, told: TextIO, faults: TextIO) -> int:
    from zhixing.law.topics.asking import UnknownTopic, ask_line, get_topic

    try:
        topic = get_topic(name)
    except UnknownTopic:
        return _unknown(name, faults)
    status, count = 0, 0
    for line in _questions(asked):
        answered = ask_line(topic, line)
        told.write(_compact(answered) + "\n")
        status, count = FAILED if "error" in answered else status, count + 1
    if not count:
        answered = ask_line(topic, "")
        told.write(_compact(answered) + "\n")
        status = FAILED
    told.flush()
    return status


def _compact(answered: dict[str, Json]) -> str:
    return json.dumps(answered, ensure_ascii=False, separators=(",", ":"))


def _questions(asked: TextIO) -> Iterator[str]:
    """Give one JSON text a question: a line each, or the whole when it is one object."""
    first = next((line for line in asked if line.strip()), "")
    if not first:
        return
    if _is_whole(first):
        yield first
        yield from (line for line in asked if line.strip())
        return
    rest = asked.read()
    if _is_whole(first + rest):
        yield first + rest
        return
    yield first
    yield from (line for line in rest.splitlines() if line.strip())


def _is_whole(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _diff(words: Sequence[str], told: TextIO, faults: TextIO) -> int:
    from zhixing.law.difference import differences

    days = [w for w in words if w != "--json"]
    try:
        earlier, later = (date.fromisoformat(day) for day in days)
    except ValueError:
        faults.write("需要两个日期。Two days are needed: law diff 2015-02-03 2015-02-04\n")
        return FAILED
    found = list(differences(earlier, later))
    for difference in found:
        told.write(_compact(difference.to_json()) if "--json" in words else difference.told())
        told.write("\n")
    if "--json" not in words:
        told.write(
            f"{earlier}与{later}之间，{len(found)}条规则答案不同。"
            f"{len(found)} rules answer otherwise.\n"
        )
    return 0


def _load(folder: Path, place: Path, told: TextIO, faults: TextIO) -> int:
    from zhixing.law.texts.loading import load_folder

    if not folder.is_dir():
        faults.write(f"{folder}：不是目录。{folder}: is not a directory.\n")
        return FAILED
    report = load_folder(folder, place)
    for loaded in report.loaded:
        told.write(f"✓ {loaded.line}\n")
    for name in report.uncited:
        told.write(f"○ {name}：规则没有引用，未载入。no rule cites it; not loaded.\n")
    for problem in report.problems:
        faults.write(f"▲ {problem.line}\n")
    told.write(
        f"载入{len(report.loaded)}份文本，{sum(t.count for t in report.loaded)}条；"
        f"问题{len(report.problems)}处。"
        f"{len(report.loaded)} texts loaded, {len(report.problems)} problems.\n"
    )
    return FAILED if report.problems else 0


def _list_texts(place: Path, told: TextIO) -> int:
    from zhixing.law.texts.library import Library

    texts: list[Any] = Library(place).list_texts()
    for text in texts:
        told.write(f"{text.line}\n")
    if not texts:
        told.write("尚未载入官方文本。No official text is loaded.\n")
    return 0
