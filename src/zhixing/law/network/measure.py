"""Whether a network measure may be sent (网络查控): against whom, by whom, with what.

Only the judgment debtor may be its target, and only an officer whose papers were filed
with the institution may send it. A query goes with its notice; a freeze, a renewal, a
release with ruling and notice; a network transfer only where the institution agreed to
it. A freeze names an amount. In preservation a query needs the applicant's written
request and stays within the ruled property or amount.

网络查控措施只能对被执行人采取，只能由已向协助单位报备证件的执行人员发出。查询附协助查询通知书；
冻结、续行冻结、解除冻结附裁定书和协助执行通知书；网络扣划以该单位同意为前提。
冻结须写明具体数额。保全中的查询须有申请保全人的书面申请，并以裁定的财产或者数额为限。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("NETWORK", "2"), ("NETWORK", "3"), ("NETWORK", "7"), ("NETWORK", "9"), ("CPL", "253"))


class Measure(StrEnum):
    """Name what is sent over the network."""

    QUERY = "query"
    FREEZE = "freeze"
    RENEW = "renew"
    RELEASE = "release"
    TRANSFER = "transfer"


class Target(StrEnum):
    """Name who the measure is aimed at."""

    DEBTOR = "debtor"
    PRESERVED_PARTY = "preserved_party"
    ADDED_DEBTOR = "added_debtor"
    SPOUSE = "spouse"
    OTHER = "other"


PAPERS = {
    Measure.QUERY: ("QUERY_NOTICE",),
    Measure.FREEZE: ("FREEZE_RULING", "FREEZE_NOTICE"),
    Measure.RENEW: ("FREEZE_RULING", "FREEZE_NOTICE"),
    Measure.RELEASE: ("RELEASE_RULING", "RELEASE_NOTICE"),
    Measure.TRANSFER: ("TRANSFER_RULING", "TRANSFER_NOTICE"),
}


OBSTACLES = {
    "NOT_THE_DEBTOR": (
        "不得对被执行人以外的人采取网络查控措施",
        "only the judgment debtor may be its target",
        "NETWORK",
        7,
    ),
    "OFFICER_NOT_FILED": (
        "经办人的公务证件未向该机构报备或者已经失效",
        "the officer’s papers are not on file with the institution",
        "NETWORK",
        2,
    ),
    "AMOUNT_MISSING": (
        "冻结、扣划应写明具体数额",
        "a freeze or transfer names its amount",
        "CPL",
        253,
    ),
    "TRANSFER_NOT_AGREED": (
        "未与该机构就网络扣划协商一致",
        "the institution has not agreed to network transfers",
        "NETWORK",
        9,
    ),
    "NO_WRITTEN_REQUEST": (
        "保全中的查询应由申请保全人书面申请",
        "in preservation the applicant asks for the query in writing",
        "PRESERVATION",
        11,
    ),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Hold one thing that stands against the measure."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NetworkPermission:
    """Say whether it may be sent, what stands against it, and the papers it needs."""

    allowed: bool
    obstacles: tuple[Obstacle, ...]
    papers: tuple[str, ...]


@answers("NETWORK_MEASURE")
def network_measure(
    *,
    on: date,
    measure: Measure,
    target: Target,
    officer_filed_on: date | None,
    officer_until: date | None = None,
    amount: Fen | None = None,
    transfer_agreed: bool = False,
    requested_in_writing: bool = False,
) -> Finding[NetworkPermission]:
    """Say whether a network measure may be sent on a day.

    ``officer_filed_on`` and ``officer_until`` bound the officer's entry in the register
    filed with the institution.
    """
    why = Reasons(on)
    is_filed = officer_filed_on is not None and officer_filed_on <= on
    is_filed = is_filed and (officer_until is None or on <= officer_until)
    stands = {
        "NOT_THE_DEBTOR": target in (Target.SPOUSE, Target.OTHER),
        "OFFICER_NOT_FILED": not is_filed,
        "AMOUNT_MISSING": measure in (Measure.FREEZE, Measure.TRANSFER)
        and (amount is None or amount <= 0),
        "TRANSFER_NOT_AGREED": measure is Measure.TRANSFER and not transfer_agreed,
        "NO_WRITTEN_REQUEST": target is Target.PRESERVED_PARTY
        and measure is Measure.QUERY
        and not requested_in_writing,
    }
    obstacles = []
    for code, (zh, en, instrument, article) in OBSTACLES.items():
        if stands[code]:
            obstacles.append(Obstacle(code, zh, en))
            basis = cite(instrument, article, on=on)
            why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", basis)
    papers = PAPERS[measure]
    why.step(
        f"随附文书{len(papers)}份，加盖电子印章，与纸质文书同等效力。",
        f"Sent with {', '.join(papers)}, sealed; equal to paper.",
        cite("NETWORK", 4, on=on),
        value=papers,
    )
    if measure is Measure.TRANSFER and on >= date(2015, 2, 4):
        why.step(
            "扣划裁定同时具有冻结的效力。",
            "The transfer ruling also freezes.",
            cite("CPL-INT", 484, on=on),
        )
    allowed = not obstacles
    return why.finding(
        NetworkPermission(allowed, tuple(obstacles), papers),
        "可以发送。" if allowed else "不得发送。",
        "It may be sent." if allowed else "It may not be sent.",
    )


def _given(measure: Measure, target: Target = Target.DEBTOR, **more: object) -> dict[str, object]:
    given = {"on": date(2021, 6, 1), "measure": measure, "target": target}
    return {**given, "officer_filed_on": date(2021, 6, 1), **more}


def _says(code: str) -> dict[str, object]:
    return {"allowed": False, "obstacles": ({"code": code},)}


RULE = Rule(
    "NETWORK_MEASURE",
    BASIS,
    Days(date(2013, 9, 2)),
    network_measure,
    (
        Example(_given(Measure.QUERY), {"allowed": True, "papers": ("QUERY_NOTICE",)}),
        Example(_given(Measure.QUERY, Target.SPOUSE), _says("NOT_THE_DEBTOR")),
        Example(_given(Measure.QUERY, Target.ADDED_DEBTOR), {"allowed": True}),
        Example(
            _given(Measure.QUERY, officer_filed_on=date(2021, 6, 2)), _says("OFFICER_NOT_FILED")
        ),
        Example(_given(Measure.QUERY, officer_until=date(2021, 5, 31)), _says("OFFICER_NOT_FILED")),
        Example(_given(Measure.QUERY, officer_until=date(2021, 6, 1)), {"allowed": True}),
        Example(_given(Measure.FREEZE), _says("AMOUNT_MISSING")),
        Example(_given(Measure.FREEZE, amount=Fen(1)), {"allowed": True}),
        Example(_given(Measure.TRANSFER, amount=Fen(1)), _says("TRANSFER_NOT_AGREED")),
        Example(_given(Measure.QUERY, Target.PRESERVED_PARTY), _says("NO_WRITTEN_REQUEST")),
    ),
    "网络查控措施",
    "Network measure",
    covers=("R-NQ-BASIS", "R-NQ-DOCS", "R-NQ-PERSON", "R-NQ-DEBIT", "R-NQ-DEDUP"),
)
