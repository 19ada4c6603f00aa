"""What deeds on a thing have in common: the outlook of the case, read once a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.queries import AssetView, list_holds_on_asset
from zhixing.cases.lawful_deed import facts_of, is_under_control
from zhixing.courts.queries import get_court
from zhixing.inquiry.outlook import Outlook, get_outlook
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

ACCOUNT = Words("{b} 尾号{t}", "{b}, account ending {t}")
UNIT = Words("{b} {n}尾号{t}", "{b}, {n} ending {t}")
BALANCE = Words("查得余额{m}", "balance found {m}")
WORTH = Words("反馈价值{m}", "worth {m} as told")
HELD = Words("已冻结{m}", "{m} frozen")
RANKED = Words("本案{v}，第{r}顺位", "{v} for this case, rank {r}")
FOREIGN = Words("{m}（币种{c}）", "{m} (currency {c})")
NOT_TOLD = Words("未反馈余额", "balance not told")
NOT_VALUED = Words("未反馈价值", "value not told")


class ControlDeed(CaseDeed):
    """A deed on one thing of the case; ``measure`` is what its institution would be told."""

    needs = "order_freeze"
    tabs = ("property",)
    has_subjects = True
    previews = True
    measure: Measure

    def is_offered(self, ask: CaseAsk) -> bool:
        return is_under_control(ask)

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return controlled(ask)

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return outlook(ask).obstacle(subject_of(ask), self.measure)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        return known_of(ask)


def outlook(ask: CaseAsk) -> Outlook:
    """Give the things of the case and the orders on them, read once a page."""

    def look() -> Outlook:
        return get_outlook(ask.court_no, ask.case, facts_of(ask), ask.on)

    return once(ask, "outlook", look)


def uncontrolled(ask: CaseAsk) -> list[Subject]:
    """List the money found that the case does not control."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is None, Way.MONEY)


def unfrozen_rights(ask: CaseAsk) -> list[Subject]:
    """List the rights found that the case does not control: stakes, securities, units."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is None, Way.RIGHT)


def unsealed(ask: CaseAsk) -> list[Subject]:
    """List the registered things found that the case does not seal."""
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is None, Way.THING)


def sealed(ask: CaseAsk) -> list[Subject]:
    """List the registered things the case seals."""
    return _held(ask, Way.THING)


def controlled(ask: CaseAsk) -> list[Subject]:
    """List the money and the rights the case has frozen."""
    return _held(ask, Way.MONEY, Way.RIGHT)


def frozen_rights(ask: CaseAsk) -> list[Subject]:
    """List the rights the case has frozen."""
    return _held(ask, Way.RIGHT)


def controlled_money(ask: CaseAsk) -> list[Subject]:
    """List the money the case has frozen."""
    return _held(ask, Way.MONEY)


def _held(ask: CaseAsk, *ways: Way) -> list[Subject]:
    return _subjects(ask, lambda asset: outlook(ask).control(asset) is not None, *ways)


def _subjects(ask: CaseAsk, wanted: Callable[[UUID], bool], *ways: Way) -> list[Subject]:
    known = outlook(ask)
    return [
        Subject(a.id, account_name(known, a.id), _note(known, a.id))
        for a in known.assets
        if kind_of(a.kind).way in ways and wanted(a.id)
    ]


def account_name(known: Outlook, asset: UUID) -> Text:
    """Name a deposit by its bank, another thing by its label, and the tail of the number."""
    return name_of(known.view(asset), known.bank(asset))


def name_of(view: AssetView, bank: InstitutionView | None) -> Text:
    """Name a thing the same way, whichever case knows of it."""
    name: Text = view.label
    if view.kind != "DEPOSIT":
        kind = kind_of(view.kind)
        number = Words(kind.number_zh, kind.number_en)
        return UNIT.filled(b=name or Words(kind.zh, kind.en), n=number, t=view.identifier_tail)
    if bank is not None:
        name = Words(bank.name, bank.name_en or bank.name)
    return ACCOUNT.filled(b=name, t=view.identifier_tail)


def _note(known: Outlook, asset: UUID) -> Text:
    control, view = known.control(asset), known.view(asset)
    kind = kind_of(view.kind)
    if kind.way is not Way.MONEY and control is not None:
        return RANKED.filled(v=Words(*kind.verb), r=control.rank)
    if control is not None:
        return HELD.filled(m=money_text(control.stands))
    if kind.way is not Way.MONEY:
        return NOTHING if view.balance is None else WORTH.filled(m=money_text(view.balance))
    return NOT_TOLD if view.balance is None else BALANCE.filled(m=_balance(view))


def _balance(view: AssetView) -> Text:
    """Give what was found, with its currency where it is not yuan."""
    if view.balance is None:
        return NOT_VALUED if kind_of(view.kind).way is not Way.MONEY else NOT_TOLD
    if view.currency != CNY:
        return FOREIGN.filled(m=view.balance.yuan, c=view.currency)
    return money_text(view.balance)


def known_of(ask: CaseAsk) -> list[Known]:
    """Give what was found on a thing, what we hold, and what other courts hold of it."""
    known, asset = outlook(ask), subject_of(ask)
    view, control = known.view(asset), known.control(asset)
    is_money = kind_of(view.kind).way is Way.MONEY
    name = Words("查得余额", "Balance found") if is_money else Words("反馈价值", "Worth, as told")
    found = Words("{d}反馈", "as told on {d}").filled(d=day_words(view.found_on))
    shown = [
        Known(name, _balance(view), found),
        Known(Words("今日尚欠", "Owed today"), money_text(known.outstanding), figure="debt"),
        _others(ask, asset),
    ]
    if control is not None:
        until = "" if control.until is None else day_words(control.until)
        term = Words("至{d}止", "until {d}").filled(d=until)
        mine = Words("本案已冻结", "Frozen for this case")
        rank = Words("第{r}顺位", "rank {r}").filled(r=control.rank)
        amount: Text = money_text(control.stands) if control.stands or is_money else rank
        shown.insert(1, Known(mine, amount, term))
    return shown


def _others(ask: CaseAsk, asset: UUID) -> Known:
    """Say how many other courts hold a thing, and beside it which, at which rank, how much."""
    name = Words("其他法院冻结", "Frozen by other courts")
    held = [h for h in list_holds_on_asset(ask.court_no, asset) if h.court_no != ask.court_no]
    if not held:
        return Known(name, Words("查无其他法院冻结", "none known"))
    one = Words("{c} 第{r}顺位 {m}", "{c}, rank {r}, {m}")
    said = [
        one.filled(c=get_court(h.court_no).name, r=h.rank, m=money_text(h.amount)) for h in held
    ]
    whole = Words("；".join(s.zh for s in said), "; ".join(s.en for s in said))  # one language
    return Known(name, Words("{n}个", "{n}").filled(n=len(held)), whole)
