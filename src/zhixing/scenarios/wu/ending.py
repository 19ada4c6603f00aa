"""2017: located, detained, mediated, settled, paid in eight instalments, closed."""

from __future__ import annotations

from datetime import date, timedelta

from zhixing.closing import operations as closing
from zhixing.funds import operations as funds
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.law.listing.deletion import Event
from zhixing.measures import operations as measures
from zhixing.measures.acts import FoundItem
from zhixing.platform.principal import PostKind
from zhixing.scenarios.wu.beginning import approve, climb, deliberate, facts_of
from zhixing.scenarios.wu.people import COUSIN
from zhixing.scenarios.wu.record import Wu
from zhixing.settlement import operations as settlement
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Answer, Plan, Side, ThirdPartyPayer

K = PostKind
TOTAL = Fen.of_yuan(650_000)
INSTALMENT_DAYS = tuple(date(2017, month, 28) for month in range(4, 12))


def locate(wu: Wu) -> None:
    """14 March 2017: the police meet the debtor; he is brought in, searched and detained."""
    stage = wu.stage
    stage.goto(date(2017, 3, 14), 9)
    day = stage.today
    stage.do(
        K.JUDGE,
        lambda by: measures.record_hit(
            wu.case, wu.look_out, "户籍窗口（申领身份证）", "公安机关", day, by=by
        ),
        number=2,
    )
    days = (day - wu.application.applied_on).days
    wu.tell(
        f"公安机关反馈：被执行人申领身份证时被发现。自申请执行起{days}日。",
        f"The police report that the debtor was met applying for an identity card, {days} days "
        "after the application.",
    )
    plan = measures.SummonsPlan(wu.debtor)
    summons = approve(wu, lambda by: measures.apply_summons(wu.case, plan, day, by=by))
    stage.do(K.COURT_POLICE, lambda by: measures.execute_summons(summons, instant(day, 11), by=by))
    search = measures.SearchPlan(wu.debtor, "随身物品", "下落不明期间隐匿财产，银行账户情况不明")
    warrant = approve(wu, lambda by: measures.apply_search(wu.case, search, day, by=by))
    police = stage.staff.of_kind(K.COURT_POLICE)
    clerk = stage.staff.of_kind(K.CLERK)
    items = (
        FoundItem("现金", 1, Fen.of_yuan(1_000), "本院案款室"),
        FoundItem("银行卡", 7, None, "执行局证物柜"),
    )
    stage.do(
        K.COURT_POLICE,
        lambda by: measures.execute_search(
            warrant, (police.person, clerk.person), "见证人（示例）", items, day, by=by
        ),
    )
    wu.tell(
        "拘传到庭，依法搜查：现金1,000元、银行卡7张。",
        "Brought before the court and searched: 1,000 yuan in cash, seven bank cards.",
    )
    detain(wu)


def detain(wu: Wu) -> None:
    """14 March 2017: a panel deliberates, the president approves, the court police execute."""
    stage = wu.stage
    day = stage.today
    stage.do(
        K.JUDGE,
        lambda by: measures.find_misconduct(
            wu.case,
            wu.debtor,
            "M-2017-1",
            "隐匿财产、虚假陈述账户情况，拒不履行生效判决",
            "搜查笔录、询问笔录",
            day,
            by=by,
        ),
        number=2,
    )
    plan = measures.DetentionPlan(wu.debtor, "M-2017-1", 15, day)
    matter = stage.do(
        K.JUDGE, lambda by: measures.apply_detention(wu.case, plan, day, by=by), number=2
    )
    deliberate(wu, matter, "被执行人有能力履行而隐匿财产，合议庭一致同意拘留十五日。")
    climb(wu, matter)
    wu.detention = stage.do(
        K.COURT_POLICE,
        lambda by: measures.execute_detention(matter, "南川区拘留所（演练）", day, by=by),
    )
    stage.do(
        K.JUDGE,
        lambda by: measures.close_look_out(wu.case, wu.look_out, "已找到本人", day, by=by),
        number=2,
    )
    until = facts_of(wu).detained[-1].until
    wu.tell(
        f"合议庭评议，院长批准，司法警察执行拘留15日，至{until}。",
        f"A panel deliberates, the president approves, the court police detain him for 15 days, "
        f"until {until}.",
    )


def mediate(wu: Wu) -> None:
    """20 March 2017: face to face at the detention centre; 2,000 a month is refused."""
    stage = wu.stage
    stage.goto(date(2017, 3, 20), 10)
    creditor, debtor = wu.application.creditors[0].name, wu.application.debtors[0].name
    session = settlement.Session(
        place="南川区拘留所（演练）",
        participants=(
            Participant(creditor, Side.APPLICANT, wu.creditor),
            Participant(debtor, Side.DEBTOR, wu.debtor),
            Participant(COUSIN.name, Side.THIRD_PARTY),
        ),
        offers=(
            settlement.Offer(
                Side.DEBTOR,
                debtor,
                TOTAL,
                Fen.of_yuan(2_000),
                answer=Answer.REFUSED,
                words="每月还2,000元",
            ),
            settlement.Offer(
                Side.THIRD_PARTY,
                COUSIN.name,
                TOTAL,
                Fen.of_yuan(81_250),
                counters=1,
                answer=Answer.ACCEPTED,
                words="由堂弟代为分期履行",
            ),
        ),
        minutes="申请执行人认为每月2,000元要还近三十年，不同意；堂弟提出八个月还清。",
    )
    stage.do(
        K.JUDGE,
        lambda by: settlement.hold_mediation(wu.case, session, stage.today, by=by),
        number=2,
    )
    wu.tell(
        "在拘留所面对面协商：每月2,000元需325个月（27.1年），被拒；堂弟愿代为履行。",
        "Face to face at the detention centre: 2,000 yuan a month would take 325 months "
        "(27.1 years) and is refused; a cousin offers to perform instead.",
    )


