"""Whether refusal may be referred as a crime (移送拒执罪), on the text of its day.

Needed: a judgment or ruling to be carried out, ability (living costs of the family
deducted), refusal, and one grave circumstance. The text of 2015 asks for a prior fine or
detention for breaches of report and restriction only; the text of 2024 also for refusing
delivery, eviction, personal acts and prohibitions. The text of 2024 knows no sum of money
and reaches acts after the suit began. What was to be proved must stand in the file.

拒不执行的行为可否移送追究刑事责任，依行为日的文本判断。须同时具备：有生效的判决、
裁定（其他文书须先作出执行裁定）；扣除本人和所扶养家属的生活必需费用后，仍有全部或者部分履行能
力；经要求仍拒不执行；具备一项严重情形。2015年文本只对违反报告财产令和限制消费令的行为要求先行罚
款或者拘留；2024年文本（2024年12月1日起）对拒不交付、拒不迁出、拒不履行人身权益方面的作为义务以
及违反禁止令的行为，也要求先行处罚。2024年文本不设金额标准，并及于诉讼开始后、裁判生效前为逃避执
行实施的行为，2015年文本则不及。除违反报告财产令和限制消费令、违反禁止令、致使申请执行人自杀自残
等严重后果、致使债权人遭受重大损失的情形外，还须查明裁判因此全部或者部分无法执行，
或者执行工作因此无法进行。一般最高三年有期徒刑，情节特别严重的最高七年。所要证明的事实，
须有在卷证据。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CRIMINAL-LAW", "313"), ("REFUSAL-CRIME", "3"), ("REFUSAL-CRIME", "4"))
CHANGE = date(2024, 12, 1)


class Circumstance(StrEnum):
    """Name the grave circumstances of both texts."""

    HIDES_PROPERTY = "HIDES_PROPERTY"
    DISPOSES_IN_BAD_FAITH = "DISPOSES_IN_BAD_FAITH"
    LESSENS_ASSETS = "LESSENS_ASSETS"
    FORGES_EVIDENCE = "FORGES_EVIDENCE"
    REPORT_OR_RESTRICTION_BREACH = "REPORT_OR_RESTRICTION_BREACH"
    REFUSES_DELIVERY_OR_EVICTION = "REFUSES_DELIVERY_OR_EVICTION"
    REFUSES_PERSONAL_ACT = "REFUSES_PERSONAL_ACT"
    BREAKS_PROHIBITION = "BREAKS_PROHIBITION"
    BLOCKS_OFFICERS = "BLOCKS_OFFICERS"
    DESTROYS_FILES = "DESTROYS_FILES"
    SHAM_SUIT = "SHAM_SUIT"
    STORMS_SCENE = "STORMS_SCENE"
    ATTACKS_OFFICERS = "ATTACKS_OFFICERS"
    DRIVES_CREDITOR_TO_HARM = "DRIVES_CREDITOR_TO_HARM"
    GREAT_LOSS = "GREAT_LOSS"


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold where a circumstance stands in a text, and what it needs besides."""

    article: int
    item: int
    punished_first: bool = False
    unenforceable: bool = True


