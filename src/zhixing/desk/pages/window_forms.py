"""The forms of a window task: who goes, the service, the picture, what the receipt says."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from zhixing.assets.currencies import CURRENCIES, currency_words, figures
from zhixing.assets.kinds import kind_of
from zhixing.cases.filing import boxes
from zhixing.inquiry.counter.queries import ItemView
from zhixing.inquiry.operations import KeyedPrior, KeyedReceipt, KeyedThing, ReceiptResult
from zhixing.inquiry.wire.feedback import Conversion
from zhixing.inquiry.wire.model import CNY
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words

MOST_THINGS: Final = 20
MONEY: Final = frozenset({"balance", "available", "actual", "amount", "per_hundred", "received"})
RESULTS: Final = {
    ReceiptResult.FOUND: Words("查得财产", "property found"),
    ReceiptResult.NIL: Words("查无财产", "nothing found"),
    ReceiptResult.FAILED: Words("未能查询", "could not look"),
    ReceiptResult.DONE: Words("已办理", "done"),
    ReceiptResult.PARTIAL: Words("部分办理", "done in part"),
    ReceiptResult.NOT_DONE: Words("未能办理", "not done"),
}
KEYABLE: Final = ("DEPOSIT", "REAL_ESTATE", "VEHICLE", "SECURITIES", "EQUITY", "OTHER")
FIELD_WORDS: Final = {
    "result": Words("结果", "result"),
    "receipt_on": Words("回执日期", "day of the receipt"),
    "kind": Words("财产种类", "kind"),
    "identifier": Words("账号或者登记号", "account or register number"),
    "holder_no": Words("户主证件号码", "holder's identity number"),
    "name": Words("名称", "name"),
    "balance": Words("余额或者价值", "balance or value"),
    "available": Words("可用余额", "available"),
    "location": Words("坐落", "place"),
    "actual": Words("实际控制数额", "amount controlled"),
    "until": Words("期限至", "until"),
    "reason": Words("原因", "reason"),
    "reference": Words("单位编号", "reference of the unit"),
    "authority": Words("在先控制机关", "authority that stands before"),
    "document_no": Words("在先控制文号", "its document"),
    "amount": Words("在先控制数额", "its amount"),
    "remark": Words("备注", "remark"),
    "currency": Words("币种", "currency"),
    "foreign": Words("兑换的外币数额", "amount exchanged"),
    "per_hundred": Words("汇率（每100外币折人民币）", "rate, yuan for a hundred"),
    "rate_on": Words("汇率日期", "day of the rate"),
    "received": Words("划入的人民币数额", "yuan paid"),
    "serial": Words("交易流水号", "serial number"),
    "is_checked_by_eye": Words("已与扫描件核对", "checked by eye"),
}


class AssignForm(forms.Form):
    """Who goes, and when."""

    first = boxes.choice(Words("执行人员（一）", "First officer"), ())
    second = boxes.choice(Words("执行人员（二）", "Second officer"), ())
    visit_on = boxes.day(Words("拟前往日期，可不填", "Day of the visit, optional"), required=False)


class ServeForm(forms.Form):
    """When the papers were handed in, and to whom."""

    served_at = boxes.moment(Words("送达时间", "Moment of service"))
    received_by = boxes.text(Words("窗口接收人及职务", "Who took them, and their post"), most=80)
    papers_shown = boxes.tick(Words("已出示工作证和执行公务证", "Both officers showed their cards"))


class RefusalForm(forms.Form):
    """How a unit refused."""

    refused_on = boxes.day(Words("拒绝日期", "Day of the refusal"))
    refused_by = boxes.text(Words("何人拒绝及职务", "Who refused, and their post"), most=80)
    reason = boxes.words(Words("所称理由", "The reason given"))


class QueryReceiptForm(forms.Form):
    """What a receipt says of a query; its things stand in forms of their own."""

    result = boxes.choice(
        Words("结果", "Result"),
        [(r.value, RESULTS[r]) for r in (ReceiptResult.FOUND, ReceiptResult.NIL)]
        + [(ReceiptResult.FAILED.value, RESULTS[ReceiptResult.FAILED])],
    )
    receipt_on = boxes.day(Words("回执日期", "Day of the receipt"))
    is_checked_by_eye = boxes.tick(
        Words("疑似有误之处已与扫描件核对", "What looks wrong was checked by eye")
    )


class ThingForm(forms.Form):
    """One thing of a receipt."""

    kind = boxes.choice(
        Words("财产种类", "Kind"), [(k, Words(kind_of(k).zh, kind_of(k).en)) for k in KEYABLE]
    )
    identifier = boxes.text(Words("账号或者登记号", "Account or register number"), most=60)
    holder_no = boxes.text(Words("户主证件号码", "Holder's identity number"), most=40)
    name = boxes.text(Words("名称、开户网点", "Name, branch"), required=False, most=80)
    balance = boxes.money(Words("余额或者价值", "Balance or value"), required=False)
    available = boxes.money(Words("可用余额", "Available"), required=False)
    prior_authority = boxes.text(
        Words("在先冻结、查封的机关", "Authority that controls it already"), required=False, most=80
    )
    prior_amount = boxes.money(Words("在先控制数额", "Its amount"), required=False)

    def thing(self) -> KeyedThing:
        """Give what was keyed as a thing."""
        d = self.cleaned_data
        return KeyedThing(
            PropertyKind(d["kind"]),
            d["identifier"],
            d["holder_no"],
            d["name"] or "",
            d["balance"],
            d["available"],
            priors=_priors(d),
        )


class ControlReceiptForm(forms.Form):
    """What a receipt says of a control."""

    result = boxes.choice(
        Words("结果", "Result"),
        [
            (r.value, RESULTS[r])
            for r in (ReceiptResult.DONE, ReceiptResult.PARTIAL, ReceiptResult.NOT_DONE)
        ],
    )
    receipt_on = boxes.day(Words("回执日期", "Day of the receipt"))
    actual = boxes.money(
        Words("实际控制数额，不填即为要求的数额", "Amount; empty: as ordered"), required=False
    )
    until = boxes.day(Words("期限至，不填即为文书所载", "Until; empty: as ordered"), required=False)
    prior_authority = boxes.text(
        Words("在先冻结、查封的机关", "Authority that controls it already"), required=False, most=80
    )
    prior_amount = boxes.money(Words("在先控制数额", "Its amount"), required=False)
    reference = boxes.text(Words("单位编号", "Reference of the unit"), required=False, most=60)
    reason = boxes.text(Words("未能办理的原因", "Why it was not done"), required=False)
    is_checked_by_eye = boxes.tick(
        Words("疑似有误之处已与扫描件核对", "What looks wrong was checked by eye")
    )

    def receipt(self) -> KeyedReceipt:
        """Give what was keyed."""
        d = self.cleaned_data
        return KeyedReceipt(
            ReceiptResult(d["result"]),
            d["receipt_on"],
            actual=d["actual"],
            until=d["until"],
            reason=d["reason"] or "",
            reference=d["reference"] or "",
            priors=_priors(d),
            is_checked_by_eye=d["is_checked_by_eye"],
        )


class ExchangeReceiptForm(forms.Form):
    """What a receipt says of foreign money exchanged and transferred."""

    result = boxes.choice(
        Words("结果", "Result"),
        [
            (r.value, RESULTS[r])
            for r in (ReceiptResult.DONE, ReceiptResult.PARTIAL, ReceiptResult.NOT_DONE)
        ],
    )
    receipt_on = boxes.day(Words("回执日期", "Day of the receipt"))
    currency = boxes.choice(
        Words("币种", "Currency"),
        [
            (c, Words(f"{zh}（{c}）", f"{en} ({c})"))
            for c, (zh, en) in CURRENCIES.items()
            if c != CNY
        ],
    )
    foreign = boxes.foreign(Words("兑换的外币数额", "Amount exchanged"), required=False)
    per_hundred = boxes.money(
        Words("汇率：每100外币折人民币", "Rate: yuan for a hundred units"), required=False
    )
    rate_on = boxes.day(Words("汇率日期", "Day of the rate"), required=False)
    received = boxes.money(Words("划入的人民币数额", "Yuan paid to the court"), required=False)
    serial = boxes.text(Words("交易流水号", "Serial number"), required=False, most=60)
    reason = boxes.text(Words("未能办理的原因", "Why it was not done"), required=False)

    def receipt(self) -> KeyedReceipt:
        """Give what was keyed; an exchange with a gap in it is none."""
        d = self.cleaned_data
        told = (d["foreign"], d["per_hundred"], d["rate_on"], d["received"])
        return KeyedReceipt(
            ReceiptResult(d["result"]),
            d["receipt_on"],
            reason=d["reason"] or "",
            conversion=None
            if any(value is None for value in told)
            else Conversion(d["currency"], *told, (d["serial"] or "").strip()),
        )


def _priors(d: dict[str, Any]) -> tuple[KeyedPrior, ...]:
    if not d["prior_authority"]:
        return ()
    return (KeyedPrior(d["prior_authority"], amount=d["prior_amount"]),)


class ReceiptForms:
    """The forms by which one request's receipt is keyed: one for a control, several for a query."""

    def __init__(self, item: ItemView, data: Any = None, rows: int = 1) -> None:
        prefix = f"r-{item.request.hex[-8:]}"
        self.item = item
        self.things: list[ThingForm] = []
        self.main: QueryReceiptForm | ControlReceiptForm | ExchangeReceiptForm
        if item.foreign is not None:
            first = {"currency": item.currency}
            self.main = ExchangeReceiptForm(data, prefix=prefix, initial=first)
            return
        if item.measure:
            self.main = ControlReceiptForm(data, prefix=prefix)
            return
        self.main = QueryReceiptForm(data, prefix=prefix)
        found = data is None or data.get(f"{prefix}-result") == ReceiptResult.FOUND
        for n in range(rows if found else 0):
            self.things.append(
                ThingForm(
                    data, prefix=f"{prefix}-{n}", empty_permitted=True, use_required_attribute=False
                )
            )

    def is_valid(self) -> bool:
        """Say whether everything can be read; things left empty do not count."""
        return all([self.main.is_valid(), *(t.is_valid() for t in self.things)])

    def receipt(self) -> KeyedReceipt:
        """Give what was keyed."""
        if isinstance(self.main, ControlReceiptForm | ExchangeReceiptForm):
            return self.main.receipt()
        d = self.main.cleaned_data
        things = tuple(t.thing() for t in self.things if t.cleaned_data.get("identifier"))
        return KeyedReceipt(
            ReceiptResult(d["result"]),
            d["receipt_on"],
            things,
            is_checked_by_eye=d["is_checked_by_eye"],
        )


def field_words(name: str) -> Text:
    """Say in words which field of a receipt a name means, as ``things.0.balance``."""
    parts = name.split(".")
    known = FIELD_WORDS.get(parts[-1], Words(parts[-1], parts[-1]))
    if parts[0] == "things" and len(parts) > 2:
        place = Words("第{n}项财产的{f}", "{f} of thing {n}")
        return place.filled(n=int(parts[1]) + 1, f=known)
    return known


def value_words(name: str, value: str) -> Text:
    """Say what one person read in a field: amounts as money, results in words."""
    last = name.split(".")[-1]
    if last == "currency":
        return Words(*currency_words(value)) if value else "—"
    if last == "foreign" and value.isdecimal():
        return figures(Fen(int(value)))
    if last in MONEY and value.lstrip("-").isdecimal():
        return money_text(Fen(int(value)))
    if last == "result" and value in ReceiptResult.__members__:
        return RESULTS[ReceiptResult(value)]
    if last == "kind" and value:
        return Words(kind_of(value).zh, kind_of(value).en)
    return value or "—"
