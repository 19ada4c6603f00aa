"""The form of fast control: what was found, laid out in three groups, and the rows chosen of it.

Money in yuan is frozen by an amount, foreign money at one rate for each currency, rights by share
or number. What was typed stays typed until it is ordered; what cannot be read is named beside
its box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from zhixing.assets.currencies import currency_words, figures
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.particulars import Particulars
from zhixing.assets.queries import AssetView, list_assets_by_id, list_particulars
from zhixing.cases.queries import CaseView
from zhixing.inquiry.bulk_values import FreezeRow
from zhixing.inquiry.rights import read_extent
from zhixing.inquiry.terms import ForeignRate
from zhixing.inquiry.wire.model import CNY
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import NOTHING, Text, Words

T = TypeVar("T")

FIELDS: Final[Mapping[str, Words]] = {
    "amount": Words("冻结金额", "amount"),
    "free": Words("保留的必需费用", "amount to stay free"),
    "quantity": Words("冻结的比例或者数量", "share or number"),
    "value": Words("价值", "value"),
    "price": Words("收盘价", "closing price"),
    "income": Words("及于孳息", "income taken in"),
}
RATE_FIELDS: Final[Mapping[str, Words]] = {
    "rate": Words("汇率", "rate"),
    "rate_on": Words("汇率公布日", "day of the rate"),
    "rate_source": Words("汇率来源", "source of the rate"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """Hold what was posted, and what of it cannot be read, by the name of its box.

    ``chosen`` are the lines in the order of the page, in which they are judged: what one takes of
    a claim is no longer there for the next. ``is_posted`` tells a choice of nothing from a form
    nobody has sent yet.
    """

    boxes: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    is_posted: bool = False
    faults: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a line: its name, what stands in it, what is wrong with that."""

    name: str
    value: str
    fault: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the workbench: a thing found, its case, and what is known of it."""

    asset: AssetView
    case: CaseView
    bank: Text
    typed: Typed
    told: Particulars | None = None

    @property
    def key(self) -> str:
        """Give what the form posts for the line."""
        return f"{self.asset.case}/{self.asset.id}"

    @property
    def kind(self) -> Text:
        """Name what it is."""
        return kind_name(self.asset)

    @property
    def where(self) -> Text:
        """Say where it is kept; of other things as the register told, which names it."""
        return (
            self.bank if self.asset.kind == "DEPOSIT" or not self.asset.label else self.asset.label
        )

    @property
    def case_url(self) -> str:
        """Give the address of the case."""
        return reverse("desk:case", args=[self.case.court_no, self.case.id])

    @property
    def is_right(self) -> bool:
        """Say whether it is frozen by share or number."""
        return kind_of(self.asset.kind).way is Way.RIGHT

    @property
    def is_foreign(self) -> bool:
        """Say whether it is money in another currency."""
        return not self.is_right and self.asset.currency != CNY

    @property
    def is_chosen(self) -> bool:
        """Say whether its tick is set: as posted; else for money in yuan, which needs no more."""
        if self.asset.is_exempt:
            return False
        if self.typed.is_posted:
            return self.key in self.typed.chosen
        return not (self.is_right or self.is_foreign)

    @property
    def with_income(self) -> bool:
        """Say whether its income is taken in, which it is unless somebody unticked it."""
        return not (self.typed.is_posted and self.is_chosen) or bool(self.box("income").value)

    @property
    def held(self) -> str:
        """Give how much of it is registered, as told."""
        told = self.told
        return f"{told.quantity}{told.unit}" if told is not None and told.quantity else ""

    @property
    def before(self) -> int:
        """Count the controls of others the register told of."""
        return 0 if self.told is None else len(self.told.sealings)

    @property
    def balance(self) -> str:
        """Give a foreign balance in its own currency."""
        return "" if self.asset.balance is None else figures(self.asset.balance)

    @property
    def currency(self) -> Text:
        """Name its currency."""
        return currency_name(self.asset.currency)

    def box(self, name: str) -> Box:
        """Give one box of the line as it was left."""
        return box_of(self.typed, f"{name}-{self.asset.id}")

    @property
    def amount(self) -> Box:
        """Give the box of the amount."""
        return self.box("amount")

    @property
    def free(self) -> Box:
        """Give the box of what stays free."""
        return self.box("free")

    @property
    def quantity(self) -> Box:
        """Give the box of the share or number."""
        return self.box("quantity")

    @property
    def value(self) -> Box:
        """Give the box of the value."""
        return self.box("value")

    @property
    def price(self) -> Box:
        """Give the box of the closing price."""
        return self.box("price")


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency of the foreign money found: the boxes of its rate."""

    code: str
    name: Text
    rate: Box
    rate_on: Box
    rate_source: Box


@dataclass(frozen=True, slots=True)
class Groups:
    """What was found, by how it is frozen."""

    money: Sequence[Found]
    foreign: Sequence[Found]
    rights: Sequence[Found]
    currencies: Sequence[Currency]

    @property
    def count(self) -> int:
        """Count everything found."""
        return len(self.money) + len(self.foreign) + len(self.rights)


def lay_out(
    found: Sequence[AssetView],
    cases: Mapping[UUID, CaseView],
    banks: Mapping[UUID | None, Text],
    typed: Typed,
    on: date,
) -> Groups:
    """Lay out what was found in its groups, oldest case first."""
    own = [a for a in found if a.case in cases]
    rights = [a.id for a in own if kind_of(a.kind).way is Way.RIGHT]
    told = list_particulars(own[0].court_no, rights) if rights else {}
    lines = [
        Found(a, cases[a.case], banks.get(a.institution, NOTHING), typed, told.get(a.id))
        for a in own
    ]
    lines.sort(key=lambda line: (line.case.filed_on or on, line.case.number))
    foreign = [line for line in lines if line.is_foreign]
    codes = sorted({line.asset.currency for line in foreign})
    return Groups(
        [line for line in lines if not (line.is_right or line.is_foreign)],
        foreign,
        [line for line in lines if line.is_right],
        [
            Currency(c, currency_name(c), *(box_of(typed, f"{name}-{c}") for name in RATE_FIELDS))
            for c in codes
        ],
    )


