"""Everything the wire is known to bring misshapen is read, or refused by name."""

import base64
import textwrap
from datetime import date

import pytest

from tests.wire.samples import BANK, CONTROL_NO, GOLDEN, QUERY_NO, bare, golden, wired
from zhixing.inquiry.wire.bank_codec import (
    decode_document_key,
    decode_feedback,
    decode_usermarker,
)
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome, RejectionForm
from zhixing.inquiry.wire.reasons import ReasonCode
from zhixing.kernel.fen import Fen

ACCOUNTS = (GOLDEN / "in_accounts.xml").read_text("utf-8")
CONTROL = (GOLDEN / "in_control.xml").read_text("utf-8")


def codes(decoded):
    return {note.code for note in decoded.notes}


def one(xml, **keywords):
    decoded = decode_feedback(wired(xml), BANK, **keywords)
    assert len(decoded.feedbacks) == 1
    return decoded, decoded.feedbacks[0]


def test_the_tests_own_wire_gives_what_the_shell_gave():
    flat = "".join(line.strip() for line in ACCOUNTS.splitlines())
    prolog = '<?xml version="1.0" encoding="UTF-8"?>'
    inner = base64.b64decode(wired(flat)).decode()
    assert prolog + inner == base64.b64decode(golden("in_accounts")).decode()


def test_an_unknown_attribute_is_kept_beside():
    decoded, feedback = one(
        f'<zhxxList><zhxx BDHM="{QUERY_NO}" CCXH="1" KHZH="0000111122227777" NEUES="某值"/></zhxxList>'
    )
    assert feedback.accounts[0].extras == {"NEUES": "某值"}
    assert decoded.problems == ()


def test_an_unknown_child_costs_nothing_else():
    changed = ACCOUNTS.replace("<jrxxList>", "<neuList><neu A='x'/></neuList><jrxxList>", 1)
    decoded = decode_feedback(wired(changed), BANK)
    assert codes(decoded) == {"unknown-element"}
    assert decoded.notes[0].field == "neuList"
    assert decoded.feedbacks[0].accounts[0].balance == Fen(100000)


@pytest.mark.parametrize(
    "change",
    [str.upper, str.lower, lambda tag: tag[0].upper() + tag[1:].lower()],
    ids=["upper", "lower", "title"],
)
def test_list_tags_and_attributes_in_any_case(change):
    xml = CONTROL
    for tag in ("kzxxList", "hzxxList", "djxxList", "kzxx", "hzxx", "djxx"):
        for lead in ("<", "</"):
            for end in (">", " "):
                xml = xml.replace(f"{lead}{tag}{end}", f"{lead}{change(tag)}{end}")
    xml = xml.replace("KZZT=", "kzzt=").replace("BDHM=", "Bdhm=")
    (feedback,) = decode_feedback(wired(xml), BANK).feedbacks
    assert [r.outcome for r in feedback.results] == [
        Outcome.DONE,
        Outcome.PARTIAL,
        Outcome.NOT_DONE,
    ]
    assert len(feedback.receipts) == 1
    assert feedback.results[0].prior_measures[0].amount == Fen(2000000)


@pytest.mark.parametrize("width", [60, 76])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \t"])
def test_base64_wrapped_like_mail(width, end):
    wrapped = end.join(textwrap.wrap(golden("in_control"), width))
    assert decode_feedback(wrapped, BANK) == decode_feedback(golden("in_control"), BANK)


def test_line_breaks_inside_encoded_values():
    pdf = b"%PDF-1.4 " + bytes(range(256)) * 3
    inner = base64.encodebytes(pdf)
    outer = base64.encodebytes(inner).decode().replace("\n", "&#13;&#10;")
    number = base64.b64encode(CONTROL_NO.encode()).decode()
    xml = f'<kzxxList><hzxxList><hzxx BDHM="{number[:8]}\n{number[8:]}" WSNR="{outer}"/></hzxxList></kzxxList>'
    (feedback,) = decode_feedback(bare(xml), BANK).feedbacks
    assert feedback.request_no == CONTROL_NO
    assert feedback.receipts[0].writ.content == pdf
    assert feedback.receipts[0].md5_agrees is None


def test_raw_attributes_throughout():
    raw = ACCOUNTS.replace("示例理财一号", "示例理财")
    decoded = decode_feedback(bare(raw), BANK)
    encoded = decode_feedback(wired(raw), BANK)
    assert decoded.feedbacks == encoded.feedbacks
    assert decoded.problems == ()


