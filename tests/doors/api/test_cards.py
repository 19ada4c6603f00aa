"""Officers' cards over the API: a sheet's faults come by row and field, as of every batch."""

from __future__ import annotations

import base64

from tests.doors.api.calling import Office
from tests.support.cards import png
from zhixing.courts.card_sheet import COLUMNS
from zhixing.platform.principal import PostKind as K

BAD = (
    "nobody,SL2,GW2,a.png,a.png,2018-01-01,2027-12-31,",
    "nobody,,GW3,a.png,a.png,2018-01-01,2027-12-31,",
)


def test_every_fault_of_a_sheet_comes_by_row_and_field_in_both_languages(office: Office) -> None:
    text = "\n".join([",".join(COLUMNS), *BAD])
    picture = {"name": "a.png", "content": base64.b64encode(png("a")).decode()}
    body = {"sheet": {"content": base64.b64encode(text.encode()).decode(), "pictures": [picture]}}
    answer = office.post("/court/cards/sheet", body, K.DIRECTOR)
    assert answer.status == 422 and answer.code == "CARD_SHEET_DEFECTIVE", answer.body["problems"]
    found = [(p["row"], p["field"], p["code"]) for p in answer.body["problems"]]
    assert found == [
        (2, "login", "CARD_PERSON_UNKNOWN"),
        (3, "work_no", "CARD_FIELD_MISSING"),
    ]
    assert all(p["zh"] and p["en"] for p in answer.body["problems"])