_C = Circumstance
_IN_2015 = {
    _C.REPORT_OR_RESTRICTION_BREACH: _Place(2, 1, True, False),
    _C.FORGES_EVIDENCE: _Place(2, 2),
    _C.REFUSES_DELIVERY_OR_EVICTION: _Place(2, 3),
    _C.SHAM_SUIT: _Place(2, 4),
    _C.STORMS_SCENE: _Place(2, 5),
    _C.BLOCKS_OFFICERS: _Place(2, 5),
    _C.ATTACKS_OFFICERS: _Place(2, 6),
    _C.DESTROYS_FILES: _Place(2, 7),
    _C.GREAT_LOSS: _Place(2, 8, False, False),
}
_IN_2024 = {
    _C.DISPOSES_IN_BAD_FAITH: _Place(3, 1),
    _C.LESSENS_ASSETS: _Place(3, 2),
    _C.FORGES_EVIDENCE: _Place(3, 3),
    _C.REPORT_OR_RESTRICTION_BREACH: _Place(3, 4, True, False),
    _C.REFUSES_DELIVERY_OR_EVICTION: _Place(3, 5, True),
    _C.REFUSES_PERSONAL_ACT: _Place(3, 6, True),
    _C.BREAKS_PROHIBITION: _Place(3, 7, True, False),
    _C.BLOCKS_OFFICERS: _Place(3, 8),
    _C.DESTROYS_FILES: _Place(3, 9),
    _C.SHAM_SUIT: _Place(4, 1),
    _C.STORMS_SCENE: _Place(4, 2),
    _C.ATTACKS_OFFICERS: _Place(4, 3),
    _C.DRIVES_CREDITOR_TO_HARM: _Place(4, 4, False, False),
}
EFFECTIVE = Need(
    "EFFECTIVE_TITLE",
    "有生效的判决、裁定（含为执行其他文书所作的裁定）",
    "there is an effective judgment or ruling (or one made to enforce another instrument)",
    "调解书、仲裁裁决、公证债权文书须先有执行裁定",
    "For another instrument make the ruling first",
    ("REFUSAL-CRIME", "1"),
    "has_effective_ruling",
)
ABLE = Need(
    "ABILITY",
    "扣除本人及所扶养家属生活必需费用后，仍有全部或者部分履行能力",
    "after the living costs of the family the debtor is able to perform all or part",
    "查明并固定履行能力的证据",
    "Establish ability and keep the proof",
    ("REFUSAL-CRIME", "1"),
    "is_able",
)
REFUSES = Need(
    "REFUSES",
    "经要求执行仍拒不执行",
    "the debtor was called upon and refuses",
    "先依法要求其履行",
    "Call upon the debtor first",
    ("REFUSAL-CRIME", "1"),
    "still_refuses",
)
PUNISHED = Need(
    "PUNISHED_FIRST",
    "此前已采取罚款、拘留等强制措施",
    "a fine, detention or the like was imposed before",
    "先行罚款或者拘留，仍拒不执行的再移送",
    "Fine or detain first; refer if the refusal goes on",
    None,
    "was_punished",
)
UNENFORCEABLE = Need(
    "UNENFORCEABLE",
    "致使裁判全部或者部分无法执行（或者执行工作无法进行）",
    "it made enforcement impossible in whole or in part",
    "查明采取执行措施后仍无法执行的事实",
    "Show that it stayed impossible after measures were taken",
    ("REFUSAL-CRIME", "7"),
    "made_impossible",
)


@dataclass(frozen=True, slots=True)
class Referral:
    """Hold the item of the text, the grade, the longest term in years, and what weighs."""

    article: int
    item: int
    especially_grave: bool
    most_years: int
    weighs_heavier: bool
    private_prosecution: bool


@answers("CRIME_REFERRAL")
def crime_referral(
    *,
    on: date,
    circumstance: Circumstance,
    has_effective_ruling: bool,
    is_able: bool,
    still_refuses: bool,
    was_punished: bool = False,
    made_impossible: bool = False,
    act_before_judgment: bool = False,
    livelihood_claim: bool = False,
    police_declined: bool = False,
) -> Finding[Referral]:
    """Say whether the refusal may be referred; ``on`` is the day of the conduct.

    ``livelihood_claim``: support, pension, medical costs or wages. ``police_declined``: the
    applicant complained and police or procuratorate did not pursue it.
    """
    why = Reasons(on)
    place, basis = _place(on, circumstance, act_before_judgment)
    insist(
        why,
        CoercionRefused,
        (
            (has_effective_ruling, EFFECTIVE),
            (is_able, ABLE),
            (still_refuses, REFUSES),
            (was_punished or not place.punished_first, PUNISHED),
            (made_impossible or not place.unenforceable, UNENFORCEABLE),
        ),
        "不能移送追究刑事责任",
        "No referral",
    )
    grave = on >= CHANGE and place.article == 4
    name = "crime.especially_serious" if grave else "crime.serious"
    years = why.parameter(name).whole
    why.step(
        f"属于第{place.article}条第（{place.item}）项。",
        f"Article {place.article}, item {place.item}.",
        basis,
        value=place.item,
    )
    _weigh(why, livelihood_claim, police_declined)
    return why.finding(
        Referral(place.article, place.item, grave, years, livelihood_claim, police_declined),
        f"可以移送公安机关；{'情节特别严重，' if grave else ''}最高{years}年有期徒刑。",
        f"May be referred to the police; {'especially grave, ' if grave else ''}up to {years} "
        "years.",
    )


