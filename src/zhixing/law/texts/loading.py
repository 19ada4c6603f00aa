"""Loading a folder of official texts: what was taken, and every problem by file and article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from zhixing.law.instruments import Instrument, Version, instrument, list_instruments
from zhixing.law.registry import get_rule, list_rules
from zhixing.law.texts.articles import Found, find_articles
from zhixing.law.texts.library import LawText, Library
from zhixing.law.texts.reading import RawText, Unreadable, plain_title, read_file

KINDS: Final = (".md", ".markdown", ".txt", ".docx")


@dataclass(frozen=True, slots=True)
class Problem:
    """Name what is wrong, in which file and which article."""

    file: str
    article: str
    zh: str
    en: str

    @property
    def line(self) -> str:
        """Say it in a line."""
        where_zh = f"{self.file} 第{self.article}条" if self.article else self.file
        where_en = f"{self.file}, art. {self.article}" if self.article else self.file
        return f"{where_zh}：{self.zh}。{where_en}: {self.en}."


@dataclass(slots=True)
class Report:
    """Hold what a folder gave."""

    loaded: list[LawText] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uncited: list[str] = field(default_factory=list)
    """Files with a text that no rule cites."""


def load_folder(folder: Path, place: Path) -> Report:
    """Load every Markdown and Word file of a folder; a bad file never costs the others."""
    report, library = Report(), Library(place)
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in KINDS and p.is_file()):
        text = _load(path, path.relative_to(folder).as_posix(), report)
        if text is None:
            continue
        rival = next((t for t in report.loaded if _same(t, text)), None)
        if rival is not None:
            report.problems.append(
                Problem(
                    text.source,
                    "",
                    f"与“{rival.source}”是同一文本，未载入",
                    f"is the same text as {rival.source}; not loaded",
                )
            )
            continue
        library.keep(text)
        report.loaded.append(text)
    if not (report.loaded or report.problems or report.uncited):
        report.problems.append(
            Problem(str(folder), "", "没有Markdown或Word文件", "holds no Markdown or Word file")
        )
    report.problems += _uncovered(report.loaded)
    return report


def _same(one: LawText, other: LawText) -> bool:
    return (one.instrument, one.version) == (other.instrument, other.version)


def _load(path: Path, name: str, report: Report) -> LawText | None:
    try:
        raw = read_file(path)
    except Unreadable as fault:
        report.problems.append(Problem(name, "", fault.zh, fault.en))
        return None
    matched = _match(raw, name, report)
    if matched is None:
        return None
    code, version = matched
    found = find_articles(raw.paragraphs)
    report.problems += _gaps(found, name)
    in_force_on = raw.in_force_on or version.in_force.start
    return LawText(code.code, version.year, raw.title, in_force_on, found.articles, name)


def _gaps(found: Found, name: str) -> list[Problem]:
    gaps = [Problem(name, n, "缺少此条", "is missing") for n in found.missing]
    return gaps + [
        Problem(name, n, "标题重复，取前一处", "stands twice; the first was taken")
        for n in found.repeated
    ]


def _match(raw: RawText, name: str, report: Report) -> tuple[Instrument, Version] | None:
    known = [
        i for i in map(instrument, list_instruments()) if _is_titled(i, plain_title(raw.title))
    ]
    if not known:
        report.uncited.append(name)
        return None
    versions = [(i, v) for i in known for v in i.versions if _is_of(v, raw)]
    if len(versions) == 1:
        return versions[0]
    days = "、".join(str(v.in_force.start) for i in known for v in i.versions)
    report.problems.append(
        Problem(
            name,
            "",
            f"施行日期{raw.in_force_on or '未写明'}与已知文本（{days}）不符",
            f"its day in force, {raw.in_force_on or 'not stated'}, is none of {days}",
        )
    )
    return None


def _is_titled(candidate: Instrument, title: str) -> bool:
    names = [candidate.name_zh, *(v.name_zh for v in candidate.versions if v.name_zh)]
    return title in [plain_title(name) for name in names]


def _is_of(version: Version, raw: RawText) -> bool:
    if raw.in_force_on is not None:
        return version.in_force.start == raw.in_force_on
    year = re.search(r"[（(](\d{4})", raw.title)
    return year is not None and version.year == year[1]


def _uncovered(loaded: list[LawText]) -> list[Problem]:
    """Name articles that rules cite and a loaded text of the newest version lacks."""
    newest = {i.code: i.versions[-1] for i in map(instrument, list_instruments())}
    by_code = {t.instrument: t for t in loaded if t.version == newest[t.instrument].year}
    cited: dict[tuple[str, str], str] = {}
    for code in list_rules():
        for name, article in get_rule(code).basis:
            number = article.partition(".")[0]
            if number.isdigit():
                cited.setdefault((name, number), code)
    return [
        Problem(
            by_code[name].source,
            number,
            f"规则{rule}引用此条，文本中没有",
            f"is cited by {rule} and not in the text",
        )
        for (name, number), rule in sorted(cited.items())
        if name in by_code and number not in by_code[name].articles
    ]
