"""The courts' seal keys: certified by the deployment's root, kept sealed, used in here only."""

from __future__ import annotations

from datetime import UTC, datetime

from zhixing.courts import queries as courts
from zhixing.courts.policies import require_system
from zhixing.instruments import models
from zhixing.instruments.sealing.authority import SealKey, issue_seal, make_root
from zhixing.kernel.refusal import Refusal
from zhixing.platform.crypto.vault import vault

ROOT_NO = 0
STARTS_AT = datetime(2010, 1, 1, tzinfo=UTC)
ENDS_AT = datetime(2049, 12, 31, tzinfo=UTC)


def ensure_seal(court_no: int) -> None:
    """Issue a court's seal if it has none; the operator's, in the SYSTEM scope."""
    require_system()
    if models.Seal.objects.filter(court_no=court_no).exists():
        return
    court = courts.get_court(court_no)
    seal = issue_seal(_root(), court.name, court.code, starts_at=STARTS_AT, ends_at=ENDS_AT)
    _store(court_no, seal)


def seal_of(court_no: int) -> SealKey:
    """Give a court's seal key, for sealing.

    :raises Refusal: no seal was issued to the court.
    """
    row = models.Seal.objects.filter(court_no=court_no).first()
    if row is None:
        raise Refusal(
            "COURT_HAS_NO_SEAL",
            message_zh="本院尚未制发电子印章，不能签发文书。",
            message_en="The court has no electronic seal yet.",
            remedy_zh="请由系统管理员为本院制发电子印章。",
            remedy_en="Have the operator issue the court's seal.",
        )
    return _key(row)


def root_certificate(court_no: int) -> str:
    """Give the root certificate (PEM) against which a court's seals are checked."""
    row = models.Seal.objects.get(court_no=court_no)
    return row.chain_pem


def _root() -> SealKey:
    row = models.Seal.objects.filter(court_no=ROOT_NO).first()
    if row is None:
        _store(ROOT_NO, make_root("执行文书电子印章根证书", starts_at=STARTS_AT, ends_at=ENDS_AT))
        row = models.Seal.objects.get(court_no=ROOT_NO)
    return _key(row)


def _key(row: models.Seal) -> SealKey:
    key = vault().open_bytes(
        "instruments_seal", "key_sealed", str(row.court_no), bytes(row.key_sealed)
    )
    return SealKey(key, row.certificate_pem.encode(), row.chain_pem.encode())


def _store(court_no: int, seal: SealKey) -> None:
    models.Seal.objects.create(
        court_no=court_no,
        key_sealed=vault().seal_bytes(
            "instruments_seal", "key_sealed", str(court_no), seal.key_pem
        ),
        certificate_pem=seal.certificate_pem.decode(),
        chain_pem=seal.chain_pem.decode(),
    )
