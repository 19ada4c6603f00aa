"""Reading a file of official text: title, days and paragraphs, from Markdown or Word."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST: Final = 64 * 1024 * 1024
_FIELD: Final = re.compile(r"^[-*]\s*\*\*(公布日期|生效日期|施行日期)\*\*\s*[:：]\s*(.*)$")
_IN_FORCE: Final = re.compile(r"自\s*(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日起(?:施行|执行|生效)")
_YEAR: Final = re.compile(
    r"[（(]\s*(?:\d{4}年?[^）)]{0,6}|[^）)]{0,6}修[正订][^）)]{0,6})\s*[）)]\s*$"
)


class Unreadable(ValueError):
    """Say why a file cannot be read as a text."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class RawText:
    """Hold a text as it stands in its file."""

    title: str
    in_force_on: date | None
    paragraphs: tuple[str, ...]


def read_file(path: Path) -> RawText:
    """Read a file.

    :raises Unreadable: it is no Markdown and no Word document, or not UTF-8, or empty.
    """
    if path.stat().st_size > LARGEST:
        raise Unreadable("文件过大", "the file is too large")
    if path.suffix.lower() == ".docx":
        return _read(_word_paragraphs(path))
    if path.suffix.lower() in (".md", ".markdown", ".txt"):
        try:
            return _read(path.read_text(encoding="utf-8-sig").splitlines())
        except UnicodeDecodeError:
            raise Unreadable("不是UTF-8编码", "the file is not UTF-8") from None
    raise Unreadable("应为Markdown或Word（.docx）文件", "Markdown or Word (.docx) is needed")


def _word_paragraphs(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo("word/document.xml").file_size > LARGEST:
                raise Unreadable("文件过大", "the file is too large")
            data = package.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        raise Unreadable("不是Word文档", "the file is no Word document") from None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Unreadable("Word文档含有不允许的声明", "the Word document declares entities")
    try:
        body = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        raise Unreadable("Word文档内容损坏", "the Word document is damaged") from None
    return [_words(p) for p in body.iter(f"{WORD}p")]


def _words(paragraph: ElementTree.Element) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{WORD}t":
            parts.append(node.text or "")
        elif node.tag in (f"{WORD}tab", f"{WORD}br"):
            parts.append(" ")
    return "".join(parts)


def _read(lines: list[str]) -> RawText:
    lines = [line.strip(" \t\r\n\ufeff") for line in lines]
    title = next((line.lstrip("# ").strip() for line in lines if line.strip("# 　")), "")
    body = next((i + 1 for i, line in enumerate(lines) if re.match(r"^#+\s*正文$", line)), 0)
    paragraphs = tuple(line for line in lines[body:] if line)
    if not title or not any(p.strip("#　 ") for p in paragraphs):
        raise Unreadable("没有正文", "there is no text")
    return RawText(title, _in_force(lines, body, paragraphs), paragraphs)


def _in_force(lines: list[str], body: int, paragraphs: tuple[str, ...]) -> date | None:
    for line in lines[:body]:
        match = _FIELD.match(line)
        if match and match[1] != "公布日期" and match[2].strip():
            return _day(*match[2].strip().split("-"))
    stated = [_day(*found) for p in paragraphs[:40] for found in _IN_FORCE.findall(p)]
    stated += [_day(*found) for p in paragraphs[-5:] for found in _IN_FORCE.findall(p)]
    return max((day for day in stated if day), default=None)


def _day(*parts: str) -> date | None:
    try:
        year, month, day = (int(p) for p in parts)
        return date(year, month, day)
    except ValueError:
        return None


def plain_title(title: str) -> str:
    """Give a title without the year behind it, without spaces and inner brackets.

    >>> plain_title("中华人民共和国民事诉讼法（2017）")
    '中华人民共和国民事诉讼法'
    """
    bare = re.sub(r"[\s　《》〈〉“”]", "", title)
    return _YEAR.sub("", bare)
