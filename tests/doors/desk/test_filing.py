"""Filing by form and by Excel: faults by field, duplicates before sending, the choice, the errors."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.support.bureau import resident
from zhixing.cases.filing.sheet import COLUMNS
from zhixing.platform.principal import PostKind

FORM = {
    "application_key": "form-1",
    "title_number": "（2017）渝0119民初8001号",
    "title_kind": "JUDGMENT",
    "issuing_body": "重庆市南川区人民法院",
    "cause": "买卖合同纠纷",
    "effective_on": "2017-12-01",
    "applied_on": "2018-03-01",
    "received_on": "2018-03-02",
    "performance_until": "2017-12-11",
    "jurisdiction": "FIRST_INSTANCE",
    "applicant_basis": "NAMED",
    "creditors-TOTAL_FORMS": "1",
    "creditors-INITIAL_FORMS": "0",
    "debtors-TOTAL_FORMS": "1",
    "debtors-INITIAL_FORMS": "0",
    "obligations-TOTAL_FORMS": "2",
    "obligations-INITIAL_FORMS": "0",
    "instalments-TOTAL_FORMS": "0",
    "instalments-INITIAL_FORMS": "0",
    "creditors-0-name": "丘某",
    "creditors-0-kind": "PERSON",
    "creditors-0-id_kind": "RESIDENT_ID",
    "creditors-0-number": resident(700),
    "debtors-0-name": "娄某",
    "debtors-0-kind": "PERSON",
    "debtors-0-id_kind": "RESIDENT_ID",
    "debtors-0-number": resident(701),
    "obligations-0-kind": "principal",
    "obligations-0-amount": "50,000.00",
    "obligations-0-label": "借条一",
    "obligations-0-annual_rate": "6%",
    "obligations-0-agreed_from": "2017-01-01",
    "obligations-1-kind": "principal",
    "obligations-1-amount": "¥8000",
    "obligations-1-label": "借条二",
    "how": "file",
}


def _post(client: Any, **changes: str) -> Any:
    return client.post(reverse("desk:filing"), {**FORM, **changes})


def test_a_case_with_two_notes_is_filed(bureau: Any, visitor: Any, living_case: Any) -> None:
    client = visitor(PostKind.JUDGE)
    answer = _post(client)
    assert answer.status_code == 302, re.findall(r"<li>.*?</li>", answer.content.decode())
    page = client.get(answer.headers["Location"]).content.decode()
    assert "娄某 欠 丘某" in page and "已立案" in page and "买卖合同纠纷" in page
    again = _post(visitor(PostKind.JUDGE))
    assert again.headers["Location"] == answer.headers["Location"], "a second sending is harmless"


def test_the_same_key_with_another_body_is_a_conflict(visitor: Any, living_case: Any) -> None:
    form = {"application_key": "form-2", "title_number": "（2017）渝0119民初8002号"}
    numbers = {"creditors-0-number": resident(710), "debtors-0-number": resident(711)}
    assert _post(visitor(PostKind.JUDGE), **form, **numbers).status_code == 302
    answer = _post(visitor(PostKind.JUDGE), **form, **numbers, **{"obligations-0-amount": "60000"})
    assert answer.status_code in (409, 422) and "form-2" in answer.content.decode()


def test_every_fault_names_its_field_and_leads_to_it(visitor: Any, living_case: Any) -> None:
    answer = _post(
        visitor(PostKind.JUDGE),
        application_key="form-3",
        effective_on="2018-02-30",
        **{"debtors-0-number": "110101199001011234", "obligations-1-amount": "1.234"},
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    for target in ("id_effective_on", "id_obligations-1-amount"):
        assert f'href="#{target}"' in text and f'id="{target}"' in text
    dated = _post(
        visitor(PostKind.JUDGE),
        application_key="form-3",
        **{"debtors-0-number": "110101199001011234"},
    )
    assert dated.status_code == 422 and 'href="#id_debtors-0-number"' in dated.content.decode()


def test_a_duplicate_is_warned_of_before_it_is_sent(visitor: Any, living_case: Any) -> None:
    numbers = {"creditors-0-number": resident(720), "debtors-0-number": resident(721)}
    title = {"title_number": "（2017）渝0119民初8004号"}
    assert (
        _post(visitor(PostKind.JUDGE), application_key="form-4", **title, **numbers).status_code
        == 302
    )
    warned = _post(visitor(PostKind.JUDGE), application_key="form-5", **title, **numbers)
    assert warned.status_code == 200 and "提交前请核对" in warned.content.decode()
    filed = _post(
        visitor(PostKind.JUDGE), application_key="form-5", confirmed="1", **title, **numbers
    )
    assert filed.status_code == 302


def test_another_row_is_added_without_losing_what_was_typed(visitor: Any, living_case: Any) -> None:
    answer = _post(
        visitor(PostKind.JUDGE), application_key="form-6", add="debtors", title_number=""
    )
    text = answer.content.decode()
    assert answer.status_code == 200 and 'name="debtors-1-name"' in text and 'value="娄某"' in text
    assert "有以下各项须改正" not in text


def test_a_clerk_records_and_a_judge_decides(bureau: Any, visitor: Any, living_case: Any) -> None:
    numbers = {"creditors-0-number": resident(730), "debtors-0-number": resident(731)}
    title = {"title_number": "（2017）渝0119民初8007号", "application_key": "form-7"}
    recorded = _post(visitor(PostKind.CLERK), **title, **numbers)
    assert recorded.status_code == 302
    url = recorded.headers["Location"]
    page = visitor(PostKind.JUDGE).get(url).content.decode()
    assert "决定立案" in page and "裁定不予受理" in page
    assert "决定立案" not in re.sub(
        r"<ol class=.node-line.*?</ol>|<dl.*?</dl>",
        "",
        visitor(PostKind.CLERK).get(url).content.decode(),
        flags=re.S,
    )
    assert visitor(PostKind.CLERK).post(f"{url}do/accept-filing/").status_code == 403
    decided = visitor(PostKind.JUDGE).post(f"{url}do/accept-filing/")
    assert decided.status_code == 302
    twice = visitor(PostKind.JUDGE).post(f"{url}do/accept-filing/")
    assert twice.status_code == 409 and "FILING_DECIDED" in twice.content.decode()


@pytest.fixture
def workbook(visitor: Any) -> Any:
    """Give a sheet of good rows, with one bad one."""
    content = visitor(PostKind.JUDGE).get(reverse("desk:import_template")).content
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    place = {c.key: n for n, c in enumerate(COLUMNS, start=1)}

    def make(first: int, good: int, bad: int) -> SimpleUploadedFile:
        sheet.delete_rows(3, 100)
        for i in range(good + bad):
            n = first + i
            row = {
                "application_key": f"X{n}",
                "title_number": f"（2017）渝0119民初{n}号",
                "title_kind": "民事判决书",
                "issuing_body": "重庆市南川区人民法院",
                "effective_on": "2017-12-01",
                "applied_on": "2018-03-01",
                "received_on": "2018-03-02",
                "creditor1_name": f"徐某{n}",
                "creditor1_kind": "自然人",
                "creditor1_number": resident(2 * n),
                "debtor1_name": f"邬某{n}",
                "debtor1_kind": "自然人",
                "debtor1_number": resident(2 * n + 1),
                "item1_kind": "本金",
                "item1_amount": "5万" if i >= good else "50000.00",
                "performance_until": "2017-12-11",
            }
            for key, value in row.items():
                sheet.cell(row=3 + i, column=place[key], value=value)
        out = io.BytesIO()
        book.save(out)
        return SimpleUploadedFile("批量.xlsx", out.getvalue())

    return make


def test_a_sheet_is_previewed_then_its_good_rows_are_filed(
    bureau: Any, visitor: Any, workbook: Any, living_case: Any
) -> None:
    client = visitor(PostKind.JUDGE)
    answer = client.post(reverse("desk:import"), {"file": workbook(5100, 3, 1)})
    text = answer.content.decode()
    assert answer.status_code == 200, text[:1500]
    assert "只立合格的3件" in text and "有1行须先改正" in text and "5万" in text
    assert client.get("/cases/?name=邬某5100").content.decode().count("data-href") == 0, (
        "nothing is written"
    )
    preview = re.search(r"/filing/import/[0-9a-f-]{36}/", text)
    assert preview is not None
    errors = client.get(f"{preview[0]}errors/")
    cells = [c.value for c in load_workbook(io.BytesIO(errors.content)).worksheets[0][2]]
    assert cells[0] == 6, "the sheet's own row number"
    none = client.post(preview[0], {"mode": "ALL_OR_NONE"})
    assert none.status_code == 422
    filed = client.post(preview[0], {"mode": "GOOD_ROWS"})
    assert filed.status_code == 302
    listed = client.get("/cases/?name=邬某510").content.decode()
    assert listed.count('<tr id="row-') == 3
    again = client.post(preview[0], {"mode": "GOOD_ROWS"})
    assert again.status_code == 302, "the same sheet again files nothing new"
    assert client.get("/cases/?name=邬某510").content.decode().count('<tr id="row-') == 3


def test_what_is_no_workbook_is_refused_in_place(visitor: Any) -> None:
    upload = SimpleUploadedFile("x.xlsx", b"not a workbook")
    answer = visitor(PostKind.JUDGE).post(reverse("desk:import"), {"file": upload})
    assert answer.status_code == 422 and "NOT_A_WORKBOOK" in answer.content.decode()
    assert visitor(PostKind.JUDGE).post(reverse("desk:import")).status_code == 422


def test_dates_of_the_fixture_lie_before_the_courts_day() -> None:
    assert date.fromisoformat(FORM["received_on"]) < date(2018, 6, 20)
