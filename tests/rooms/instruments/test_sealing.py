"""Does a seal hold, and does its verification name what is wrong?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from zhixing.instruments.rendering.catalogue import get_template, list_templates
from zhixing.instruments.rendering.document import compose
from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.rendering.template import AnyTemplate
from zhixing.instruments.sealing.authority import SealKey, issue_seal, make_root
from zhixing.instruments.sealing.pdf import Unsealable
from zhixing.instruments.sealing.sealer import Sealer
from zhixing.instruments.sealing.verify import Fault, verify_seal
from zhixing.instruments.templates._sample import COURT, sample_frame

from .conftest import ENDS, STARTS

AT = datetime(2027, 3, 15, 2, 30, tzinfo=UTC)


def rendered(renderer: Renderer, template: AnyTemplate) -> bytes:
    return renderer.pdf(compose(template, template.sample, sample_frame(template)))


@pytest.fixture(scope="module")
def plain(renderer: Renderer) -> bytes:
    return rendered(renderer, get_template("FREEZE_RULING"))


@pytest.fixture(scope="module")
def sealed(plain: bytes, seal_key: SealKey) -> bytes:
    return Sealer(seal_key).seal(plain, at=AT)


def faults(pdf: bytes, root: SealKey, court_name: str = COURT) -> tuple[Fault, ...]:
    return verify_seal(pdf, roots_pem=[root.certificate_pem], court_name=court_name).faults


@pytest.mark.parametrize(
    "template", [t for t in list_templates() if t.needs_seal], ids=lambda t: t.code
)
def test_every_sealed_instrument_verifies(
    template: AnyTemplate, renderer: Renderer, seal_key: SealKey, root: SealKey
) -> None:
    sealed = Sealer(seal_key).seal(rendered(renderer, template), at=AT)
    report = verify_seal(sealed, roots_pem=[root.certificate_pem], court_name=COURT)
    assert report.is_valid, report.faults
    assert (report.court_name, report.court_code, report.sealed_at) == (COURT, "Z01", AT)


def test_a_seal_leaves_the_rendered_bytes_and_lies_over_its_image(
    plain: bytes, sealed: bytes
) -> None:
    assert sealed.startswith(plain)
    reader = PdfReader(BytesIO(sealed))
    field = reader.trailer["/Root"]["/AcroForm"]["/Fields"][0]
    signature = field["/V"]
    assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature["/M"] == "D:20270315103000+08'00'"
    left, bottom, right, top = (float(n) for n in field["/Rect"])
    assert right - left == pytest.approx(119.06, abs=0.1)  # 42 mm
    assert top - bottom == pytest.approx(119.06, abs=0.1)
    assert field["/P"] == reader.pages[1].indirect_reference.get_object()
    subtypes = {annot.get_object()["/Subtype"] for annot in reader.pages[1]["/Annots"]}
    assert subtypes == {"/Widget"}


def test_every_flipped_byte_fails(plain: bytes, sealed: bytes, root: SealKey) -> None:
    gap = sealed.index(b"/Contents<", len(plain)) + len(b"/Contents<")
    places = [
        *range(97, len(plain), len(plain) // 12),
        gap + 900,
        len(plain) + 40,
        len(sealed) - 90,
    ]
    for place in places:
        spoiled = bytearray(sealed)
        spoiled[place] ^= 0x01
        assert faults(bytes(spoiled), root), f"byte {place} was changed unseen"


def test_the_fault_is_named(plain: bytes, sealed: bytes, root: SealKey, seal_key: SealKey) -> None:
    assert faults(sealed, root) == ()
    assert faults(plain, root) == (Fault.NO_SEAL,)
    assert faults(b"no pdf", root) == (Fault.UNREADABLE,)
    altered = bytearray(sealed)
    altered[plain.index(b"stream\n") + 20] ^= 1
    assert Fault.ALTERED in faults(bytes(altered), root)
    assert faults(sealed + b"% more\n", root) == (Fault.ADDED_TO,)
    stranger = make_root("别的根", starts_at=STARTS, ends_at=ENDS)
    assert faults(sealed, stranger) == (Fault.UNKNOWN_AUTHORITY,)
    assert faults(sealed, root, "示例市另一人民法院") == (Fault.OTHER_COURT,)
    assert all(fault.zh and fault.en for fault in Fault)


def test_a_signature_by_another_key_is_a_forgery(plain: bytes, root: SealKey) -> None:
    first = issue_seal(root, COURT, "Z01", starts_at=STARTS, ends_at=ENDS)
    other = issue_seal(root, COURT, "Z01", starts_at=STARTS, ends_at=ENDS)
    with pytest.raises(ValueError, match="not for its key"):
        Sealer(SealKey(other.key_pem, first.certificate_pem, first.chain_pem))
    forger = Sealer(first)
    forger._message._key = Sealer(other)._message._key
    assert faults(forger.seal(plain, at=AT), root) == (Fault.FORGED,)


def test_a_seal_outside_its_validity_is_not_trusted(plain: bytes, root: SealKey) -> None:
    early = issue_seal(root, COURT, "Z01", starts_at=STARTS, ends_at=AT - timedelta(days=1))
    assert faults(Sealer(early).seal(plain, at=AT), root) == (Fault.UNKNOWN_AUTHORITY,)
    with pytest.raises(ValueError, match="outside the validity"):
        issue_seal(root, COURT, "Z01", starts_at=STARTS, ends_at=ENDS + timedelta(days=1))


def test_only_a_fresh_page_with_a_place_can_be_sealed(
    sealed: bytes, seal_key: SealKey, renderer: Renderer
) -> None:
    sealer = Sealer(seal_key)
    record = rendered(renderer, get_template("SETTLEMENT_RECORD"))
    for unfit in (sealed, record, b"", b"%PDF-1.7\nstartxref\n0\n%%EOF"):
        with pytest.raises(Unsealable):
            sealer.seal(unfit, at=AT)


def test_a_key_is_not_shown(seal_key: SealKey) -> None:
    assert b"PRIVATE KEY" in seal_key.key_pem
    assert "PRIVATE" not in repr(seal_key)