def _place(on: date, which: Circumstance, early: bool) -> tuple[_Place, Citation | None]:
    version = "2024" if on >= CHANGE else "2015"
    place = (_IN_2024 if on >= CHANGE else _IN_2015).get(which)
    if which is Circumstance.HIDES_PROPERTY:
        return _Place(313, 1), find_citation("CRIMINAL-LAW", 313, on=on)
    if place is None:
        raise CoercionRefused(
            "NO_CIRCUMSTANCE",
            message_zh=f"{version}年文本没有列举此种情形。",
            message_en=f"The text of {version} lists no such circumstance.",
            basis=cite("REFUSAL-CRIME", "3" if on >= CHANGE else "2", version=version),
            remedy_zh="可以处以罚款、拘留；符合其他列举情形的，另行移送。",
            remedy_en="Fine or detain; refer if another listed circumstance is shown.",
            field="circumstance",
        )
    if early and on < CHANGE:
        raise CoercionRefused(
            "BEFORE_JUDGMENT",
            message_zh="2015年文本没有规定诉讼开始后、裁判生效前的行为。",
            message_en="The text of 2015 does not reach acts before the judgment.",
            basis=cite("REFUSAL-CRIME", "1", version="2015"),
            remedy_zh="查明裁判生效后的行为。",
            remedy_en="Establish conduct after the judgment took effect.",
            field="act_before_judgment",
        )
    return place, cite("REFUSAL-CRIME", place.article, version=version)


def _weigh(why: Reasons, livelihood: bool, declined: bool) -> None:
    new = why.on >= CHANGE
    if livelihood:
        why.step(
            "拒不执行赡养费、抚养费、医疗费、劳动报酬等裁判，"
            + ("应当" if new else "可以")
            + "从重。",
            "Claims for support, medical costs or wages weigh heavier"
            + ("." if new else ", as the court may find."),
            find_citation("REFUSAL-CRIME", 10, on=why.on),
        )
    if declined:
        why.step(
            "曾控告而未被追究的，申请执行人可以提起自诉。",
            "The applicant whose complaint was not pursued may prosecute privately.",
            find_citation("REFUSAL-CRIME", 14, on=why.on),
        )
    why.step(
        "一般由执行法院所在地人民法院管辖；"
        + ("提起公诉前或者" if new else "")
        + "一审宣判前履行的，可以从宽。",
        "The court of the place of enforcement tries it; performance "
        + ("before indictment or " if new else "")
        + "before the first judgment may lighten the sentence.",
        find_citation("REFUSAL-CRIME", 15, on=why.on),
    )


def _given(on: str, which: Circumstance, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "circumstance": which,
        "has_effective_ruling": True,
        "is_able": True,
        "still_refuses": True,
        **more,
    }


RULE = Rule(
    "CRIME_REFERRAL",
    BASIS,
    Days(date(2015, 11, 1)),
    crime_referral,
    (
        Example(
            _given("2024-11-30", _C.REFUSES_DELIVERY_OR_EVICTION, made_impossible=True),
            {"article": 2, "item": 3, "most_years": 3},
        ),
        Example(
            _given("2024-12-01", _C.REFUSES_DELIVERY_OR_EVICTION, made_impossible=True),
            refusal="PUNISHED_FIRST",
        ),
        Example(
            _given(
                "2024-12-01",
                _C.REFUSES_DELIVERY_OR_EVICTION,
                made_impossible=True,
                was_punished=True,
            ),
            {"article": 3, "item": 5},
        ),
        Example(_given("2017-03-14", _C.REPORT_OR_RESTRICTION_BREACH), refusal="PUNISHED_FIRST"),
        Example(
            _given("2017-03-14", _C.REPORT_OR_RESTRICTION_BREACH, was_punished=True),
            {"item": 1, "especially_grave": False},
        ),
        Example(
            _given("2024-12-01", _C.SHAM_SUIT, made_impossible=True, livelihood_claim=True),
            {"especially_grave": True, "most_years": 7, "weighs_heavier": True},
        ),
        Example(
            _given("2024-11-30", _C.SHAM_SUIT, made_impossible=True),
            {"especially_grave": False, "most_years": 3},
        ),
        Example(_given("2024-12-01", _C.GREAT_LOSS), refusal="NO_CIRCUMSTANCE"),
        Example(_given("2024-11-30", _C.GREAT_LOSS), {"item": 8}),
        Example(_given("2024-12-01", _C.SHAM_SUIT), refusal="UNENFORCEABLE"),
        Example(_given("2024-12-01", _C.SHAM_SUIT, is_able=False), refusal="ABILITY"),
        Example(
            _given(
                "2024-11-30", _C.FORGES_EVIDENCE, made_impossible=True, act_before_judgment=True
            ),
            refusal="BEFORE_JUDGMENT",
        ),
    ),
    "移送拒不执行判决、裁定罪",
    "Referring refusal as a crime",
    ("crime.especially_serious", "crime.serious"),
    covers=("R-CM-CRIME",),
)
