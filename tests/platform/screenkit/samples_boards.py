"""Invented boards, trays, matrices and imports for the preview pages."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.platform.screenkit.samples import CASE_NO, WHY
from zhixing.platform.screenkit.boards import (
    Answered,
    Chart,
    ChartKind,
    Matrix,
    MatrixCell,
    MatrixRow,
    Series,
    Stat,
)
from zhixing.platform.screenkit.decisions import (
    Decision,
    Opinion,
    Reason,
    Refusal,
    Tray,
    TrayDocument,
    TrayItem,
)
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.words import NOTHING, Words

_INSTRUMENT = (
    "<h1>江城县人民法院<br>执行裁定书</h1><p class='no'>（2015）江执字第01207号</p>"
    "<p>申请执行人陈某，男，住江城县。</p><p>被执行人吴某，男，住江城县。</p>"
    "<p>本院在执行陈某与吴某民间借贷纠纷一案中，被执行人未按执行通知履行生效法律文书确定的义务。"
    "依照《中华人民共和国民事诉讼法》第二百四十二条、第一百五十四条第一款第十一项规定，裁定如下：</p>"
    "<p>冻结被执行人吴某在示例银行江城支行的存款人民币柒万元整（¥70,000.00），期限一年。</p>"
    "<p>本裁定立即执行。</p><p class='sign-off'>审判员　周明</p><p class='sign-off'>二〇一六年六月一日</p>"
    "<p class='sign-off'>书记员　林青</p>"
)


def tray(count: int, is_refused: bool = False) -> Tray:
    names = (
        Words("冻结裁定", "Freezing ruling"),
        Words("拘留决定", "Detention decision"),
        Words("限制消费令", "Consumption-restriction order"),
        Words("付款审批", "Payment order"),
    )
    items = [
        TrayItem(
            names[i % 4],
            "/tray/ordinary/",
            f"(2015)江执字第{1207 + i * 11:05d}号",
            "周明",
            Words(f"已等{i + 1}小时", f"waiting {i + 1} h"),
            i == 0,
            i == 1,
        )
        for i in range(count)
    ]
    if not items:
        return Tray([])
    refusal = (
        Refusal(
            Words("申请人不能批准自己的申请", "The applicant cannot approve their own application"),
            "SAME_PERSON",
            why=WHY,
        )
        if is_refused
        else None
    )
    article = Words("民事诉讼法（2012）第242条", "Civil Procedure Law (2012), art. 242")
    return Tray(
        items,
        TrayDocument(
            Words("冻结裁定", "Freezing ruling"),
            html=_INSTRUMENT,
            download=Link(Words("下载 Word", "Download Word"), "/done/"),
        ),
        CASE_NO,
        "/case/ordinary/",
        Words(
            "申请冻结被执行人存款¥70,000.00",
            "Application to freeze ¥70,000.00 of the debtor's deposit",
        ),
        [
            Reason(
                Words("不超过本案今日尚欠数额", "Within what is owed today"),
                True,
                Words("查封规定（2008）第21条", "Seizure Rules (2008), art. 21"),
                WHY,
            ),
            Reason(
                Words("已保留生活必需费用¥9,600.00", "¥9,600.00 for living needs stays free"),
                True,
                Words("民事诉讼法（2012）第243条", "CPL (2012), art. 243"),
                WHY,
            ),
            Reason(
                Words("期限不超过一年", "Term of at most one year"),
                True,
                Words("民诉法解释第487条", "CPL Interpretation, art. 487"),
                WHY,
            ),
            Reason(
                Words("执行通知已送达", "Enforcement notice served"),
                not is_refused,
                Words("民事诉讼法（2012）第240条", "CPL (2012), art. 240"),
                WHY,
            ),
        ],
        [
            Opinion(
                "林青",
                Words("书记员", "Clerk"),
                Words("核对无误", "checked"),
                datetime(2016, 6, 1, 1, 12, tzinfo=UTC),
                Words("账户与反馈一致", "account agrees with the answer"),
            )
        ],
        Decision(
            "approve",
            Words("同意", "Approve"),
            "/done/",
            Words(
                "盖章后立即发往银行冻结¥70,000.00。",
                "Sealed and sent to the bank at once: ¥70,000.00 is frozen.",
            ),
            article,
            "/texts/",
            "act",
            "a",
            needs_code=True,
            refusal=refusal,
        ),
        Decision(
            "return",
            Words("退回", "Return"),
            "/done/",
            Words("退回承办人，不对外发出。", "Goes back to the judge; nothing is sent."),
            NOTHING,
            tone="return",
            key="r",
            reason="required",
        ),
    )


_BANKS = (
    ("示例银行", "Sample Bank"),
    ("江城农商", "Jiangcheng Rural"),
    ("远山银行", "Yuanshan Bank"),
    ("证券登记", "Securities"),
    ("车辆", "Vehicles"),
    ("不动产", "Real estate"),
    ("工商", "Companies"),
    ("公积金", "Housing fund"),
    ("社保", "Insurance"),
    ("支付平台", "Payments"),
    ("船舶", "Ships"),
)


def matrix(count: int) -> Matrix:
    states = list(Answered)
    rows = []
    for i in range(count):
        cells = []
        for j in range(len(_BANKS)):
            state = states[(i * 7 + j * j) % 11 % 6] if (i + j) % 3 else Answered.NOTHING
            live = f"q{i}-{j}"
            hit = state is Answered.HIT
            cells.append(
                MatrixCell(
                    state,
                    1 + j % 3 if hit else None,
                    "/case/ordinary/" if hit else "",
                    live,
                    f"/cell/{live}/",
                )
            )
        rows.append(
            MatrixRow(
                f"(2015)江执字第{1207 + i * 13:05d}号",
                cells,
                "/case/ordinary/",
                "吴某" if i % 2 else "江城示例建材有限公司",
            )
        )
    return Matrix(
        "query",
        Words("查询反馈", "Answers"),
        Words("案件", "Case"),
        [Words(zh, en) for zh, en in _BANKS],
        rows,
        "?after=x" if count > 20 else "",
    )


def stats() -> list[Stat]:
    year = Words("2016年1至5月", "January to May 2016")
    return [
        Stat(
            Words("结案率", "Closing rate"),
            "71.4%",
            NOTHING,
            year,
            trend=(612, 640, 633, 671, 690, 714),
            change=Words("上升2.4个百分点", "up 2.4 points"),
            target="75%",
            is_met=False,
            rank=4,
            rank_of=11,
            cases_url="/cases/ordinary/",
            why=WHY,
        ),
        Stat(
            Words("实际到位", "Recovered"),
            "¥48.62",
            Words("百万", "million"),
            year,
            trend=(310, 344, 402, 380, 455, 486),
            change=Words("增加6.8%", "up 6.8%"),
            target=Words("¥45.00百万", "¥45.00 million"),
            is_met=True,
            rank=2,
            rank_of=11,
            cases_url="/cases/ordinary/",
            why=WHY,
        ),
        Stat(
            Words("逾期案件", "Overdue cases"),
            "37",
            Words("件", ""),
            year,
            trend=(61, 58, 52, 49, 41, 37),
            change=Words("减少4件", "4 fewer"),
            target="0",
            is_met=False,
            rank=6,
            rank_of=11,
            cases_url="/cases/ordinary/",
            why=WHY,
        ),
        Stat(
            Words("平均用时", "Average time"),
            "118",
            Words("日", "days"),
            year,
            trend=(141, 139, 133, 128, 121, 118),
            change=Words("缩短3日", "3 days shorter"),
            target=Words("120日", "120 days"),
            is_met=True,
            rank=3,
            rank_of=11,
            cases_url="/cases/ordinary/",
            why=WHY,
        ),
        Stat(
            Words("终本率", "Ended without property"),
            "22.8%",
            NOTHING,
            year,
            trend=(240, 231, 236, 229, 230, 228),
            change=Words("下降0.2个百分点", "down 0.2 points"),
            target="25%",
            is_met=True,
            rank=5,
            rank_of=11,
            cases_url="/cases/ordinary/",
            why=WHY,
        ),
    ]


def charts() -> list[Chart]:
    months = [
        Words(f"{m}月", en)
        for m, en in zip(range(1, 7), ("Jan", "Feb", "Mar", "Apr", "May", "Jun"), strict=True)
    ]
    return [
        Chart(
            "flow",
            Words("收案与结案", "Filed and closed"),
            Words("件", "cases"),
            months,
            [
                Series(Words("收案", "Filed"), (212, 143, 260, 241, 255, 198)),
                Series(Words("结案", "Closed"), (160, 121, 244, 262, 270, 215)),
            ],
            why=WHY,
        ),
        Chart(
            "days",
            Words("平均用时", "Average time"),
            Words("日", "days"),
            months,
            [
                Series(Words("本院", "This court"), (141, 139, 133, 128, 121, 118)),
                Series(Words("全市", "City"), (150, 149, 146, 144, 139, 137)),
            ],
            ChartKind.LINE,
            why=WHY,
        ),
    ]
