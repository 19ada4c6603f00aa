"""Who may change what in this room."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.courts.capabilities import Capability
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.database.scope import ScopeKind, current_scope
from zhixing.platform.principal import Principal


def require(by: Principal, capability: str) -> None:
    """Refuse a principal whose post does not carry a capability.

    :raises Refusal: ``NOT_ALLOWED``.
    """
    if not by.may(capability):
        zh, en = Capability(capability).words
        raise Refusal(
            "NOT_ALLOWED",
            message_zh=f"您现任岗位没有“{zh}”权限。",
            message_en=f"Your post does not carry the power to {en}.",
            remedy_zh="请换用有此权限的岗位，或由本院决定授予。",
            remedy_en="Use a post that carries it, or have the court grant it.",
        )


def require_any(by: Principal, capabilities: Sequence[str]) -> None:
    """Refuse a principal whose post carries none of some capabilities.

    :raises Refusal: ``NOT_ALLOWED``, in the words of the first.
    """
    if not any(by.may(capability) for capability in capabilities):
        require(by, capabilities[0])


def require_configuring(by: Principal | None, court_no: int) -> None:
    """Refuse anyone but the court's own leaders; None is the operator in the SYSTEM scope.

    :raises Refusal: ``NOT_ALLOWED`` or ``OTHER_COURT``.
    """
    if by is None:
        require_system()
        return
    if by.court_no != court_no:
        raise Refusal(
            "OTHER_COURT",
            message_zh="只能设置本院的机构、人员和规定。",
            message_en="Only one's own court can be set up.",
            remedy_zh="请由该法院自行设置。",
            remedy_en="Have that court set it up itself.",
        )
    require(by, Capability.CONFIGURE)


def require_system() -> None:
    """Insist on the SYSTEM scope.

    :raises Impossible: another scope is open, or none.
    """
    scope = current_scope()
    if scope is None or scope.kind is not ScopeKind.SYSTEM:
        raise Impossible("this is done in the SYSTEM scope only")
