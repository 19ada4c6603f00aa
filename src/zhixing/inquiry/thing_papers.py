"""The papers of an order on other property: the ruling, and the notice that asks for help."""

from __future__ import annotations

from typing import Any, Final

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.limits import claim_with_fee
from zhixing.assets.queries import find_particulars, open_identifier
from zhixing.assets.queueing import rank_for
from zhixing.inquiry.documents import Occasion, Paper
from zhixing.inquiry.drafting import Thing
from zhixing.inquiry.estates import FORM_WORDS, form_of
from zhixing.inquiry.wire.model import AssistanceRequest, ControlLine, Measure
from zhixing.instruments.rendering.wording import cite_all, money_in_figures
from zhixing.kernel.fen import ZERO
from zhixing.kernel.refusal import Impossible
from zhixing.law.instruments import find_citation

THING_NOTICE: Final = "协助执行通知书"
_RENEWALS: Final = frozenset({Measure.RENEW, Measure.SEAL_RENEW})
_RELEASES: Final = frozenset({Measure.RELEASE, Measure.SEAL_RELEASE})
_HOW: Final = {
    "FIN_ASSET": "赎回后",
    "FUND_SHARE": "赎回后",
    "INSURANCE": "退保后",
}
"""By what a kind becomes money before it is taken."""


def thing_papers(
    occasion: Occasion, thing: Thing, message: AssistanceRequest, reason: str
) -> list[Paper]:
    """Give the ruling and the notice of an order on a thing that is no deposit and no house."""
    line = message.lines[0]
    things = [_thing(thing, message)]
    notice: dict[str, Any] = {
        "institution": thing.institution.name,
        "ruling": line.ruling_no,
        "things": things,
        "measure": words_of(thing, line.measure, occasion),
        "officers": occasion.officer_words,
        "requests": requests_of(thing, line),
    }
    if line.measure in _RELEASES:
        ruling = _release(thing, message, things, reason)
    elif line.measure is Measure.TRANSFER:
        ruling = _transfer(thing, line, things, occasion)
        if line.case_fund is None:
            raise Impossible("a transfer goes out without the case's account")
        fund = line.case_fund
        notice["to"] = {"holder": fund.name, "bank": fund.bank, "number": fund.account_no}
    else:
        term = line.term
        if term is None or term.last is None:
            raise Impossible(f"{line.measure} goes out without a term")
        notice["term"] = {"starts_on": term.start, "ends_on": term.last}
        ruling = _control(thing, line, things, notice)
    name = f"{occasion.number}{THING_NOTICE}"
    return [ruling, Paper("THING_ASSISTANCE", notice, name)]


def words_of(thing: Thing, measure: Measure, occasion: Occasion) -> str:
    """Give the word for a measure on a thing: 冻结, 轮候查封, 续行冻结, 解除查封, 扣划 …"""
    kind = kind_of(thing.view.kind)
    if measure is Measure.TRANSFER:
        return "扣划"
    if measure in _RENEWALS:
        return f"续行{kind.verb[0]}"
    if measure in _RELEASES:
        return f"解除{kind.verb[0]}"
    if kind.way is Way.MONEY:
        return kind.verb[0]
    rank = rank_for(thing.view.court_no, thing.view.id, occasion.on)
    told = find_particulars(thing.view.court_no, thing.view.id)
    if kind.is_sealed:
        return FORM_WORDS[form_of(rank, is_pre_notice=bool(told and told.is_pre_notice))][0]
    return kind.verb[0] if rank == 1 else f"轮候{kind.verb[0]}"


def requests_of(thing: Thing, line: ControlLine) -> list[str]:
    """Give what else the notice asks of a unit, by the kind of thing."""
    said = []
    if line.keep_free:
        said.append(f"请为被执行人保留生活必需费用{money_in_figures(line.keep_free)}，不予冻结。")
    if line.measure in _RELEASES | {Measure.TRANSFER}:
        return said
    kind = thing.view.kind
    if kind == "EQUITY":
        said.append("请在国家企业信用信息公示系统公示，并在回执中载明公示时间。")
    if line.with_income:
        said.append(
            "冻结的效力及于股息、红利等孳息：不得向被执行人支付或者变相支付；宣告分配或者到期应付的，"
            "请即通知本院应付数额和日期，并停付待本院处理。"
        )
    if kind == "VEHICLE":
        said.append("请停止办理该车的转移、抵押登记；已有其他查封的，按先后顺序轮候登记。")
    elif kind_of(kind).way is not Way.MONEY:
        said.append("已有其他控制措施的，请按先后顺序轮候登记。")
    said.append("请在回执中载明在先控制的机关、文号和期限；未能办理的，请载明原因。")
    return said


def _control(
    thing: Thing, line: ControlLine, things: list[dict[str, Any]], notice: dict[str, Any]
) -> Paper:
    data = {"measure": notice["measure"], "things": things, "term": notice["term"]}
    if kind_of(thing.view.kind).is_sealed:
        return Paper("THING_SEAL_RULING", data, line.ruling_no)
    further = None
    if thing.view.kind == "EQUITY" and line.term is not None:
        further = find_citation("EQUITY", 6, on=line.term.start)
    data["limit"] = line.amount or ZERO
    data["with_income"] = line.with_income
    data["further_basis"] = "" if further is None else cite_all([further])
    return Paper("THING_FREEZE_RULING", data, line.ruling_no)


def _release(
    thing: Thing, message: AssistanceRequest, things: list[dict[str, Any]], reason: str
) -> Paper:
    data = {
        "control": kind_of(thing.view.kind).verb[0],
        "original_ruling": f"{message.case_no}执行裁定书",
        "things": things,
        "reason": reason,
    }
    return Paper("THING_RELEASE_RULING", data, message.lines[0].ruling_no)


def _transfer(
    thing: Thing, line: ControlLine, things: list[dict[str, Any]], occasion: Occasion
) -> Paper:
    data = {
        "things": things,
        "amount": line.amount or ZERO,
        "limit": claim_with_fee(thing.view.court_no, thing.facts, occasion.on),
        "how": _HOW.get(thing.view.kind, ""),
    }
    return Paper("THING_TRANSFER_RULING", data, line.ruling_no)


def _thing(thing: Thing, message: AssistanceRequest) -> dict[str, Any]:
    view, line = thing.view, message.lines[0]
    extent = ""
    if line.quantity is not None:
        extent = f"{line.quantity}{line.asset.unit if line.asset else ''}"
    elif line.amount is not None and kind_of(view.kind).way is Way.MONEY:
        extent = money_in_figures(line.amount)
    return {
        "holder": message.subject.name,
        "kind": kind_of(view.kind).zh,
        "name": view.label,
        "number": open_identifier(view.court_no, view.id),
        "extent": extent,
    }