def test_a_raw_document_without_any_base64():
    assert (
        decode_feedback(ACCOUNTS, BANK).feedbacks
        == decode_feedback(golden("in_accounts"), BANK).feedbacks
    )


def test_raw_bytes_in_gbk_under_a_prolog_that_says_otherwise():
    data = ('<?xml version="1.0" encoding="UTF-8"?>' + ACCOUNTS).encode("gbk")
    decoded = decode_feedback(base64.b64encode(data).decode(), BANK)
    assert decoded.feedbacks == decode_feedback(golden("in_accounts"), BANK).feedbacks


def test_some_values_raw_among_encoded_ones():
    encoded = base64.b64decode(wired(CONTROL)).decode()
    for name, raw in (("KZZT", "1"), ("CCXH", "1"), ("KHZH", "0000111122223333")):
        value = base64.b64encode(raw.encode()).decode()
        encoded = encoded.replace(f'{name}="{value}"', f'{name}="{raw}"')
    mixed = decode_feedback(bare(encoded), BANK)
    assert mixed.feedbacks == decode_feedback(golden("in_control"), BANK).feedbacks


@pytest.mark.parametrize("user", ["YH000001", "JJ000002"])
def test_a_raw_usermarker_whose_text_is_also_base64(user):
    xml = f'<usermarker><condition username="{user}" password="abcd1234"/></usermarker>'
    marker = decode_usermarker(bare(xml), BANK)
    assert (user, "abcd1234") in marker.readings
    assert marker.username == user


def test_a_raw_document_key_whose_text_is_also_base64():
    key = decode_document_key(
        bare('<wsbhinfo><condition WSBH="SLWS202700000001"/></wsbhinfo>'), BANK
    )
    assert key.value == "SLWS202700000001"


def test_a_usermarker_without_a_name_is_refused_by_field():
    with pytest.raises(Unreadable, match="USERNAME of usermarker"):
        decode_usermarker(bare("<usermarker><condition/></usermarker>"), BANK)


def test_a_missing_number_is_taken_from_its_siblings():
    xml = CONTROL.replace(f'<kzxx BDHM="{CONTROL_NO}" CCXH="1"', '<kzxx CCXH="1"')
    decoded, feedback = one(xml)
    assert codes(decoded) == {"number-filled"}
    assert len(feedback.results) == 3


def test_a_number_missing_everywhere_is_named():
    decoded = decode_feedback(
        wired('<zhxxList><zhxx CCXH="1" KHZH="查无开户信息"/></zhxxList>'), BANK
    )
    assert decoded.feedbacks == ()
    (problem,) = decoded.problems
    assert (problem.row, problem.field, problem.code) == ("zhxxList/zhxx[1]", "BDHM", "no-number")
    assert "缺请求编号" in problem.zh


def test_a_missing_number_among_two_requests_is_not_guessed():
    xml = ACCOUNTS.replace("</zhxxList>", '<zhxx CCXH="9" KHZH="0000111122220000"/></zhxxList>')
    decoded = decode_feedback(wired(xml), BANK)
    assert [p.row for p in decoded.problems] == ["zhxxList/zhxx[3]"]
    assert len(decoded.feedbacks) == 2


def test_controlled_with_a_reason_is_partial_and_without_is_done():
    row = f'<kzxxList><kzxx BDHM="{CONTROL_NO}" CCXH="1" KZZT="1" WNKZYY="%s"/></kzxxList>'
    assert one(row % "部分扣划")[1].results[0].outcome is Outcome.PARTIAL
    assert one(row % "")[1].results[0].outcome is Outcome.DONE


def test_a_rejection_through_the_wrong_operation():
    xml = f'<kzxxList><kzxx BDHM="{CONTROL_NO}" CCXH="1" KZZT="2" WNKZYY="不受理"/></kzxxList>'
    decoded, feedback = one(xml, operation="shfeedXzcxInfo")
    assert codes(decoded) == {"other-operation"}
    assert feedback.kind is FeedbackKind.REJECT
    assert feedback.rejection.form is RejectionForm.PSEUDO_RESULT
    assert one(xml, operation="shfeedXzkzInfo")[1].kind is FeedbackKind.CONTROL


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
def test_md5_in_any_case(change):
    md5 = "96EFBA2BE08D302D4CF223E23D620BC0"
    decoded, feedback = one(CONTROL.replace(md5, change(md5)))
    assert feedback.receipts[0].md5_agrees is True
    assert decoded.notes == ()


