"""What each kind of post may do unless its court decided otherwise.

A court departs from this table by dated grants and withdrawals; doing so needs no
new version of the program. No kind may apply for, approve and execute a coercive
measure at once: the table itself divides the power, and the database compares persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from zhixing.platform.principal import PostKind


class Capability(StrEnum):
    """The things a post may be allowed to do."""

    VIEW_CASE = "view_case"
    VIEW_IDENTITY = "view_identity"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    BOARD = "board"
    SUPERVISE = "supervise"
    FILE_CASE = "file_case"
    DECIDE_FILING = "decide_filing"
    ASSIGN = "assign"
    RECORD = "record"
    ORDER_QUERY = "order_query"
    ORDER_FREEZE = "order_freeze"
    DRAFT = "draft"
    APPROVE = "approve"
    VOTE = "vote"
    SEAL = "seal"
    SERVE = "serve"
    LIST = "list"
    RESTRICT = "restrict"
    SUMMON = "summon"
    SUMMON_EXECUTE = "summon_execute"
    SEARCH = "search"
    SEARCH_EXECUTE = "search_execute"
    DETAIN_APPLY = "detain_apply"
    DETAIN_APPROVE = "detain_approve"
    DETAIN_EXECUTE = "detain_execute"
    SETTLE = "settle"
    CLOSE = "close"
    RECEIPT_POST = "receipt_post"
    PAYMENT_MAKE = "payment_make"
    PAYMENT_CHECK = "payment_check"
    PAYMENT_APPROVE = "payment_approve"
    PAYMENT_EXECUTE = "payment_execute"
    CONFIGURE = "configure"

    @property
    def words(self) -> tuple[str, str]:
        """Give what it allows, in Chinese and English."""
        return WORDS[self]


WORDS: Final[Mapping[Capability, tuple[str, str]]] = {
    Capability.VIEW_CASE: ("查看案件", "see cases"),
    Capability.VIEW_IDENTITY: ("查阅证件号码", "see identity numbers"),
    Capability.BREAK_GLASS: ("紧急查阅", "look in an emergency"),
    Capability.REVIEW_BREAK_GLASS: ("复核紧急查阅", "review emergency looks"),
    Capability.BOARD: ("查看看板", "see the board"),
    Capability.SUPERVISE: ("监督全院案件", "supervise"),
    Capability.FILE_CASE: ("登记立案", "record applications"),
    Capability.DECIDE_FILING: ("决定立案", "decide on filing"),
    Capability.ASSIGN: ("分案", "assign cases"),
    Capability.RECORD: ("记录与更正卷宗", "record and correct"),
    Capability.ORDER_QUERY: ("发起查询", "order queries"),
    Capability.ORDER_FREEZE: ("提请控制财产", "order controls"),
    Capability.DRAFT: ("拟制文书", "draft instruments"),
    Capability.APPROVE: ("审批", "approve"),
    Capability.VOTE: ("合议表决", "vote in a panel"),
    Capability.SEAL: ("签发盖章", "seal instruments"),
    Capability.SERVE: ("送达", "serve instruments"),
    Capability.LIST: ("失信名单", "list and delist"),
    Capability.RESTRICT: ("限制消费", "restrict consumption"),
    Capability.SUMMON: ("提请拘传", "apply for a summons"),
    Capability.SUMMON_EXECUTE: ("实施拘传", "execute a summons"),
    Capability.SEARCH: ("提请搜查", "apply for a search"),
    Capability.SEARCH_EXECUTE: ("实施搜查", "execute a search"),
    Capability.DETAIN_APPLY: ("提请拘留和布控", "apply for detention and look-outs"),
    Capability.DETAIN_APPROVE: ("批准拘留", "approve detention"),
    Capability.DETAIN_EXECUTE: ("实施拘留", "execute detention"),
    Capability.SETTLE: ("和解与调解", "settle and mediate"),
    Capability.CLOSE: ("提请结案", "propose closing"),
    Capability.RECEIPT_POST: ("登记案款", "post receipts"),
    Capability.PAYMENT_MAKE: ("申请发放案款", "order payments"),
    Capability.PAYMENT_CHECK: ("复核发放", "check payments"),
    Capability.PAYMENT_APPROVE: ("批准发放", "approve payments"),
    Capability.PAYMENT_EXECUTE: ("登记付款", "record payments"),
    Capability.CONFIGURE: ("设置本院", "configure the court"),
}

C = Capability
_SEES: Final = frozenset({C.VIEW_CASE})
_WORKS: Final = _SEES | {
    C.VIEW_IDENTITY,
    C.BREAK_GLASS,
    C.FILE_CASE,
    C.RECORD,
    C.ORDER_QUERY,
    C.DRAFT,
    C.SERVE,
    C.SETTLE,
}
_LEADS: Final = _SEES | {
    C.VIEW_IDENTITY,
    C.BOARD,
    C.SUPERVISE,
    C.APPROVE,
    C.REVIEW_BREAK_GLASS,
    C.CONFIGURE,
}

DEFAULTS: Final[Mapping[PostKind, frozenset[Capability]]] = {
    PostKind.JUDGE: _WORKS
    | {C.DECIDE_FILING, C.ORDER_FREEZE, C.LIST, C.RESTRICT, C.SUMMON, C.SEARCH}
    | {C.DETAIN_APPLY, C.CLOSE, C.VOTE, C.PAYMENT_MAKE},
    PostKind.ASSISTANT: _WORKS | {C.PAYMENT_MAKE},
    PostKind.CLERK: _WORKS | {C.SEAL, C.PAYMENT_MAKE},
    PostKind.COURT_POLICE: _SEES
    | {C.VIEW_IDENTITY, C.RECORD, C.SERVE, C.SUMMON_EXECUTE, C.SEARCH_EXECUTE, C.DETAIN_EXECUTE},
    PostKind.DIRECTOR: _LEADS | {C.DECIDE_FILING, C.ASSIGN, C.VOTE, C.PAYMENT_APPROVE},
    PostKind.VICE_PRESIDENT: _LEADS | {C.VOTE, C.PAYMENT_APPROVE},
    PostKind.PRESIDENT: _LEADS | {C.DETAIN_APPROVE, C.PAYMENT_APPROVE},
    PostKind.COMMAND_CENTRE: _SEES
    | {C.VIEW_IDENTITY, C.BOARD, C.SUPERVISE, C.ASSIGN, C.ORDER_QUERY, C.RECORD},
    PostKind.ACCOUNTANT: _SEES | {C.RECEIPT_POST, C.PAYMENT_CHECK},
    PostKind.CASHIER: _SEES | {C.RECEIPT_POST, C.PAYMENT_EXECUTE},
    PostKind.SYSTEM: _SEES | {C.RECORD, C.ORDER_QUERY, C.DRAFT, C.SERVE, C.RECEIPT_POST},
}
"""The default capabilities of each kind of post."""

CODE_KINDS: Final = frozenset({PostKind.DIRECTOR, PostKind.VICE_PRESIDENT, PostKind.PRESIDENT})
CODE_CAPABILITIES: Final = frozenset({C.APPROVE, C.DETAIN_APPROVE, C.PAYMENT_APPROVE})


def needs_code(kind: PostKind, capabilities: frozenset[str]) -> bool:
    """Say whether a post is entered only with a one-time code: whoever approves needs one.

    >>> needs_code(PostKind.CLERK, frozenset({"payment_approve"}))
    True
    >>> needs_code(PostKind.CLERK, frozenset({"draft"}))
    False
    """
    return kind in CODE_KINDS or not CODE_CAPABILITIES.isdisjoint(capabilities)
