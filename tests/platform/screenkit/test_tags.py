"""Do the tags print what they promise, escape what is foreign, and open what has a reason?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory

from tests.platform.screenkit import samples, samples_boards, samples_cases, samples_forms
from tests.platform.screenkit.conftest import Render
from tests.platform.screenkit.preview_urls import FilingForm
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.casework import DocketEntry
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.why import lay_out, mark_words
from zhixing.platform.screenkit.words import Words, speaking


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ('{% say "共{n}件" "{n} cases" n=3 %}', "共3件", "3 cases"),
        ("{% money 65000000 %}", '<span class="money">¥650,000.00</span>', None),
        (
            "{% day d %}",
            '<time datetime="2017-03-14">2017年3月14日</time>',
            '<time datetime="2017-03-14">14 March 2017</time>',
        ),
        ('{% day d "table" %}', '<time datetime="2017-03-14">2017-03-14</time>', None),
        ("{% day nothing %}", '<span class="absent">—</span>', None),
        (
            '{% duration 10 "WORKING_DAY" %}',
            '<span class="nowrap">10个工作日</span>',
            '<span class="nowrap">10 working days</span>',
        ),
        (
            "{% duration 1 %}",
            '<span class="nowrap">1日</span>',
            '<span class="nowrap">1 calendar day</span>',
        ),
        ("{% money_words 65000000 %}", '<span lang="zh-Hans">陆拾伍万元整</span>', None),
        (
            '{% case_no "(2015)江执字第1号" %}',
            '<span class="case-no" lang="zh-Hans">(2015)江执字第1号</span>',
            None,
        ),
        ("{{ 12345|number }}", "12,345", None),
        ("{{ words|said }} {{ citation|zh_en }}", "逾期 甲", "overdue A"),
        ("{{ name|said }}", "吴某", '<span lang="zh-Hans">吴某</span>'),
    ],
)
def test_small_tags(render: Render, source: str, zh: str, en: str | None) -> None:
    context = {
        "d": date(2017, 3, 14),
        "nothing": None,
        "words": Words("逾期", "overdue"),
        "citation": {"zh": "甲", "en": "A"},
        "name": "吴某",
    }
    assert render(source, **context) == zh
    with speaking("en"):
        assert render(source, **context) == (en or zh)


@pytest.mark.parametrize(
    ("mark", "sign", "zh", "en"),
    [
        (Mark("DONE"), "●", "已完成", "done"),
        (Mark("DUE", 3), "◐", "还有3日", "due in 3 days"),
        (Mark("DUE", 0), "◐", "今日到期", "due today"),
        (Mark("OVERDUE", 1), "▲", "逾期1日", "1 day overdue"),
        (Mark("EXCLUDED"), "∥", "扣除期间", "time excluded"),
        (Mark("NOT_YET"), "○", "未开始", "not yet"),
    ],
)
def test_every_status_has_sign_and_word(
    render: Render, mark: Mark, sign: str, zh: str, en: str
) -> None:
    assert sign in render("{% status m %}", m=mark)
    assert zh in render("{% status m %}", m=mark)
    with speaking("en"):
        assert en in render("{% status m %}", m=mark)


def test_an_unknown_status_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="LATE"):
        render('{% status "LATE" %}')


def test_why_opens_its_finding_and_escapes_its_value(render: Render) -> None:
    assert (
        render("{% why v u %}", v="<b>", u="/why/?a=1&b=2")
        == '<a class="why" href="/why/?a=1&amp;b=2" data-why>&lt;b&gt;</a>'
    )
    assert render("{% why v u %}", v="plain", u="") == "plain"
    assert (
        render("{% money f u %}", f=100, u="/why/")
        == '<a class="why" href="/why/" data-why><span class="money">¥1.00</span></a>'
    )


def test_foreign_text_is_escaped_everywhere(render: Render) -> None:
    evil = '"><script>x</script>'
    column = Column("a", evil)
    table = Table(evil, evil, (column,), [Row(evil, (evil,), evil, evil)], evil, evil, evil)
    person = replace(samples_cases.people()[0], name=evil, identity_masked=evil, reveal_url=evil)
    html = render(
        "{% table t %}{% person p %}{% import_errors r %}{% say '{n}' '{n}' n=evil %}",
        t=table,
        p=person,
        evil=evil,
        r=replace(samples_forms.imported(1), file_name=evil),
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") > 8


def test_the_switch_keeps_the_address(render: Render) -> None:
    assert 'href="/here/?stage=control&amp;lang=en"' in render("{% language_switch %}")
    with speaking("en"):
        assert 'href="/here/?stage=control&amp;lang=zh"' in render("{% language_switch %}")


def test_a_table_writes_each_kind_and_never_a_hole(render: Render) -> None:
    columns = tuple(
        Column(k.lower(), Words("列", "Column"), k)
        for k in (Kind.MONEY, Kind.DAY, Kind.NUMBER, Kind.STATUS, Kind.MOMENT)
    )
    cells = (Fen(5), date(2016, 4, 11), 1234567, Mark("DONE"), datetime(2016, 4, 11, 1, tzinfo=UTC))
    html = render(
        "{% table t %}", t=Table("x", "吴", columns, [Row("1", cells), Row("2", (None,) * 5)])
    )
    for shown in ("¥0.05", "2016-04-11", "1,234,567", "已完成", "2016-04-11 09:00"):
        assert shown in html
    assert html.count("—") == 5


def test_a_row_with_a_cell_too_few_is_an_error(render: Render) -> None:
    with pytest.raises(ValueError, match="shorter"):
        render("{% table t %}", t=Table("x", "吴", samples_cases.CASE_COLUMNS, [Row("1", ("a",))]))


def test_a_decision_says_consequence_and_article_before_it_is_sent(render: Render) -> None:
    html = render("{% decision d %}", d=samples_cases.FREEZE)
    assert (
        html.index("<dialog")
        < html.index("¥70,000.00")
        < html.index("第242条")
        < html.index('type="submit"')
    )
    assert 'type="button" class="act" data-open-dialog="dialog-freeze"' in html


def test_a_refused_decision_cannot_be_sent_and_says_why(render: Render) -> None:
    for tag in ("decision", "decision_inline"):
        html = render(f"{{% {tag} d %}}", d=samples_cases.LIST)
        assert "尚未送达执行通知" in html
        assert 'aria-disabled="true"' in html
        assert 'type="submit"' not in html


def test_form_errors_name_their_field(render: Render) -> None:
    form = FilingForm({"creditor": "", "amount": "1", "effective_on": "2016-02-30", "title": "j"})
    html = render("{% error_summary f %}{% for x in f %}{% field x %}{% endfor %}", f=form)
    assert '<a href="#id_creditor">申请执行人</a>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_effective_on-error"' in html
    assert 'id="id_effective_on-error"' in html
    assert 'aria-describedby="id_amount-help"' in html


def test_a_late_recording_says_when(render: Render) -> None:
    entry = DocketEntry(
        1, date(2015, 10, 20), "送达", "周", "法官", datetime(2015, 10, 19, 17, tzinfo=UTC)
    )
    assert "登记于" not in render("{% docket e %}", e=[entry])
    assert "登记于" in render(
        "{% docket e %}", e=[replace(entry, recorded_at=datetime(2015, 10, 20, 17, tzinfo=UTC))]
    )


def test_a_finding_is_laid_out_whole(render: Render) -> None:
    why = lay_out(samples.closing_finding(), samples.LEXICON)
    html = render('{% include "kit/parts/why_panel.html" %}', why=why)
    for shown in (
        "逾期51日",
        "第82条第3款",
        'href="/texts/cpl-2012/82/"',
        "立案日",
        "2015年10月9日",
        "扣除期间",
        "批准延长（日）",
        "依本院现行政策（closing-target）",
        "自 <time",
        "nodes.close_the_case",
        "./zx explain",
        'href="/why/close/page/"',
    ):
        assert shown in html
    assert [a.title.zh for a in why.articles if isinstance(a.title, Words)] == list(
        dict.fromkeys(s.basis.zh for s in samples.closing_finding().steps if s.basis)
    )


def test_unknown_marks_stay_visible() -> None:
    assert mark_words("new:thing") == "new:thing"
    assert str(mark_words("provisional:calendar-2028")).startswith("暂定")


def test_a_chart_is_a_table_of_the_same_numbers(render: Render) -> None:
    html = render("{% chart c %}", c=samples_boards.charts()[0])
    assert html.count("data-value=") == 12
    assert 'data-value="212">212</td>' in html
    assert "（</small>" not in html
    assert "件" in html


def test_the_as_of_band_names_day_and_reading(render: Render) -> None:
    html = render("{% as_of_band a %}", a=samples_cases.as_of())
    assert "2016年6月1日" in html
    assert "当日法院已知" in html
    assert render("{% as_of_band a %}", a=replace(samples_cases.as_of(), on=None)).strip() == ""


def test_posting_carries_the_token(engine: object, render: Render) -> None:
    from django.template.backends.django import DjangoTemplates

    assert isinstance(engine, DjangoTemplates)
    template = engine.from_string("{% load kit %}{% tasks t label %}")
    html = template.render({"t": samples_cases.tasks(1), "label": "x"}, RequestFactory().get("/"))
    token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert len(token) == 64
