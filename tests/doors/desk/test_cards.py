"""Officers' cards at the desk: recorded with pictures, shown with who did it, many from a sheet."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhixing.courts.queries import list_cards
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk

HEADS = "login,work_no,duty_no,work_picture,duty_picture,valid_from,valid_until,reported_on"


@pytest.fixture(scope="module")
def desk() -> Desk:
    from tests.support.at_the_desk import Desk, manned_stage

    return Desk(manned_stage(), UUID(int=0))


def do(desk: Desk, deed: str, data: dict[str, Any], kind: K = K.DIRECTOR) -> tuple[int, str]:
    answer = desk.client(kind).post(reverse("desk:court_deed", args=[deed]), data)
    return answer.status_code, html.unescape(answer.content.decode())


def form(desk: Desk, deed: str) -> str:
    answer = desk.client(K.DIRECTOR).get(reverse("desk:court_deed", args=[deed]))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def page(desk: Desk, lang: str = "zh") -> str:
    client = desk.client(K.DIRECTOR)
    client.cookies["zx_language"] = lang
    answer = client.get(reverse("desk:organisation"))
    client.cookies["zx_language"] = "zh"
    return html.unescape(answer.content.decode())


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def given(desk: Desk, number: int, tail: str, **changes: Any) -> dict[str, Any]:
    from tests.support.cards import JPEG, png

    terms: dict[str, Any] = {
        "person": str(desk.stage.staff.of_kind(K.ASSISTANT, number).person),
        "work_no": f"SL{tail}",
        "work_picture": file("work.png", png(tail)),
        "duty_no": f"SLGW{tail}",
        "duty_picture": file("duty.jpg", JPEG),
        "valid_from": "2018-01-01",
        "last_on": "2027-12-31",
        "reported_on": "",
    }
    return {**terms, **changes}


def test_cards_are_recorded_reported_and_ended_at_the_desk(desk: Desk) -> None:
    assert 'enctype="multipart/form-data"' in form(desk, "register-card")
    assert do(desk, "register-card", given(desk, 0, "71"))[0] == 302
    shown = page(desk)
    assert "SL71" in shown and "SLGW71" in shown and "▲ 未报备" in shown
    assert "2027-12-31" in shown, "the last day is the one on the card"
    director = desk.stage.staff.of_kind(K.DIRECTOR).name
    assert f"{director}，{desk.stage.today.isoformat()}" in shown
    assert "示例" in shown and "not reported" in page(desk, "en")
    found = re.search(r'name="cards" value="([^"]+)"', form(desk, "report-cards"))
    assert found is not None
    today = desk.stage.today.isoformat()
    reported = {"cards": [found[1]], "reported_on": today}
    assert do(desk, "report-cards", reported)[0] == 302
    assert "▲ 未报备" not in page(desk)
    assert do(desk, "end-card", {"card": found[1], "on": today})[0] == 302
    assert "SL71" not in page(desk)


def test_a_wrong_picture_and_a_long_number_are_refused_in_place(desk: Desk) -> None:
    wrong = given(desk, 1, "72", work_picture=file("work.png", b"no picture"))
    status, text = do(desk, "register-card", wrong)
    assert status == 422 and "工作证照片不是完整的PNG或者JPEG图片" in text
    status, text = do(desk, "register-card", given(desk, 1, "7" * 14))
    assert status == 422 and "15个字节" in text and "CARD_NUMBER_TOO_LONG" in text
    assert do(desk, "register-card", given(desk, 1, "73"), K.JUDGE)[0] == 403


def test_a_sheet_with_its_pictures_is_taken_or_its_faults_are_named(desk: Desk) -> None:
    from tests.support.cards import png

    login = desk.stage.staff.of_kind(K.ASSISTANT, 2).login
    line = f"{login},SL81,SLGW81,a.png,{{}},2018-01-01,2027-12-31,2018-01-05"

    def sheet(picture: str) -> dict[str, Any]:
        text = "\n".join([HEADS, line.format(picture)])
        pictures = [file("a.png", png("a")), file("b.png", png("b"))]
        return {"sheet": file("cards.csv", text.encode()), "pictures": pictures}

    status, text = do(desk, "import-cards", sheet("c.png"))
    assert status == 422 and "第2行未上传执行公务证照片“c.png”" in text
    assert "SL81" not in page(desk)
    assert do(desk, "import-cards", sheet("b.png"))[0] == 302
    assert "SL81" in page(desk)


def test_the_sheet_to_fill_in_is_offered_to_whoever_may_and_read_back(desk: Desk) -> None:
    url = reverse("desk:cards_template")
    assert url in page(desk) and "Download the template" in page(desk, "en")
    judge = html.unescape(desk.client(K.JUDGE).get(reverse("desk:organisation")).content.decode())
    assert url not in judge
    answer = desk.client(K.DIRECTOR).get(url)
    assert "officers-cards.csv" in answer.headers["Content-Disposition"]
    heads = answer.content.decode("utf-8-sig").strip()
    assert heads.startswith("登录名,工作证号")
    from tests.support.cards import png

    login = desk.stage.staff.of_kind(K.ASSISTANT, 2).login
    text = f"{heads}\n{login},SL950,GW950,a.png,b.png,2040-01-01,2041-12-31,\n"
    sheet = {
        "sheet": file("cards.csv", text.encode()),
        "pictures": [file(n, png(n)) for n in ("a.png", "b.png")],
    }
    assert do(desk, "import-cards", sheet)[0] == 302
    with desk.reading():
        assert "SL950" in {c.work_no for c in list_cards(desk.court_no)}
