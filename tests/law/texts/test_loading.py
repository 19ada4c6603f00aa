"""Loading official texts: articles by headings, versions by days, problems by file and article.

The texts here are invented; only titles and days are those of real instruments.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zhixing.law.command import main
from zhixing.law.instruments import cite
from zhixing.law.texts.articles import find_articles, read_number
from zhixing.law.texts.library import Library
from zhixing.law.texts.loading import Report, load_folder

TITLE = "最高人民法院关于公布失信被执行人名单信息的若干规定"
HEAD = "# {title}\n## 元数据\n- **公布日期**: 2017-02-28\n- **生效日期**: {day}\n\n---\n## 正文\n\n"


def _article(number: str, *lines: str) -> str:
    return "\n\n".join([f"第{number}条　{lines[0]}", *lines[1:]]) + "\n\n"


def _thirteen() -> str:
    numbers = "一二三四五六七八九"
    names = [*numbers, "十", "十一", "十二", "十三"]
    return "".join(_article(n, f"虚构的第{n}条。", "（一）项。", "第二款。") for n in names)


def _load(tmp_path: Path, **files: str | bytes) -> tuple[Report, Library]:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_folder(folder, tmp_path / "kept"), Library(tmp_path / "kept")


def _word(lines: list[str]) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", document)
    return held.getvalue()


def test_a_citation_opens_its_article_and_paragraph(tmp_path: Path) -> None:
    text = HEAD.format(title=TITLE, day="2017-05-01") + _thirteen()
    report, library = _load(tmp_path, list_md=text)
    assert [t.line.split()[:2] for t in report.loaded] == [["LISTING", "2017"]]
    assert report.problems == []
    from datetime import date

    cited = cite("LISTING", "10.2", on=date(2018, 1, 1))
    assert library.has(cited)
    opened = library.open(cited.instrument, cited.version, cited.article)
    assert opened is not None
    assert opened.paragraphs == ("第十条　虚构的第十条。", "（一）项。", "第二款。")
    assert opened.meant == (False, False, True)
    assert not library.has(cite("LISTING", 5, on=date(2016, 1, 1)))


def test_a_word_file_is_read_like_markdown(tmp_path: Path) -> None:
    lines = [TITLE, "（自2017年5月1日起施行）", *_thirteen().split("\n\n")]
    report, library = _load(tmp_path, list_docx=_word(lines))
    assert [(t.version, t.count) for t in report.loaded] == [("2017", 13)]
    assert library.open("LISTING", "2017", "13") is not None


def test_the_text_as_amended_wins_over_the_decision_before_it(tmp_path: Path) -> None:
    decision = (
        "一、将第一条修改为：\n\n" + _article("一", "决定中的引文。") + "二、删去第九条。\n\n"
    )
    text = HEAD.format(title=TITLE, day="2017-05-01") + decision + _thirteen()
    report, library = _load(tmp_path, list_md=text)
    opened = library.open("LISTING", "2017", "1")
    assert opened is not None and opened.paragraphs[0] == "第一条　虚构的第一条。"
    assert report.loaded[0].count == 13


def test_a_missing_article_is_named_by_file_and_number(tmp_path: Path) -> None:
    text = HEAD.format(title=TITLE, day="2017-05-01") + _thirteen().replace("第五条　", "第五处　")
    report, _ = _load(tmp_path, list_md=text)
    assert ("list.md", "5") in [(p.file, p.article) for p in report.problems]
    assert all(p.zh and p.en for p in report.problems)


def test_an_article_that_rules_cite_and_the_text_lacks_is_named(tmp_path: Path) -> None:
    text = HEAD.format(title=TITLE, day="2017-05-01") + _article("一", "只有一条。")
    report, _ = _load(tmp_path, list_md=text)
    named = {p.article: p.en for p in report.problems}
    assert "is cited by" in named["10"]


def test_one_bad_file_costs_no_other(tmp_path: Path) -> None:
    good = HEAD.format(title=TITLE, day="2017-05-01") + _thirteen()
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><w/>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", bomb)
    report, library = _load(
        tmp_path,
        a_md=HEAD.format(title=TITLE, day="2017-05-01"),
        b_md="中文".encode("gbk"),
        c_docx=b"PK not a package",
        d_docx=held.getvalue(),
        e_md=HEAD.format(title=TITLE, day="2016-05-01") + _thirteen(),
        f_md=HEAD.format(title="某县关于某事的通知", day="2016-05-01") + _thirteen(),
        g_md=good,
        h_md=good,
    )
    assert len(library.list_texts()) == 1
    assert report.uncited == ["f.md"]
    assert {p.file for p in report.problems} == {"a.md", "b.md", "c.docx", "d.docx", "e.md", "h.md"}


def test_points_and_plain_numbers_serve_as_articles() -> None:
    assert set(find_articles(["题", "一、甲。", "二、乙。"]).articles) == {"1", "2"}
    assert set(find_articles(["1．甲。", "续。", "2．乙。"]).articles) == {"1", "2"}
    assert find_articles(["只有一段。"]).articles == {"1": ("只有一段。",)}
    inserted = find_articles(["第一条　甲。", "第一条之一　乙。", "第二条　丙。"])
    assert list(inserted.articles) == ["1", "1-1", "2"]


@pytest.mark.parametrize(
    ("words", "number"), [("十", 10), ("一百零三", 103), ("五百五十二", 552), ("二十", 20)]
)
def test_chinese_numbers(words: str, number: int) -> None:
    assert read_number(words) == number


def test_the_command_loads_and_lists(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = HEAD.format(title=TITLE, day="2017-05-01") + _thirteen()
    (tmp_path / "in" / "list.md").write_text(text, "utf-8")
    told, faults = io.StringIO(), io.StringIO()
    kept = tmp_path / "kept"
    words = ["texts", "load", str(tmp_path / "in")]
    assert main(words, io.StringIO(), told, faults, kept) == 0
    assert main(["texts", "list"], io.StringIO(), told, faults, kept) == 0
    assert told.getvalue().count("LISTING 2017") == 2
    words[2] = str(tmp_path / "nowhere")
    assert main(words, io.StringIO(), told, faults, kept) == 2
    assert "nowhere" in faults.getvalue()
