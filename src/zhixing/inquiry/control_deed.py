"""What deeds on deposits have in common: the outlook of the case, read once a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from zhixing.assets.kinds import kind_of
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases.lawful_deed import facts_of, is_running
from zhixing.courts.queries import get_court
from zhixing.inquiry.outlook import Outlook, get_outlook
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

ACCOUNT = Words("{b} 尾号{t}", "{b}, account ending {t}")
UNIT = Words("{b} 登记号尾号{t}", "{b}, register number ending {t}")
BALANCE = Words("查得余额{m}", "balance found {m}")
HELD = Words("已冻结{m}", "{m} frozen")
SEALED = Words("本案查封，第{r}顺位", "sealed for this case, rank {r}")
NOT_TOLD = Words("未反馈余额", "balance not told")


class ControlDeed(CaseDeed):
    """A deed on one deposit of the case; ``measure`` is what the bank would be told."""

    needs = "order_freeze"
    tabs = ("property",)
    has_subjects = True
    previews = True
    measure: Measure

    def is_offered(self, ask: CaseAsk) -> bool:
        return is_running(ask)

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return controlled(ask)

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return outlook(ask).obstacle(subject_of(ask), self.measure)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        return known_of(ask)


def outlook(ask: CaseAsk) -> Outlook:
    """Give the deposits of the case and the orders on them, read once a page."""

    def look() -> Outlook:
        return get_outlook(ask.court_no, ask.case, facts_of(ask), ask.on)

    return once(ask, "outlook", look)


def uncontrolled(ask: CaseAsk) -> list[Subject]:
    """List the deposits found that the case does not control."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is None, is_sealed=False)


def unsealed(ask: CaseAsk) -> list[Subject]:
    """List the registered things found that the case does not seal."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is None, is_sealed=True)


def sealed(ask: CaseAsk) -> list[Subject]:
    """List the registered things the case seals."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is not None, is_sealed=True)


def controlled(ask: CaseAsk) -> list[Subject]:
    """List the deposits the case controls."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is not None, is_sealed=False)


def _subjects(ask: CaseAsk, wanted: Callable[[UUID], bool], *, is_sealed: bool) -> list[Subject]:
    known = outlook(ask)
    return [
        Subject(a.id, account_name(known, a.id), _note(known, a.id))
        for a in known.assets
        if kind_of(a.kind).is_sealed is is_sealed and wanted(a.id)
    ]


def account_name(known: Outlook, asset: UUID) -> Text:
    """Name a deposit by its bank, a registered thing by its place, and the tail of the number."""
    view, bank = known.view(asset), known.bank(asset)
    name: Text = view.label
    if kind_of(view.kind).is_sealed:
        kind = kind_of(view.kind)
        return UNIT.filled(b=name or Words(kind.zh, kind.en), t=view.identifier_tail)
    if bank is not None:
        name = Words(bank.name, bank.name_en or bank.name)
    return ACCOUNT.filled(b=name, t=view.identifier_tail)


def _note(known: Outlook, asset: UUID) -> Text:
    control, balance = known.control(asset), known.view(asset).balance
    if kind_of(known.view(asset).kind).is_sealed:
        return NOTHING if control is None else SEALED.filled(r=control.rank)
    if control is not None:
        return HELD.filled(m=money_text(control.stands))
    return NOT_TOLD if balance is None else BALANCE.filled(m=money_text(balance))


def known_of(ask: CaseAsk) -> list[Known]:
    """Give what was found on a deposit, what we hold, and what other courts hold of it."""
    known, asset = outlook(ask), subject_of(ask)
    view, control = known.view(asset), known.control(asset)
    found = Words("{d}反馈", "as told on {d}").filled(d=day_words(view.found_on))
    shown = [
        Known(Words("查得余额", "Balance found"), _money(view.balance), found),
        Known(Words("今日尚欠", "Owed today"), money_text(known.outstanding), figure="debt"),
        Known(Words("其他法院冻结", "Frozen by other courts"), _others(ask, asset)),
    ]
    if control is not None:
        until = "" if control.until is None else day_words(control.until)
        term = Words("至{d}止", "until {d}").filled(d=until)
        mine = Words("本案已冻结", "Frozen for this case")
        shown.insert(1, Known(mine, money_text(control.stands), term))
    return shown


def _money(amount: Fen | None) -> Text:
    return NOT_TOLD if amount is None else money_text(amount)


def _others(ask: CaseAsk, asset: UUID) -> Text:
    held = [h for h in list_holds_on_asset(ask.court_no, asset) if h.court_no != ask.court_no]
    if not held:
        return Words("查无其他法院冻结", "none known")
    one = Words("{c} 第{r}顺位 {m}", "{c}, rank {r}, {m}")
    said = [
        one.filled(c=get_court(h.court_no).name, r=h.rank, m=money_text(h.amount)) for h in held
    ]
    return Words("；".join(s.zh for s in said), "; ".join(s.en for s in said))  # one language
