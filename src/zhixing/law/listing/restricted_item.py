"""What a restricted debtor may not do (禁止的消费), and who may not do it for a unit.

The text of 2010 bars nine items paid with the debtor’s property; for a unit, its leaders
with the unit’s property. The text of 2015 drops the payer, adds G-trains and first class
of other EMU trains, and reaches the actual controller; private consumption out of a
leader’s own property is allowed on request, once verified.

列明被限制消费的人不得为哪些消费，以及单位的哪些人员受限。
2010年文本禁止用被执行人的财产支付九类消费；被执行人是单位的，其法定代表人、主要负责人、
影响债务履行的直接责任人员不得用单位的财产为之。2015年文本不再区分由谁的财产支付，
增列G字头动车组列车全部座位和其他动车组列车一等以上座位，并及于实际控制人；
上述人员因私用个人财产消费的，可以申请，查证属实的应当准许。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.restriction import CHANGE, RestrictionRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("RESTRICTION", "3"),)


class Consumption(StrEnum):
    """Name what is consumed."""

    PLANE = "PLANE"
    SOFT_SLEEPER = "SOFT_SLEEPER"
    SHIP_SECOND_CLASS = "SHIP_SECOND_CLASS"
    STARRED_HOTEL = "STARRED_HOTEL"
    REAL_ESTATE = "REAL_ESTATE"
    OFFICE_RENT = "OFFICE_RENT"
    VEHICLE_NOT_FOR_BUSINESS = "VEHICLE_NOT_FOR_BUSINESS"
    TRAVEL = "TRAVEL"
    PRIVATE_SCHOOL = "PRIVATE_SCHOOL"
    INSURANCE_PRODUCT = "INSURANCE_PRODUCT"
    G_TRAIN = "G_TRAIN"
    EMU_FIRST_CLASS = "EMU_FIRST_CLASS"
    EMU_SECOND_CLASS = "EMU_SECOND_CLASS"
    ORDINARY_TRAIN = "ORDINARY_TRAIN"
    OTHER_NOT_NECESSARY = "OTHER_NOT_NECESSARY"
    NECESSARY = "NECESSARY"


class Consumer(StrEnum):
    """Name who consumes: the debtor, or a person behind a debtor that is a unit."""

    DEBTOR = "DEBTOR"
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
    PERSON_IN_CHARGE = "PERSON_IN_CHARGE"
    DIRECTLY_RESPONSIBLE = "DIRECTLY_RESPONSIBLE"
    ACTUAL_CONTROLLER = "ACTUAL_CONTROLLER"
    OTHER = "OTHER"


ITEM = {
    Consumption.PLANE: 1,
    Consumption.SOFT_SLEEPER: 1,
    Consumption.SHIP_SECOND_CLASS: 1,
    Consumption.STARRED_HOTEL: 2,
    Consumption.REAL_ESTATE: 3,
    Consumption.OFFICE_RENT: 4,
    Consumption.VEHICLE_NOT_FOR_BUSINESS: 5,
    Consumption.TRAVEL: 6,
    Consumption.PRIVATE_SCHOOL: 7,
    Consumption.INSURANCE_PRODUCT: 8,
    Consumption.G_TRAIN: 9,
    Consumption.EMU_FIRST_CLASS: 9,
    Consumption.OTHER_NOT_NECESSARY: 9,
}
SINCE_2015 = (Consumption.G_TRAIN, Consumption.EMU_FIRST_CLASS)


@dataclass(frozen=True, slots=True)
class Barred:
    """Say whether it is barred, by which item, and whether a request would free it."""

    barred: bool
    item: int | None
    on_request: bool


@answers("RESTRICTED_ITEM")
def restricted_item(
    *,
    on: date,
    consumption: Consumption,
    consumer: Consumer = Consumer.DEBTOR,
    paid_by_debtor: bool = True,
) -> Finding[Barred]:
    """Say whether an act of consumption is barred while a restriction stands.

    ``paid_by_debtor`` says whether the debtor’s (the unit’s) property pays for it.
    """
    why = Reasons(on)
    new = on >= CHANGE
    basis = cite("RESTRICTION", 3, on=on)
    _check_consumer(on, consumer)
    item = ITEM.get(consumption)
    if not new and consumption in SINCE_2015:
        item = None
        why.mark("doubt:high-speed-trains-before-2015-07-22")
        why.step(
            "2010年文本没有列举动车组座位；是否属于其他高消费，由法院认定。",
            "The text of 2010 lists no EMU seats; whether they are other high consumption is for "
            "the court to find.",
            basis,
        )
    barred, on_request = item is not None, False
    if barred and not paid_by_debtor:
        on_request = new and consumer is not Consumer.DEBTOR
        barred = new
        why.step(
            "因私以个人财产消费，可以申请，查证属实的应予准许。"
            if on_request
            else ("不问以何财产支付。" if new else "2010年文本只禁止以被执行人财产支付的行为。"),
            "Private and out of the person’s own property: allowed on request, once verified."
            if on_request
            else (
                "It matters not whose property pays."
                if new
                else "The text of 2010 bars only what the debtor’s property pays for."
            ),
            basis,
        )
    why.step(
        f"属于第三条第一款第（{item}）项。" if item else "不在禁止之列。",
        f"It falls under item {item}." if item else "It is not among the items.",
        basis,
        value=item,
    )
    return why.finding(
        Barred(barred, item, on_request),
        "不得消费" + ("，但可以申请准许。" if on_request else "。") if barred else "不在禁止之列。",
        ("Barred" + (", unless allowed on request." if on_request else "."))
        if barred
        else "Not barred.",
    )


def _check_consumer(on: date, consumer: Consumer) -> None:
    new, basis = on >= CHANGE, cite("RESTRICTION", 3, on=on)
    if consumer is Consumer.OTHER or (consumer is Consumer.ACTUAL_CONTROLLER and not new):
        raise RestrictionRefused(
            "NOT_REACHED",
            message_zh="限制消费不及于此人。",
            message_en="The restriction does not reach this person.",
            basis=basis,
            remedy_zh="其为法定代表人、主要负责人、影响债务履行的直接责任人员"
            + ("、实际控制人的，始及于。" if new else "的，始及于。"),
            remedy_en="It reaches those who lead the unit"
            + (" and its actual controller." if new else "; not its actual controller then."),
            field="consumer",
        )


def _given(on: str, what: Consumption, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "consumption": what, **more}


RULE = Rule(
    "RESTRICTED_ITEM",
    BASIS,
    Days(date(2010, 10, 1)),
    restricted_item,
    (
        Example(_given("2015-07-21", Consumption.G_TRAIN), {"barred": False}),
        Example(_given("2015-07-22", Consumption.G_TRAIN), {"barred": True, "item": 9}),
        Example(_given("2015-07-22", Consumption.EMU_SECOND_CLASS), {"barred": False}),
        Example(_given("2012-01-04", Consumption.PLANE), {"barred": True, "item": 1}),
        Example(_given("2012-01-04", Consumption.PLANE, paid_by_debtor=False), {"barred": False}),
        Example(_given("2016-01-04", Consumption.PLANE, paid_by_debtor=False), {"barred": True}),
        Example(
            _given(
                "2016-01-04",
                Consumption.TRAVEL,
                consumer=Consumer.LEGAL_REPRESENTATIVE,
                paid_by_debtor=False,
            ),
            {"barred": True, "on_request": True},
        ),
        Example(
            _given("2015-07-21", Consumption.TRAVEL, consumer=Consumer.ACTUAL_CONTROLLER),
            refusal="NOT_REACHED",
        ),
        Example(
            _given("2015-07-22", Consumption.TRAVEL, consumer=Consumer.ACTUAL_CONTROLLER),
            {"barred": True, "item": 6},
        ),
    ),
    "限制消费的项目与人员",
    "What is barred, and for whom",
    covers=("R-XX-ITEMS", "R-XX-ENTITY"),
)