def test_a_differing_md5_keeps_the_data_and_flags_the_receipt():
    decoded, feedback = one(CONTROL.replace("96EFBA2B", "00000000"))
    assert feedback.receipts[0].md5_agrees is False
    assert feedback.receipts[0].writ.content == b"%PDF-1.4 receipt"
    assert codes(decoded) == {"md5-differs"}
    assert len(feedback.results) == 3


def test_a_receipt_encoded_once_only():
    once = base64.b64encode(b"%PDF-1.4 receipt").decode()
    twice = base64.b64encode(once.encode()).decode()
    xml = base64.b64decode(wired(CONTROL)).decode().replace(twice, once)
    (feedback,) = decode_feedback(bare(xml), BANK).feedbacks
    assert feedback.receipts[0].writ.content == b"%PDF-1.4 receipt"


def test_an_unreadable_receipt_costs_only_itself():
    xml = base64.b64decode(wired(CONTROL)).decode()
    start = xml.index('WSNR="') + 6
    broken = xml[:start] + "*** not base64 ***" + xml[xml.index('"', start) :]
    decoded = decode_feedback(bare(broken), BANK)
    assert [(p.row, p.field) for p in decoded.problems] == [("kzxxList/hzxx[1]", "WSNR")]
    assert len(decoded.feedbacks[0].results) == 3


def test_names_of_the_older_generation():
    xml = (
        f'<zhxxList><zhxx BDHM="{QUERY_NO}" ZHXH="3" ZHLB="活期" KHZH="0000111122227777" SFTZ="否" SFBDJ="是">'
        '<glxxList><glxx GLXH="1" GLZHMC="0000111122227777-02"/></glxxList></zhxx></zhxxList>'
    )
    _, feedback = one(xml)
    (account,) = feedback.accounts
    assert (account.line, account.class_text) == ("3", "活期")
    assert account.extras == {"SFTZ": "否", "SFBDJ": "是"}
    assert account.sub_accounts[0].no == "0000111122227777-02"


def test_rows_without_a_list_around_them():
    xml = ACCOUNTS.replace("<djxxList>", "").replace("</djxxList>", "")
    decoded = decode_feedback(wired(xml), BANK)
    assert len(decoded.feedbacks[0].accounts[0].prior_measures) == 1


def test_prior_measures_beside_their_line():
    sub = CONTROL[CONTROL.index("<djxxList>") : CONTROL.index("</djxxList>") + 11]
    xml = CONTROL.replace(sub, "").replace("<hzxxList>", sub + "<hzxxList>")
    _, feedback = one(xml)
    assert [len(r.prior_measures) for r in feedback.results] == [1, 0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "2027年1月5日",
        "20270105",
        "2027-01-05",
        "2027/1/5",
        "2027/01/05 00:00:00",
        "2027.01.05",
        "20270105235959",
        "2027-01-05T10:00:00.000",
        "２０２７/０１/０５",
        "2027年01月05日 10时00分00秒",
    ],
)
def test_dates_as_they_come(text):
    xml = CONTROL.replace('CSKSRQ="2027/01/05"', f'CSKSRQ="{text}"')
    decoded, feedback = one(xml)
    assert feedback.results[0].actual_from == date(2027, 1, 5)
    assert decoded.problems == ()


@pytest.mark.parametrize("text", ["", "0000-00-00", "0"])
def test_dates_that_say_nothing(text):
    decoded, feedback = one(CONTROL.replace('CSJSRQ="2028/01/04"', f'CSJSRQ="{text}"'))
    assert feedback.results[0].actual_to is None
    assert decoded.problems == ()


@pytest.mark.parametrize("text", ["2027/02/30", "长期", "2027"])
def test_dates_that_cannot_be_are_named(text):
    decoded, feedback = one(CONTROL.replace('CSJSRQ="2028/01/04"', f'CSJSRQ="{text}"'))
    assert [(p.row, p.field) for p in decoded.problems] == [("kzxxList/kzxx[1]", "CSJSRQ")]
    assert feedback.results[0].actual == Fen(10000000)


@pytest.mark.parametrize(
    ("text", "fen"),
    [("100,000.00", 10000000), ("1.0E5", 10000000), ("100000", 10000000), ("￥100000元", 10000000)],
)
def test_amounts_as_they_come(text, fen):
    assert one(CONTROL.replace('SKJE="100000.00"', f'SKJE="{text}"'))[1].results[0].actual == fen


