"""Who decides which matter (审批权限): the president, a panel, three officers.

Each matter with the article that names its approver, from the day that text is in force.
Where no text names one, the court’s own route is asked.

各类事项由谁决定。拘传、罚款、拘留、提前解除拘留、搜查、强制迁出、限制消费、失信名单和延长执行期
限，由院长批准或者签发；终结本次执行程序，由申请执行人签字或者合议庭审查核实，再经院长批准；
重大事项，由三名以上执行员讨论后报院长批准；异议审查、变更追加当事人和拍卖保留价，由合议庭决定。
每一事项均注明其条文，自该文本施行之日起适用；当日文本没有指定批准人的，依本院的审批路线。
由无权者批准的，不予认可。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "119"),
    ("CPL", "259"),
    ("CPL", "261"),
    ("CPL-INT", "182"),
    ("CPL-INT", "517"),
    ("EW", "5"),
    ("EW", "63"),
    ("LISTING", "5"),
    ("OBJECTIONS", "11"),
    ("RESTRICTION", "5"),
    ("PARTIES", "28"),
)


class Approver(StrEnum):
    """Name who decides."""

    PRESIDENT = "PRESIDENT"
    PANEL = "PANEL"
    APPLICANT_OR_PANEL_THEN_PRESIDENT = "APPLICANT_OR_PANEL_THEN_PRESIDENT"
    THREE_OFFICERS_THEN_PRESIDENT = "THREE_OFFICERS_THEN_PRESIDENT"
    COURT = "COURT"


class ApprovedMatter(StrEnum):
    """Name the matters for which a text names the approver."""

    SUMMONS = "SUMMONS"
    FINE = "FINE"
    DETENTION = "DETENTION"
    EARLY_RELEASE = "EARLY_RELEASE"
    SEARCH = "SEARCH"
    EVICTION = "EVICTION"
    RESTRICTION = "RESTRICTION"
    LISTING = "LISTING"
    EXTENSION = "EXTENSION"
    TERMINATION = "TERMINATION"
    MAJOR_MATTER = "MAJOR_MATTER"
    OBJECTION = "OBJECTION"
    ADDING_PARTY = "ADDING_PARTY"
    AUCTION_RESERVE = "AUCTION_RESERVE"


APPROVER_ZH = {
    Approver.PRESIDENT: "院长批准（签发）",
    Approver.PANEL: "合议庭",
    Approver.APPLICANT_OR_PANEL_THEN_PRESIDENT: "申请执行人签字或者合议庭审查核实，并经院长批准",
    Approver.THREE_OFFICERS_THEN_PRESIDENT: "三名以上执行员讨论，并报院长批准",
    Approver.COURT: "本院审批路线",
}
APPROVER_EN = {
    Approver.PRESIDENT: "the president",
    Approver.PANEL: "a panel",
    Approver.APPLICANT_OR_PANEL_THEN_PRESIDENT: "the applicant’s signature or a panel, then the "
    "president",
    Approver.THREE_OFFICERS_THEN_PRESIDENT: "at least three officers, then the president",
    Approver.COURT: "the court’s own route",
}
_M = ApprovedMatter
_P = Approver.PRESIDENT
_MATTERS = {
    _M.SUMMONS: (_P, ("CPL", "119"), date(2008, 4, 1)),
    _M.FINE: (_P, ("CPL", "119"), date(2008, 4, 1)),
    _M.DETENTION: (_P, ("CPL", "119"), date(2008, 4, 1)),
    _M.EARLY_RELEASE: (_P, ("CPL-INT", "182"), date(2015, 2, 4)),
    _M.SEARCH: (_P, ("CPL", "259"), date(2008, 4, 1)),
    _M.EVICTION: (_P, ("CPL", "261"), date(2008, 4, 1)),
    _M.RESTRICTION: (_P, ("RESTRICTION", "5"), date(2010, 10, 1)),
    _M.LISTING: (_P, ("LISTING", "5"), date(2017, 5, 1)),
    _M.EXTENSION: (_P, ("EW", "63"), date(1998, 7, 18)),
    _M.TERMINATION: (
        Approver.APPLICANT_OR_PANEL_THEN_PRESIDENT,
        ("CPL-INT", "517"),
        date(2015, 2, 4),
    ),
    _M.MAJOR_MATTER: (
        Approver.THREE_OFFICERS_THEN_PRESIDENT,
        ("EW", "5"),
        date(1998, 7, 18),
    ),
    _M.OBJECTION: (Approver.PANEL, ("OBJECTIONS", "11"), date(2015, 5, 5)),
    _M.ADDING_PARTY: (Approver.PANEL, ("PARTIES", "28"), date(2016, 12, 1)),
    _M.AUCTION_RESERVE: (Approver.PANEL, ("ONLINE-AUCTION", "27"), date(2017, 1, 1)),
}


@dataclass(frozen=True, slots=True)
class Approval:
    """Hold who decides, and whether a text says so."""

    approver: Approver
    by_law: bool


@answers("APPROVAL_MATRIX")
def approval_matrix(
    *, on: date, matter: ApprovedMatter, approved_by: Approver | None = None
) -> Finding[Approval]:
    """Say who must decide a matter on a day; refuse where another did.

    ``approved_by`` is who in fact decided, None where it is only asked.
    """
    why = Reasons(on)
    approver, article, since = _MATTERS[matter]
    basis = None
    if on >= since:
        basis = find_citation(*article, on=on)
    else:
        approver = Approver.COURT
    if approved_by is not None and approver not in (approved_by, Approver.COURT):
        raise CoercionRefused(
            "WRONG_APPROVER",
            message_zh=f"此事项须由{APPROVER_ZH[approver]}。",
            message_en=f"This matter is decided by {APPROVER_EN[approver]}.",
            basis=basis,
            remedy_zh="请报有权者审批。",
            remedy_en="Put it before whom the law names.",
            field="approved_by",
        )
    why.step(
        f"{APPROVER_ZH[approver]}。" if on >= since else "当日有效的文本未指定批准人。",
        f"Decided by {APPROVER_EN[approver]}."
        if on >= since
        else "No text of that day names the approver.",
        basis,
        value=approver,
    )
    return why.finding(
        Approval(approver, on >= since),
        f"由{APPROVER_ZH[approver]}决定。",
        f"To be decided by {APPROVER_EN[approver]}.",
    )


def _given(on: str, matter: ApprovedMatter, by: Approver | None = None) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "matter": matter, "approved_by": by}


RULE = Rule(
    "APPROVAL_MATRIX",
    BASIS,
    Days(date(1998, 7, 18)),
    approval_matrix,
    (
        Example(_given("2017-04-30", _M.LISTING), {"approver": "COURT", "by_law": False}),
        Example(_given("2017-05-01", _M.LISTING), {"approver": "PRESIDENT", "by_law": True}),
        Example(_given("2017-05-01", _M.LISTING, Approver.PANEL), refusal="WRONG_APPROVER"),
        Example(_given("2015-02-03", _M.TERMINATION), {"by_law": False}),
        Example(
            _given("2015-02-04", _M.TERMINATION),
            {"approver": "APPLICANT_OR_PANEL_THEN_PRESIDENT"},
        ),
        Example(_given("2017-05-01", _M.OBJECTION, Approver.PANEL), {"approver": "PANEL"}),
        Example(_given("2017-05-01", _M.DETENTION, Approver.COURT), refusal="WRONG_APPROVER"),
    ),
    "审批权限",
    "Who decides",
    covers=("R-CM-APPROVAL-MATRIX",),
)
