"""Every way in which an answer says no, as problem documents (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from django.db import DatabaseError, DataError, IntegrityError
from django.http import HttpResponse
from psycopg import errors

from zhixing.kernel.canonical import Json
from zhixing.kernel.refusal import Refusal
from zhixing.platform.web.refusals import status_of

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final[dict[int, tuple[str, str]]] = {
    400: ("请求无法读取", "The request cannot be read"),
    401: ("未出示有效令牌", "No valid token was shown"),
    403: ("无权办理", "Not allowed"),
    404: ("没有找到", "Not found"),
    405: ("该地址不支持此方法", "The address does not answer this method"),
    409: ("与现状冲突", "In conflict with how things stand"),
    413: ("请求过大", "The request is too large"),
    415: ("请求须为 JSON", "The request must be JSON"),
    422: ("不予办理", "Refused"),
    503: ("系统繁忙", "Busy"),
}
_NOT_FOUND: Final = frozenset(
    {"CASE_UNKNOWN", "PARTY_UNKNOWN", "INSTITUTION_UNKNOWN", "COURT_UNKNOWN", "NO_SUCH_FIGURE"}
)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Name one field that is wrong, by its path, with a code and words."""

    field: str
    code: str
    zh: str
    en: str


class Problem(Exception):
    """Carry a problem of the door itself; refusals of rooms are turned into one."""

    def __init__(
        self,
        status: int,
        code: str,
        message_zh: str,
        message_en: str,
        *,
        field: str | None = None,
        remedy: tuple[str, str] = ("", ""),
        basis: dict[str, Json] | None = None,
        problems: Sequence[object] = (),
        more: dict[str, Json] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message_zh, self.message_en = message_zh, message_en
        self.field, self.remedy, self.basis = field, remedy, basis
        self.problems, self.more = problems, more or {}

    def to_json(self) -> dict[str, Json]:
        """Give the document's members."""
        from zhixing.api.wire import to_wire

        title_zh, title_en = TITLES[self.status]
        return {
            "type": f"urn:zhixing:problem:{self.code}",
            "title": f"{title_zh} {title_en}",
            "title_zh": title_zh,
            "title_en": title_en,
            "status": self.status,
            "code": self.code,
            "message_zh": self.message_zh,
            "message_en": self.message_en,
            "basis": self.basis,
            "remedy_zh": self.remedy[0],
            "remedy_en": self.remedy[1],
            "field": self.field,
            "problems": to_wire(list(self.problems)),
            **self.more,
        }

    def respond(self) -> HttpResponse:
        """Give the answer."""
        body = json.dumps(self.to_json(), ensure_ascii=False)
        answer = HttpResponse(body, status=self.status, content_type=MEDIA_TYPE)
        answer.headers["Cache-Control"] = "no-store"
        if self.status == 401:
            answer.headers["WWW-Authenticate"] = 'Bearer realm="zhixing"'
        if self.status == 503:
            answer.headers["Retry-After"] = "1"
        return answer


def of_refusal(refusal: Refusal) -> Problem:
    """Turn a room's refusal into a problem: 403, 404, 409 or 422, with code and article."""
    basis = refusal.basis
    hashes = getattr(refusal, "hashes", None)
    return Problem(
        404 if refusal.code in _NOT_FOUND else status_of(refusal),
        refusal.code,
        refusal.message_zh,
        refusal.message_en,
        field=refusal.field,
        remedy=(refusal.remedy_zh, refusal.remedy_en),
        basis=None if basis is None else _basis_of(basis),
        problems=getattr(refusal, "problems", ()),
        more={"hashes": list(hashes)} if hashes and any(hashes) else None,
    )


def _basis_of(basis: Any) -> dict[str, Json]:
    return {
        "instrument": basis.instrument,
        "version": basis.version,
        "article": basis.article,
        "zh": basis.zh,
        "en": basis.en,
    }


def of_database(broken: DatabaseError) -> Problem | None:
    """Turn what a constraint, a type or a row policy refused into a problem; None: a defect."""
    cause = broken.__cause__
    if isinstance(cause, errors.InsufficientPrivilege):
        return Problem(403, "OTHER_COURT", "只能办理本院事项。", "Only one's own court's rows.")
    if isinstance(broken, IntegrityError):
        name = _constraint(cause)
        return Problem(
            409,
            "CONSTRAINT_REFUSES",
            f"数据不符合约束：{name}。",
            f"The database refuses: {name.replace('_', ' ')}.",
            remedy=("请核对所引用的编号是否存在且属于本院。", "Check the ids you refer to."),
        )
    if isinstance(broken, DataError):
        return Problem(
            422, "VALUE_DOES_NOT_FIT", "内容过长或超出范围。", "A value is too long or too large."
        )
    return None


def _constraint(cause: BaseException | None) -> str:
    return (cause.diag.constraint_name or "") if isinstance(cause, psycopg.Error) else ""


def not_found(what: str = "") -> Problem:
    """Say that nothing stands here, or nothing that this token may see."""
    return Problem(
        404,
        "NOT_FOUND",
        "没有此项内容，或不在您的权限范围内。",
        "There is no such thing, or it is not yours to see.",
        field=what or None,
    )


def busy() -> Problem:
    """Say that others held what the request needed through every try."""
    return Problem(
        503,
        "BUSY",
        "同一内容正在办理，请稍后以同一幂等键重试。",
        "Others are working on the same; try again with the same key.",
    )
