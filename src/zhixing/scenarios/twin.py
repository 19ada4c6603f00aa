"""The adversarial twin of the Wu case: what comes late, was wrong, is taken back, or collides.

One creditor's claim in one court goes through everything that makes an *as of* hard: a
service recorded weeks late, a corrected amount, a reversed receipt, a succession of the
creditor. Beside it a second court controls the same house. Everything is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from zhixing.assets import operations as assets
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases import operations as cases
from zhixing.cases import queries
from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Obligation, Standings
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.funds import operations as funds
from zhixing.instruments import operations as instruments
from zhixing.instruments.operations import Draft, Proof
from zhixing.kernel.fen import Fen
from zhixing.law.periods.service import Method
from zhixing.parties.identity import IdKind, PartyKind
from zhixing.parties.values import PartyEntry
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal
from zhixing.scenarios.stage import Stage, raise_stage
from zhixing.scenarios.wu.people import APPLICATION, DEBTOR

FIRST_LIKE, SECOND_LIKE = "M34", "M31"
FOUNDED = date(2017, 1, 1)
FILED_ON = date(2017, 3, 1)
NOTICE_ON = date(2017, 3, 6)
SERVED_ON = date(2017, 3, 8)
SERVICE_RECORDED_ON = date(2017, 4, 20)
CORRECTED_ON = date(2017, 5, 4)
PAID_ON = date(2017, 5, 10)
REVERSED_ON = date(2017, 5, 17)
SUCCEEDED_ON = date(2017, 6, 5)
FIRST_CONTROL_ON = date(2017, 6, 20)
SECOND_CONTROL_ON = date(2017, 6, 22)
CONTROLS_UNTIL = date(2020, 6, 19)

AS_RECORDED = Fen.of_yuan(261_800)
AS_IT_WAS = Fen.of_yuan(216_800)
"""Two digits changed places when the claim was entered."""
PAID = Fen.of_yuan(40_000)
HOUSE = "演练不动产权第0001号"
SUCCESSOR = PartyEntry(
    name="郑某宁",
    kind=PartyKind.PERSON,
    id_kind=IdKind.RESIDENT_ID,
    number="500199199505060014",
)


@dataclass(slots=True)
class Hand:
    """Hold one court's part of the story: its stage, its case, who stands in it."""

    stage: Stage
    case: UUID
    creditor: UUID
    debtor: UUID

    @property
    def court_no(self) -> int:
        """Give the court's number."""
        return self.stage.court_no


@dataclass(slots=True)
class Twin:
    """Hold the first court's case and the second court's, and when each thing was known."""

    first: Hand
    second: Hand
    known: dict[str, datetime] = field(default_factory=dict)
    successor: UUID | None = None
    receipt: UUID | None = None
    houses: tuple[UUID, ...] = ()

    def note(self, name: str) -> None:
        """Remember the instant up to which a part of the story was known."""
        self.known[name] = self.first.stage.clock_at


def play(login_prefix: str = "twin-") -> Twin:
    """Play the whole twin."""
    twin = Twin(
        _file(FIRST_LIKE, f"{login_prefix}a-", "twin-first", AS_RECORDED),
        _file(SECOND_LIKE, f"{login_prefix}b-", "twin-second", Fen.of_yuan(90_000)),
    )
    record_service_late(twin)
    correct_the_amount(twin)
    pay_and_reverse(twin)
    succeed(twin)
    control_one_house(twin)
    return twin


def _file(like: str, login_prefix: str, key: str, principal: Fen) -> Hand:
    stage = raise_stage(like, login_prefix=login_prefix, founded=FOUNDED)
    stage.goto(FILED_ON)
    application = replace(
        APPLICATION,
        application_key=key,
        applied_on=FILED_ON,
        received_on=FILED_ON,
        effective_on=date(2016, 12, 20),
        served_on=date(2016, 12, 5),
        title_number=f"（2016）演练民初{key[-5:]}号",
        obligations=(Obligation("price", "principal", principal, label="货款"),),
    )
    filed = stage.do(K.JUDGE, lambda by: cases.file_case(application, by=by, on=FILED_ON))

    def standing(by: Principal) -> Standings:
        return queries.facts_now(by.court_no, filed.case).of(Standings)

    found = stage.do(K.JUDGE, standing)
    (creditor,), (debtor,) = found.of_role("APPLICANT"), found.of_role("DEBTOR")
    return Hand(stage, filed.case, creditor, debtor)


