"""Every page opens for the right post, in both languages, and says what it is there to say."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.support.bureau import TODAY
from zhixing.platform.principal import PostKind

J, D, A, K = PostKind.JUDGE, PostKind.DIRECTOR, PostKind.ACCOUNTANT, PostKind.CLERK


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (J, "my_day"),
        (D, "my_day"),
        (A, "my_day"),
        (K, "my_day"),
        (J, "cases"),
        (J, "filing"),
        (K, "filing"),
        (J, "import"),
        (D, "approvals"),
        (D, "assignment"),
        (D, "board"),
        (D, "reviews"),
        (J, "rules"),
    ],
)
def test_pages_open(visitor: Any, living_case: Any, kind: PostKind, name: str, lang: str) -> None:
    client = visitor(kind)
    client.cookies["zx_language"] = lang
    answer = client.get(reverse(f"desk:{name}"))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    assert f'<html lang="{ {"zh": "zh-Hans", "en": "en"}[lang] }"' in answer.content.decode()


@pytest.mark.parametrize(
    "tab",
    [
        "docket",
        "parties",
        "property",
        "money",
        "matters",
        "measures",
        "settlement",
        "responsibility",
    ],
)
def test_every_tab_of_a_case_opens(bureau: Any, visitor: Any, living_case: Any, tab: str) -> None:
    url = reverse("desk:case_tab", args=[bureau.court_no, living_case, tab])
    for query in ("", f"?on={TODAY.replace(month=4, day=20)}&reading=knew"):
        answer = visitor(PostKind.JUDGE).get(url + query)
        assert answer.status_code == 200
    assert visitor(PostKind.JUDGE).get(url.replace(tab, "no-such-tab")).status_code == 404


def test_the_case_head_answers_five_questions(bureau: Any, visitor: Any, living_case: Any) -> None:
    page = visitor(PostKind.JUDGE).get(reverse("desk:case", args=[bureau.court_no, living_case]))
    text = page.content.decode()
    for question in ("今日尚欠", "阶段", "下一步", "承办", "已控制"):
        assert f"<dt>{question}</dt>" in text
    assert bureau.case(living_case).number in text
    assert "贝某1 欠 申某1" in text


def test_my_day_shows_what_is_overdue_to_its_handler(visitor: Any, living_case: Any) -> None:
    assert "逾期" in visitor(PostKind.DIRECTOR).get("/").content.decode()


def test_the_rule_of_a_finding_has_its_page(visitor: Any) -> None:
    answer = visitor(PostKind.JUDGE).get(reverse("desk:rule", args=["debt_today"]))
    assert answer.status_code == 200
    assert (
        visitor(PostKind.JUDGE).get(reverse("desk:rule", args=["no_such_rule"])).status_code == 404
    )


def test_search_finds_by_number_and_name(bureau: Any, visitor: Any, living_case: Any) -> None:
    client, case = visitor(PostKind.JUDGE), bureau.case(living_case)
    typed = case.number.replace("（", "(").replace("）", ")")
    found = client.get(reverse("desk:search"), {"q": typed})
    assert found.status_code == 302 and str(living_case) in found.headers["Location"]
    part = client.get(reverse("desk:search"), {"q": "贝某1"}, headers={"HX-Request": "true"})
    assert case.number in part.content.decode()