def settle(wu: Wu) -> None:
    """29 March 2017: released at the end of the term; settlement; publication paused."""
    stage = wu.stage
    stage.goto(date(2017, 3, 29), 9)
    day = stage.today
    stage.do(
        K.COURT_POLICE,
        lambda by: measures.end_detention(wu.case, wu.detention, day, by=by),
    )
    terms = settlement.Terms(
        key="wu-settlement",
        total=TOTAL,
        principal=Fen.of_yuan(561_800),
        interest=Fen.of_yuan(83_300),
        fees=Fen.of_yuan(4_900),
        waived=Fen(0),
        agreed_by=(wu.creditor, wu.debtor),
        record="执行和解笔录（2017年3月29日）",
        resumption_ground="任一期未按期足额支付，申请执行人可以申请恢复执行原判决",
        plan=Plan(8, INSTALMENT_DAYS[0]),
        payer=ThirdPartyPayer(COUSIN.name, "堂弟", "代为履行承诺书", day),
    )
    wu.settlement = stage.do(
        K.JUDGE, lambda by: settlement.reach_settlement(wu.case, terms, day, by=by), number=2
    )
    wu.tell(
        "达成执行和解：650,000元，2017年4月至11月分8期，每期81,250元，堂弟代为履行。",
        "Settled: 650,000 yuan in eight instalments of 81,250 from April to November 2017, "
        "performed by the cousin.",
    )
    plan = measures.ShieldPlan(wu.listing, wu.creditor)
    approve(wu, lambda by: measures.apply_shielding(wu.case, plan, day, by=by))
    wu.tell(
        "依申请执行人申请，按本院制度暂停公布失信信息（屏蔽，不是删除）。",
        "At the creditor's request publication of the listing is paused under the court's own "
        "policy; the listing stands.",
    )


def perform(wu: Wu, instalments: int = 8) -> None:
    """April to November 2017: the cousin pays each instalment; each is paid out to the creditor."""
    stage = wu.stage
    for number, due_on in enumerate(INSTALMENT_DAYS[:instalments], start=1):
        stage.goto(due_on - timedelta(days=2), 10)
        receive(wu, number)
        pay_out(wu, number)
        wu.tell(
            f"第{number}期81,250.00元到账并发放申请执行人。",
            f"Instalment {number} of 81,250.00 yuan arrives and is paid out to the creditor.",
        )


def receive(wu: Wu, number: int) -> None:
    """Post the money of one instalment, which the cousin pays into the case's account."""
    incoming = funds.Incoming(
        reference=f"WU-{number:02d}",
        received_on=wu.stage.today,
        amount=Fen.of_yuan(81_250),
        account_number=wu.account,
        payer=COUSIN.name,
        memo=f"代偿第{number}期",
        third_party=COUSIN.name,
    )
    wu.stage.do(K.ACCOUNTANT, lambda by: funds.post_receipt(incoming, by=by))


def pay_out(wu: Wu, number: int) -> None:
    """Pay one instalment to the creditor: maker, checker and approver are three people."""
    stage = wu.stage
    request = funds.PaymentRequest(
        case=wu.case,
        payee=wu.creditor,
        amount=Fen.of_yuan(81_250),
        bank_name="演练银行南川支行",
        account_number="6200000000000001",
        purpose=f"和解第{number}期案款",
        key=f"wu-pay-{number}",
    )
    day = stage.today
    order = stage.do(K.CLERK, lambda by: funds.order_payment(request, day, by=by))
    stage.do(K.ACCOUNTANT, lambda by: funds.check_payment(order, stage.today, by=by))
    stage.do(K.DIRECTOR, lambda by: funds.approve_payment(order, day, by=by))
    stage.do(K.CASHIER, lambda by: funds.settle_payment(order, f"PAY-{number:02d}", day, by=by))


def close(wu: Wu) -> None:
    """30 November 2017: the measures end, the listing is deleted, the case is fully performed."""
    stage = wu.stage
    stage.goto(date(2017, 11, 28), 9)
    day = stage.today
    restricted = facts_of(wu).restricted[0].measure
    reason = "和解协议确定的义务已全部履行"
    stage.do(
        K.JUDGE,
        lambda by: measures.lift_restriction(wu.case, restricted, reason, day, by=by),
        number=2,
    )
    stage.do(
        K.JUDGE,
        lambda by: measures.delete_listing(
            wu.case, wu.listing, Event.SETTLEMENT_PERFORMED, INSTALMENT_DAYS[-1], day, by=by
        ),
        number=2,
    )
    stage.goto(date(2017, 11, 30), 9)
    approve(wu, lambda by: closing.propose_closing(wu.case, stage.today, by=by))
    wu.tell(
        "解除限制消费，删除失信信息；八期全部履行，以执行完毕方式结案。",
        "The restriction is lifted and the listing deleted; all eight instalments are performed "
        "and the case is closed as fully performed.",
    )