@pytest.mark.parametrize("text", ["十万", "1E999999999", "0.005", "99999999999999999999", "--"])
def test_amounts_that_cannot_be_are_named(text):
    decoded, feedback = one(CONTROL.replace('SKJE="100000.00"', f'SKJE="{text}"'))
    assert [p.field for p in decoded.problems] == ["SKJE"]
    assert feedback.results[0].actual is None


def test_a_state_that_is_neither_is_named_and_only_its_line_lost():
    decoded, feedback = one(
        CONTROL.replace('CCXH="3" KHZH="0000111122225555" KZZT="2"', 'CCXH="3" KZZT="7"')
    )
    assert [(p.row, p.field) for p in decoded.problems] == [("kzxxList/kzxx[3]", "KZZT")]
    assert [r.line for r in feedback.results] == ["1", "2"]


def test_a_line_given_twice_counts_as_given_last():
    xml = CONTROL.replace('CCXH="2"', 'CCXH="1"')
    decoded, feedback = one(xml)
    assert "line-repeated" in codes(decoded)
    assert [(r.line, r.outcome) for r in feedback.results] == [
        ("1", Outcome.PARTIAL),
        ("3", Outcome.NOT_DONE),
    ]


BOMB = """<?xml version="1.0"?><!DOCTYPE zhxxList [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<zhxxList><zhxx BDHM="&c;"/></zhxxList>"""
FILE = '<!DOCTYPE z [<!ENTITY f SYSTEM "file:///etc/hostname">]><zhxxList>&f;</zhxxList>'


@pytest.mark.parametrize(
    "xml", [BOMB, FILE, '<!DOCTYPE z SYSTEM "http://127.0.0.1/z.dtd"><zhxxList/>']
)
def test_declarations_are_refused(xml):
    with pytest.raises(Unreadable) as caught:
        decode_feedback(bare(xml), BANK)
    assert caught.value.code == "forbidden-declaration"


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-32"])
def test_a_bomb_in_a_wide_charset_is_refused(charset):
    payload = base64.b64encode(BOMB.encode(charset)).decode()
    with pytest.raises(Unreadable):
        decode_feedback(payload, BANK)


def test_a_bomb_under_a_seven_bit_charset_is_refused():
    body = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE z [+ADwAIQ-ENTITY a "a">]><zhxxList/>'
    with pytest.raises(Unreadable) as caught:
        decode_feedback(base64.b64encode(body.encode()).decode(), BANK)
    assert caught.value.code == "bad-charset"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("%%%", "not-base64"),
        (bare("<zhxxList><zhxx"), "not-xml"),
        (bare("<backinfo/>"), "unknown-root"),
        (bare("<a>" * 60 + "</a>" * 60), "too-deep"),
    ],
)
def test_what_is_no_feedback_is_refused_with_a_code(payload, code):
    with pytest.raises(Unreadable) as caught:
        decode_feedback(payload, BANK)
    assert caught.value.code == code
    assert caught.value.zh
    assert caught.value.en


def test_a_list_without_rows_is_named():
    (problem,) = decode_feedback(bare("<zhxxList/>"), BANK).problems
    assert problem.code == "no-rows"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("无文书编号", ReasonCode.NO_WRIT_NUMBER),
        ("文书内容为空", ReasonCode.NO_WRIT_CONTENT),
        ("无文书", ReasonCode.NO_WRIT),
        ("无证件", ReasonCode.NO_CREDENTIAL),
        ("证件内容为空", ReasonCode.NO_CREDENTIAL_CONTENT),
        ("工作证编号过长，请线下办理", ReasonCode.CARD_TOO_LONG),
        ("账号不存在", ReasonCode.ACCOUNT_NOT_FOUND),
        ("账号与证件号码不匹配", ReasonCode.ID_MISMATCH),
        ("账号与被控制人姓名不匹配", ReasonCode.NAME_MISMATCH),
        ("不支持的控制措施", ReasonCode.UNSUPPORTED_MEASURE),
        ("未找到客户信息", ReasonCode.CUSTOMER_NOT_FOUND),
        ("跨行转账失败", ReasonCode.INTERBANK_FAILED),
        ("余额不足", ReasonCode.INSUFFICIENT_BALANCE),
        ("控制失败", ReasonCode.CONTROL_FAILED),
        ("系统维护", ReasonCode.OTHER),
    ],
)
def test_reasons_are_recognised(text, code):
    xml = f'<kzxxList><kzxx BDHM="{CONTROL_NO}" CCXH="1" KZZT="2" WNKZYY="{text}"/></kzxxList>'
    assert one(xml)[1].results[0].reason_code is code
