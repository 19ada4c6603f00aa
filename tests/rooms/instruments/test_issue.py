"""An instrument is drafted from the case, issued under the court's seal, and served."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.support.filed import FiledCase, file_one, notify
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Progress
from zhixing.instruments import operations as instruments
from zhixing.instruments.queries import (
    get_instrument,
    get_sealed_pdf,
    make_word_copy,
    preview_pdf,
)
from zhixing.instruments.sealing.verify import verify_seal
from zhixing.instruments.seals import root_certificate
from zhixing.kernel.refusal import Refusal
from zhixing.law.periods.service import Method
from zhixing.platform.principal import PostKind as K


@pytest.fixture(scope="module")
def filed() -> FiledCase:
    return file_one()


def refused(code: str, operation: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        operation()
    assert caught.value.code == code
    return caught.value


def test_the_notice_is_sealed_served_and_starts_its_period(filed: FiledCase) -> None:
    paper = notify(filed)
    stage = filed.stage
    pdf, view, root = stage.do(
        K.JUDGE,
        lambda by: (
            get_sealed_pdf(by.court_no, paper),
            get_instrument(by.court_no, paper),
            root_certificate(by.court_no),
        ),
    )
    assert hashlib.sha256(pdf).hexdigest() == view.pdf_sha256
    report = verify_seal(pdf, roots_pem=[root.encode()])
    assert report.is_valid, report.faults
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert filed.number in text.replace("\n", "") and "示例乙" in text and "演练" in text
    (service,) = view.services
    assert service.effect_on == stage.today
    reached = stage.do(
        K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case).of(Progress).reached
    )
    assert reached["NOTICE_SENT"] == stage.today
    assert reached["NOTICE_EXPIRES"] == date(2018, 3, 8)


def test_a_flipped_byte_breaks_the_seal(filed: FiledCase) -> None:
    paper = notify(filed)
    pdf, root = filed.stage.do(
        K.JUDGE,
        lambda by: (get_sealed_pdf(by.court_no, paper), root_certificate(by.court_no)),
    )
    changed = bytearray(pdf)
    changed[400] ^= 1
    assert not verify_seal(bytes(changed), roots_pem=[root.encode()]).is_valid


def test_refusals(filed: FiledCase) -> None:
    stage, day = filed.stage, filed.stage.today
    paper = notify(filed)
    refused(
        "ALREADY_ISSUED",
        lambda: stage.do(K.CLERK, lambda by: instruments.issue_instrument(paper, day, by=by)),
    )
    refused(
        "NOT_ALLOWED",
        lambda: stage.do(K.JUDGE, lambda by: instruments.issue_instrument(paper, day, by=by)),
    )
    bad = instruments.Draft(filed.case, "ENFORCEMENT_NOTICE", {"duties": ["x"]})
    refused(
        "FIELD_DOES_NOT_FIT",
        lambda: stage.do(K.CLERK, lambda by: instruments.draft_instrument(bad, day, by=by)),
    )
    none = instruments.Draft(filed.case, "NO_SUCH", {})
    refused(
        "NO_SUCH_TEMPLATE",
        lambda: stage.do(K.CLERK, lambda by: instruments.draft_instrument(none, day, by=by)),
    )
    proof = instruments.Proof(filed.debtor, Method.DIRECT, day, " ")
    refused(
        "PROOF_MISSING",
        lambda: stage.do(
            K.CLERK, lambda by: instruments.serve_instrument(paper, proof, day, by=by)
        ),
    )


def test_a_draft_can_be_looked_at_edited_and_taken_to_word(filed: FiledCase) -> None:
    stage, day = filed.stage, filed.stage.today
    draft = instruments.Draft(
        filed.case,
        "CLOSING_NOTICE",
        {
            "received": 0,
            "fee": 0,
            "closed_on": day,
            "measures_ended": "解除全部措施。",
        },
    )
    paper = stage.do(K.CLERK, lambda by: instruments.draft_instrument(draft, day, by=by))
    stage.do(
        K.CLERK,
        lambda by: instruments.revise_draft(paper, {"measures_ended": "解除冻结。"}, by=by),
    )
    pdf, word = stage.do(
        K.JUDGE,
        lambda by: (
            preview_pdf(by.court_no, paper, day),
            make_word_copy(by.court_no, paper, day),
        ),
    )
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "解除冻结" in text.replace("\n", "") and word[:2] == b"PK"
