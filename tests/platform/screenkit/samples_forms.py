"""Invented filters, imports and sign-ins for the preview pages."""

from __future__ import annotations

from zhixing.platform.screenkit.casework import ImportReport, RowError
from zhixing.platform.screenkit.decisions import (
    Decision,
)
from zhixing.platform.screenkit.shell import Link, PostChoice, SignIn
from zhixing.platform.screenkit.tables import Choice, Filter, Filters
from zhixing.platform.screenkit.words import NOTHING, Words


def filters() -> Filters:
    stage = Filter(
        "stage",
        Words("阶段", "Stage"),
        choices=[
            Choice("", Words("全部", "All")),
            Choice("control", Words("查控", "Finding and control"), True),
        ],
    )
    return Filters(
        "/cases/ordinary/",
        [
            stage,
            Filter("due", Words("到期不晚于", "Due by"), "2016-06-30", kind="date"),
            Filter("q", Words("当事人", "Party")),
        ],
        [
            Link(Words("阶段：查控", "Stage: finding and control"), "/cases/ordinary/"),
            Link(Words("到期不晚于2016-06-30", "Due by 2016-06-30"), "/cases/ordinary/"),
        ],
        "list-cases",
        "/cases/ordinary/",
    )


def imported(bad: int) -> ImportReport:
    faults = [
        (
            Words("统一社会信用代码", "Social credit code"),
            "91330100MA2XXXXX0Q",
            Words("校验码不符：末位应为7", "Checksum fails: the last sign should be 7"),
            Words("对照营业执照更正", "Correct it from the business licence"),
        ),
        (
            Words("标的额", "Amount"),
            "六十五万",
            Words("不是以元为单位的数字", "Not a number of yuan"),
            Words("填写650000.00", "Write 650000.00"),
        ),
        (
            Words("判决生效日", "Effective on"),
            "2016-02-30",
            Words("没有这一天", "There is no such day"),
            Words("核对生效证明", "Check the certificate of effect"),
        ),
        (
            Words("申请人", "Creditor"),
            "",
            Words("必填", "Required"),
            Words("填写姓名或名称", "Give the name"),
        ),
    ]
    errors = [
        RowError(2 + i * 3, f, v, r, h)
        for i in range(min(bad, 40))
        for f, v, r, h in [faults[i % 4]]
    ]
    good = Decision(
        "good",
        Words("先立可立的", "File the good rows"),
        "/done/",
        Words(
            "立案9,963件；有错误的行不立，可改正后重新上传。",
            "9,963 cases are filed; rows with errors are not, and can be uploaded again once corrected.",
        ),
        tone="act",
    )
    none = Decision(
        "none",
        Words("全部不立", "File none"),
        "/done/",
        Words("不立任何案件。", "No case is filed."),
    )
    return ImportReport(
        "2016-05 批量立案.xlsx", 9963, bad, errors, max(0, bad - 40), (good, none), "/export/"
    )


def sign_in(state: str) -> SignIn:
    name, court = (
        Words("执行", "Zhixing"),
        Words("江城县人民法院（演示）", "Jiangcheng County Court (demo)"),
    )
    error = (
        Words(
            "账号或密码不对。再试两次后，本账号暂停登录15分钟。",
            "Account or password is wrong. After two more attempts the account is paused for 15 minutes.",
        )
        if state == "error"
        else NOTHING
    )
    if state != "post":
        return SignIn(
            "/sign_in/post/",
            name,
            court,
            "zhouming" if state == "error" else "",
            error=error,
            is_rehearsal=True,
        )
    posts = [
        PostChoice("1", court, Words("执行法官", "Enforcement judge"), True),
        PostChoice("2", court, Words("执行局局长", "Director of the bureau"), needs_code=True),
    ]
    return SignIn("/done/", name, posts=posts, back_url="/sign_in/ordinary/", is_rehearsal=True)
