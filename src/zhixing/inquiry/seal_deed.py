"""What deeds on registered things have in common: what the register tells, who stands before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhixing.assets.particulars import Particulars
from zhixing.assets.queries import find_particulars
from zhixing.assets.queueing import find_place, rank_for
from zhixing.inquiry.control_deed import ControlDeed, outlook, sealed
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, Subject, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

NOT_TOLD = Words("登记机构未告知", "not told by the registry")
NONE = Words("查无", "none told")


class SealDeed(ControlDeed):
    """A deed on one registered thing of the case."""

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return sealed(ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        return particulars_of(ask)


def told_of(ask: CaseAsk) -> Particulars | None:
    """Give what the register told of the thing, read once a page."""
    asset = subject_of(ask)
    return once(ask, f"told/{asset}", lambda: find_particulars(ask.court_no, asset))


def particulars_of(ask: CaseAsk) -> list[Known]:
    """Give place, size, co-owners, mortgages, sealings and rank of a thing, as told."""
    told, asset = told_of(ask), subject_of(ask)
    control = outlook(ask).control(asset)
    if told is None:
        return [Known(Words("登记情况", "Register"), NOT_TOLD)]
    on_day = Words("{d}反馈", "as told on {d}").filled(d=day_words(told.told_on))
    area = f"{told.area}㎡ {told.use}".strip() if told.area else told.use
    shown = [
        Known(Words("坐落", "Place"), told.location or NOT_TOLD, on_day),
        Known(Words("面积、用途", "Size and use"), area or NOT_TOLD),
        *_business(told),
        Known(Words("共有人", "Co-owners"), "、".join(o.name for o in told.co_owners) or NONE),
        Known(Words("抵押", "Mortgages"), "、".join(m.holder for m in told.mortgages) or NONE),
        Known(Words("在先查封", "Sealings told"), _sealings(told) or NONE),
    ]
    if control is None:
        rank = rank_for(ask.court_no, asset, ask.on)
        return [*shown, Known(Words("现查封将为", "A sealing now would be"), _rank(rank))]
    place = find_place(ask.court_no, asset, ask.on)
    finding = None if place is None else place[1]
    mine = Words("本案查封", "Sealed for this case")
    return [*shown, Known(mine, _rank(control.rank), _until(control.until), finding)]


def _business(told: Particulars) -> list[Known]:
    number = told.business_no
    return [Known(Words("登记业务号", "Register's number"), number)] if number else []


def _sealings(told: Particulars) -> str:
    return "；".join(f"{s.authority} {s.document_no}".strip() for s in told.sealings)


def _rank(rank: int) -> Text:
    return Words("第{r}顺位", "rank {r}").filled(r=rank)


def _until(until: date | None) -> Text:
    if until is None:
        return NOT_TOLD
    return Words("至{d}止", "until {d}").filled(d=day_words(until))