def record_service_late(twin: Twin) -> None:
    """The notice was served on 8 March; the proof comes back and is entered on 20 April."""
    hand, stage = twin.first, twin.first.stage
    stage.goto(NOTICE_ON)
    draft = Draft(
        hand.case,
        "ENFORCEMENT_NOTICE",
        {
            "duties": ["支付货款。"],
            "perform_days": 7,
            "enforcement_fee": 0,
            "account_name": "案款专户",
            "account_bank": "演练银行",
            "account_number": account_of(hand),
        },
    )
    with open_scope(Scope.system()):
        instruments.ensure_seal(hand.court_no)
    paper = stage.do(K.CLERK, lambda by: instruments.draft_instrument(draft, NOTICE_ON, by=by))
    stage.do(K.CLERK, lambda by: instruments.issue_instrument(paper, NOTICE_ON, by=by))
    twin.note("notice")
    stage.goto(SERVICE_RECORDED_ON)
    proof = Proof(hand.debtor, Method.DIRECT, SERVED_ON, "送达回证（迟到）")
    stage.do(K.CLERK, lambda by: instruments.serve_instrument(paper, proof, SERVED_ON, by=by))
    twin.note("service")


def correct_the_amount(twin: Twin) -> None:
    """Two digits of the claim had changed places at filing; an act puts them right."""
    hand, stage = twin.first, twin.first.stage
    stage.goto(CORRECTED_ON)
    right = Obligation("price", "principal", AS_IT_WAS, label="货款")
    change = ClaimCorrection("录入时数字颠倒", obligations=(right,))
    stage.do(K.JUDGE, lambda by: cases.correct_claim(hand.case, change, by=by))
    twin.note("correction")


def pay_and_reverse(twin: Twin) -> None:
    """Money arrives on 10 May, and the bank takes it back a week later."""
    hand, stage = twin.first, twin.first.stage
    stage.goto(PAID_ON)
    number = account_of(hand)
    stage.do(K.ACCOUNTANT, lambda by: funds.open_case_account(hand.case, number, PAID_ON, by=by))
    incoming = funds.Incoming("TWIN-1", PAID_ON, PAID, number, payer=DEBTOR.name)
    twin.receipt = stage.do(K.ACCOUNTANT, lambda by: funds.post_receipt(incoming, by=by)).receipt
    twin.note("receipt")
    stage.goto(REVERSED_ON)
    receipt = twin.receipt
    stage.do(
        K.ACCOUNTANT,
        lambda by: funds.reverse_receipt(receipt, "票据退票", REVERSED_ON, by=by),
    )
    twin.note("reversal")


def succeed(twin: Twin) -> None:
    """The creditor dies; the heir takes the place on 5 June."""
    hand, stage = twin.first, twin.first.stage
    stage.goto(SUCCEEDED_ON)
    stage.do(
        K.JUDGE,
        lambda by: cases.record_succession(
            hand.case,
            hand.creditor,
            SUCCESSOR,
            role=Role.APPLICANT,
            ground="继承公证书（演练）",
            by=by,
            on=SUCCEEDED_ON,
        ),
    )

    def standing(by: Principal) -> UUID:
        return queries.facts_now(by.court_no, hand.case).of(Standings).of_role("APPLICANT")[0]

    twin.successor = stage.do(K.JUDGE, standing)
    twin.note("succession")


def control_one_house(twin: Twin) -> None:
    """Both courts control the debtor's one house; who comes second queues (轮候)."""
    first = _control(twin.first, AS_IT_WAS, FIRST_CONTROL_ON)
    second = _control(twin.second, Fen.of_yuan(90_000), SECOND_CONTROL_ON)
    twin.houses = (first, second)


def _control(hand: Hand, amount: Fen, on: date) -> UUID:
    """Control the house at the rank that the shared register leaves free."""
    stage = hand.stage
    stage.goto(on)
    thing = assets.FoundThing(
        party=hand.debtor, kind="REAL_ESTATE", identifier=HOUSE, institution=None, label="住宅"
    )
    house = stage.do(K.JUDGE, lambda by: assets.record_found(hand.case, thing, on, by=by))
    rank = 1 + len(stage.do(K.JUDGE, lambda by: list_holds_on_asset(by.court_no, house)))
    stage.do(
        K.JUDGE,
        lambda by: assets.record_control(
            hand.case, house, amount, amount, CONTROLS_UNTIL, on, rank=rank, by=by
        ),
    )
    return house


def account_of(hand: Hand) -> str:
    """Give the number of the case's own account."""
    return f"9{hand.court_no}{hand.case.hex[-10:]}"
