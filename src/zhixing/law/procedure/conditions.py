"""The conditions of all steps, each once, in words a lawyer reads. Law: see each."""

from __future__ import annotations

from zhixing.law.listing.restriction import CHANGE as LISTED_MUST_BE_RESTRICTED
from zhixing.law.procedure.condition import Condition

FILED = Condition(
    "FILED",
    "案件已立案",
    "the case is filed",
    lambda f, on: f.filed_on is not None and f.filed_on <= on,
    "先行立案",
    "file the case first",
    ("EW", "16"),
)
OPEN = Condition(
    "OPEN",
    "案件尚未结案",
    "the case is not closed",
    lambda f, on: f.closed_on is None or f.closed_on > on,
    "恢复执行后进行",
    "resume the case first",
    ("EW", "64"),
)
OPEN_OR_ENDED_FOR_NOW = Condition(
    "OPEN",
    "案件尚未结案，或者只是终结了本次执行程序",
    "the case is not closed, or only its present procedure was ended",
    lambda f, on: f.is_ended_for_now or f.closed_on is None or f.closed_on > on,
    "恢复执行后进行",
    "resume the case first",
    ("TERMINATION", "9"),
)
NOT_STAYED = Condition(
    "NOT_STAYED",
    "没有中止或者暂缓执行",
    "enforcement is not stayed",
    lambda f, on: not f.is_stayed,
    "中止、暂缓事由消失后恢复执行",
    "resume when the ground of the stay ends",
    ("CPL", "267"),
)
NO_SETTLEMENT = Condition(
    "NO_SETTLEMENT",
    "没有尚在履行的执行和解协议",
    "no settlement stands that is still to be performed",
    lambda f, on: not f.settlement_stands,
    "按和解协议履行；到期不履行的，由申请执行人申请恢复执行原生效法律文书，裁定恢复后扣划",
    "let it be performed; after a default the applicant may ask that the title be enforced again, "
    "then transfer",
    ("CPL", "241"),
)
OWING = Condition(
    "OWING",
    "债务尚未全部清偿",
    "the debt is not fully paid",
    lambda f, on: f.outstanding is None or f.outstanding > 0,
    "无需采取措施，应依法结案",
    "nothing is left to enforce; close the case",
    ("CPL", "264"),
)
NOTICE_SENT = Condition(
    "NOTICE_SENT",
    "已发出执行通知",
    "the enforcement notice was sent",
    lambda f, on: f.notice_sent_on is not None and f.notice_sent_on <= on,
    "先发出执行通知",
    "send the notice first",
    ("CPL", "251"),
)
NOTICE_EXPIRED = Condition(
    "NOTICE_EXPIRED",
    "执行通知指定的期间已届满",
    "the period of the notice is over",
    lambda f, on: f.notice_expires_on is not None and f.notice_expires_on < on,
    "期间届满后进行，或者写明立即执行的理由",
    "wait until it is over, or state why at once",
    ("CPL", "251"),
)
JUDGMENT_DEBTOR = Condition(
    "JUDGMENT_DEBTOR",
    "对象是本案被执行人",
    "the person is the judgment debtor",
    lambda f, on: f.debtor.is_judgment_debtor,
    "先依法变更、追加为被执行人",
    "add the person as debtor first",
    ("NETWORK", "7"),
)
IDENTIFIED = Condition(
    "IDENTIFIED",
    "已按证件号码核对身份",
    "identity was matched by number",
    lambda f, on: f.debtor.identified_by_number,
    "核对证件号码，仅同名不得采取措施",
    "match the number; a name alone never suffices",
    None,
)
BELONGS = Condition(
    "BELONGS",
    "财产属于被执行人",
    "the property belongs to the debtor",
    lambda f, on: f.property.belongs_to_debtor,
    "查明权属；案外人名下的须其书面确认",
    "establish ownership; a third person must confirm in writing",
    ("SEIZURE", "2"),
)
LIMIT_LEFT = Condition(
    "LIMIT_LEFT",
    "控制额度尚有余额",
    "something may still be controlled",
    lambda f, on: f.property.remaining_limit > 0,
    "已足额控制，不得超标的",
    "enough is controlled; no more may be",
    ("SEIZURE", "19"),
)
AVAILABLE = Condition(
    "AVAILABLE",
    "有可供控制的数额",
    "an amount is available",
    lambda f, on: f.property.available > 0,
    "待有余额后进行",
    "wait for a balance",
    ("CPL", "253"),
)
GROUND = Condition(
    "GROUND",
    "具有法定纳入情形",
    "a legal ground to list exists",
    lambda f, on: f.debtor.listing_ground is not None,
    "查明法定情形",
    "establish a ground",
    ("LISTING", "1"),
)
NOT_MINOR = Condition(
    "NOT_MINOR",
    "被执行人不是未成年人",
    "the debtor is no minor",
    lambda f, on: not f.debtor.is_minor,
    "未成年人不得纳入",
    "a minor is never listed",
    ("LISTING", "4"),
)
NOTICE_OR_LISTED = Condition(
    "NOTICE_OR_LISTED",
    "通知期间已届满，或者已被纳入失信名单",
    "the notice ran out or the debtor is listed",
    lambda f, on: (
        (f.notice_expires_on is not None and f.notice_expires_on < on)
        or (f.debtor.is_listed and on >= LISTED_MUST_BE_RESTRICTED)
    ),
    "期间届满后作出",
    "order it when the period is over",
    ("RESTRICTION", "1"),
)
HIDES = Condition(
    "HIDES",
    "有隐匿财产的事实",
    "property is shown to be hidden",
    lambda f, on: f.debtor.hides_property,
    "查明隐匿财产的线索",
    "establish that property is hidden",
    ("CPL", "259"),
)
OBSTRUCTION = Condition(
    "OBSTRUCTION",
    "有妨害执行的行为",
    "an act of obstruction is found",
    lambda f, on: f.debtor.obstruction_found,
    "查明妨害执行的事实",
    "establish the act",
    ("CPL", "114"),
)
SUBMITTED = Condition(
    "SUBMITTED",
    "和解协议已提交或者记入笔录",
    "the settlement was submitted or recorded",
    lambda f, on: f.settlement_submitted,
    "提交书面协议或者记入笔录",
    "submit it, or have it recorded",
    ("CPL", "241"),
)
AGREED = Condition(
    "AGREED",
    "各方当事人已认可",
    "all parties agreed",
    lambda f, on: f.settlement_agreed_by_all,
    "取得各方认可",
    "obtain the agreement of all",
    ("CPL", "241"),
)
PERFORMED = Condition(
    "PERFORMED",
    "全部义务已履行",
    "every duty is performed",
    lambda f, on: f.outstanding is not None and f.outstanding <= 0,
    "清偿或者由申请执行人书面放弃余额",
    "pay, or let the applicant waive the rest in writing",
    ("EW", "64"),
)
NOTHING_HELD = Condition(
    "NOTHING_HELD",
    "案款已全部发放",
    "no money of the case is held",
    lambda f, on: f.held == 0,
    "先发放案款",
    "pay out the money first",
    ("MONEY", "10"),
)
HELD = Condition(
    "HELD",
    "法院账户有案款",
    "the court holds money of the case",
    lambda f, on: f.held > 0,
    "待案款到账",
    "wait for money to arrive",
    ("MONEY", "10"),
)
PAYEE = Condition(
    "PAYEE",
    "收款账户已确认",
    "the payee’s account is confirmed",
    lambda f, on: f.payee_confirmed,
    "由申请执行人书面确认本人账户",
    "let the applicant confirm an own account in writing",
    ("EW", "20"),
)
UNDISPUTED = Condition(
    "UNDISPUTED",
    "案款没有未决争议",
    "no dispute over the money is open",
    lambda f, on: not f.payment_disputed,
    "争议解决后发放，或者依法延缓",
    "settle the dispute, or delay by law",
    ("MONEY", "10"),
)
RECEIVED = Condition(
    "RECEIVED",
    "已收到申请执行书",
    "the application was received",
    lambda f, on: f.received_on is not None and f.received_on <= on,
    "收到申请后审查",
    "examine it once received",
    ("EW", "18"),
)
NOT_FILED = Condition(
    "NOT_FILED",
    "尚未立案",
    "the case is not yet filed",
    lambda f, on: f.filed_on is None or f.filed_on > on,
    "不得重复立案",
    "no case is filed twice",
    ("EW", "16"),
)
DOCUMENT = Condition(
    "DOCUMENT",
    "法律文书已生效",
    "the instrument is effective",
    lambda f, on: f.application.document_effective,
    "补交生效证明",
    "prove that it is effective",
    ("EW", "16"),
)
ENTITLED = Condition(
    "ENTITLED",
    "申请人是权利人或者其继承人、权利承受人",
    "the applicant holds the right",
    lambda f, on: f.application.applicant_entitled,
    "补交权利承受证明",
    "prove the succession",
    ("EW", "16"),
)
DEFINITE = Condition(
    "DEFINITE",
    "有给付内容，标的和被执行人明确",
    "content, object and debtor are definite",
    lambda f, on: f.application.content_definite,
    "补正申请内容",
    "make the application definite",
    ("EW", "16"),
)
UNPERFORMED = Condition(
    "UNPERFORMED",
    "义务人在期限内未履行",
    "the debtor did not perform in time",
    lambda f, on: f.application.period_expired_unperformed,
    "履行期届满后申请",
    "apply when the period is over",
    ("EW", "16"),
)
COMPETENT = Condition(
    "COMPETENT",
    "本院有管辖权",
    "this court is competent",
    lambda f, on: f.application.court_competent,
    "向有管辖权的法院申请",
    "apply to the competent court",
    ("CPL", "235"),
)
NOTICE_EXPIRED_WARNING = Condition(
    NOTICE_EXPIRED.code,
    NOTICE_EXPIRED.zh,
    NOTICE_EXPIRED.en,
    NOTICE_EXPIRED.holds,
    NOTICE_EXPIRED.remedy_zh,
    NOTICE_EXPIRED.remedy_en,
    NOTICE_EXPIRED.basis,
    warns=True,
)
RUNNING = (FILED, OPEN, NOT_STAYED, OWING)
CONTROLLING = (FILED, OPEN_OR_ENDED_FOR_NOW, NOT_STAYED, OWING)
"""What control needs: property found after the present procedure was ended is controlled at once.

Law: 终结本次执行程序规定 art. 10.
"""