def read_rows(court_no: int, given: QueryDict) -> tuple[tuple[FreezeRow, ...], Typed]:
    """Read the chosen lines; with any fault the rows are of no use.

    An amount left empty asks for as much as the law allows, a quantity for all that is registered.
    """
    chosen = [(UUID(c), UUID(a)) for c, _, a in (r.partition("/") for r in given.getlist("row"))]
    views = list_assets_by_id(court_no, (asset for _, asset in chosen))
    faults: dict[str, Words] = {}
    reading = _Reading(given, faults)
    rates = {v.currency: v for v in views.values() if v.currency != CNY}
    read_rates = {code: reading.rate(code) for code in rates}
    rows = tuple(reading.row(case, asset, views.get(asset), read_rates) for case, asset in chosen)
    boxes = {name: str(given[name]) for name in given if name.partition("-")[0] in _NAMES}
    return rows, Typed(boxes, tuple(given.getlist("row")), True, faults)


def kept(typed: Typed) -> Iterator[tuple[str, str]]:
    """Give what the preview carries on: the chosen rows and every box filled in for them."""
    assets = {key.partition("/")[2] for key in typed.chosen}
    for key in typed.chosen:
        yield "row", key
    for name, value in typed.boxes.items():
        kind, _, of = name.partition("-")
        if value and (kind in RATE_FIELDS or of in assets):
            yield name, value


def unreadable(typed: Typed) -> Refusal:
    """Make the refusal of a form with boxes that cannot be read, each named."""
    said = list(typed.faults.values())
    return Refusal(
        "AMOUNT_UNREADABLE",
        message_zh="".join(s.zh for s in said),
        message_en=" ".join(s.en for s in said),
        field=next(iter(typed.faults)),
    )


def kind_name(view: AssetView) -> Text:
    """Name what a thing is."""
    found = kind_of(view.kind)
    return Words(found.zh, found.en)


def currency_name(code: str) -> Text:
    """Name a currency by its number in ISO 4217."""
    return Words(*currency_words(code))


def box_of(typed: Typed, name: str) -> Box:
    """Give one box as it was left."""
    return Box(name, typed.boxes.get(name, ""), typed.faults.get(name, NOTHING))


_NAMES: Final = frozenset({*FIELDS, *RATE_FIELDS})


@dataclass(frozen=True, slots=True)
class _Reading:
    """Read boxes one by one; what cannot be read is noted under the box's name."""

    given: QueryDict
    faults: dict[str, Words]

    def row(
        self,
        case: UUID,
        asset: UUID,
        view: AssetView | None,
        rates: Mapping[str, ForeignRate | None],
    ) -> FreezeRow:
        of = _tail(view)
        if view is not None and kind_of(view.kind).way is Way.RIGHT:
            return FreezeRow(
                case,
                asset,
                quantity=self.read("quantity", str(asset), of, _extent),
                value=self.read("value", str(asset), of, _amount),
                closing_price=self.read("price", str(asset), of, _amount),
                with_income=bool(self.given.get(f"income-{asset}")),
            )
        return FreezeRow(
            case,
            asset,
            self.read("amount", str(asset), of, _amount),
            None,
            self.read("free", str(asset), of, _amount) or ZERO,
            rate=None if view is None else rates.get(view.currency),
        )

    def rate(self, code: str) -> ForeignRate | None:
        """Read the rate of a currency; None where the law should say what is missing."""
        of = currency_name(code)
        price = self.read("rate", code, of, _amount)
        day = self.read("rate_on", code, of, date.fromisoformat)
        source = self.given.get(f"rate_source-{code}", "").strip()
        if price is None or day is None:
            return None
        return ForeignRate(price, day, source)

    def read(self, name: str, of: str, whose: Text, by: Callable[[str], T]) -> T | None:
        box = f"{name}-{of}"
        text = self.given.get(box, "").strip()
        if not text:
            return None
        try:
            return by(text)
        except (ValueError, Refusal):
            self.faults[box] = _fault(name, whose, text)
            return None


def _fault(name: str, whose: Text, text: str) -> Words:
    label = FIELDS.get(name) or RATE_FIELDS[name]
    hint = {
        "quantity": Words("请填写数字或者百分比", "give a number or a percentage"),
        "rate_on": Words("请填写日期", "give a day"),
    }.get(name, Words("请填写以元为单位的数字，最多两位小数", "give yuan, at most two decimals"))
    said = Words("{w}的{f}“{v}”不能识别，{h}。", "The {f} of {w}, “{v}”, cannot be read; {h}.")
    return said.filled(w=whose, f=label, v=text[:20], h=hint)


def _tail(view: AssetView | None) -> Text:
    if view is None:
        return Words("未知财产", "an unknown thing")
    return Words("尾号{t}", "the one ending {t}").filled(t=view.identifier_tail)


def _amount(text: str) -> Fen:
    """Read yuan as people write them: commas and the sign may stand in it."""
    return Fen.of_yuan(text.replace(",", "").replace("，", "").replace("¥", "").strip())


def _extent(text: str) -> Decimal:
    found = read_extent(text)
    if found is None:
        raise ValueError(text)
    return found
