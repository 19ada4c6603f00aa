"""The golden messages that say everything: what the codecs write is them, and what they hold is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.wire import registry_samples, samples
from tests.wire.samples import CASE_FUND, CASE_NO, ORIGIN, freeze_line
from zhixing.inquiry.wire import bank_codec, registry_in
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.feedback import Outcome
from zhixing.inquiry.wire.model import (
    AccountRef,
    AssetRef,
    IdType,
    Kind,
    Measure,
    Origin,
    Scope,
    Subject,
    Target,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.real_estate import RightKind, SealingKind
from zhixing.inquiry.wire.testbook import find_wire_golden
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days

OLDER = get_profile("BANK-SOAP-1")
OLDER_ORIGIN = Origin("26010500000000000009", ORIGIN.case_no)
HOLDER = Subject("测试甲", IdType.RESIDENT_ID, "110101190001010006")
ABROAD = replace(HOLDER, country_region="中国", id_issue_place="示例市公安局")
TERM = Days.closed(date(2027, 1, 5), date(2028, 1, 4))
NOTICE = f"{CASE_NO}协助执行通知书"


def golden(code: str, name: str) -> str:
    return find_wire_golden(code, name).read_text("utf-8").strip()


def line(place: int, measure: Measure, number: str, yuan: str, **changes: object):
    given: dict[str, object] = {
        "line_no": place,
        "measure": measure,
        "ruling_no": f"{CASE_NO}之四执行裁定书",
        "account": AccountRef(number),
        "amount": Fen.of_yuan(yuan),
        "term": None,
    }
    return freeze_line(**{**given, **changes})


def older(number: str, *lines, subject=HOLDER, **changes):
    given = {"external_no": number, "subject": subject, "lines": lines, "notice_title": NOTICE}
    return samples.control(**{**given, **changes})


def encoded(request, code: str) -> str:
    profile = get_profile(code)
    batch = bank_codec.encode_requests(
        Kind.CONTROL, [request], profile, frozenset(profile.measures)
    )
    assert batch.quarantined == ()
    return batch.payload


def whole_account(origin: Origin, convert: str):
    account = AccountRef(
        "0000111122224444", "0000111122224444-01", "借记卡", "示例支行", "000000000001"
    )
    more = {"term": TERM, "case_fund": replace(CASE_FUND, kind="外币"), "origin": origin}
    return line(
        1,
        Measure.FREEZE_TRANSFER,
        "",
        "4000.00",
        **more,
        account=account,
        scope=Scope.ACCOUNT,
        currency="840",
        convert_fx=convert,
    )


def whole_product():
    product = AssetRef(
        "示例理财一号", "理财", "份", "代销", "01", "SLLC0001", "LC0001", "0000111122223333"
    )
    until = Days.closed(date(2027, 1, 5), date(2029, 1, 4))
    more = {"target": Target.FIN_ASSET, "asset": product, "quantity": Decimal(500), "term": until}
    return line(2, Measure.FREEZE, "0000111122224444", "50000.00", **more)


@pytest.mark.parametrize("code", ["BANK-SOAP-2", "BANK-FILE-2"])
def test_a_request_with_all_that_is_said_of_an_account_and_of_a_product(code):
    request = samples.control(
        external_no="202701053299001000000000000006",
        subject=HOLDER,
        notice_title=NOTICE,
        remark="示例备注",
        lines=(whole_account(ORIGIN, "是"), whole_product()),
    )
    assert encoded(request, code) == golden(code, "out_control_whole")


def test_the_older_wire_says_all_it_has_names_for():
    account = whole_account(OLDER_ORIGIN, "是")
    request = older("27010500000000000006", account, subject=ABROAD, remark="示例备注")
    assert encoded(request, OLDER.code) == golden(OLDER.code, "out_control_whole")


def test_every_measure_on_the_older_wire():
    usual = (
        line(1, Measure.RENEW, "0000111122226666", "3000.00", term=TERM, origin=OLDER_ORIGIN),
        line(2, Measure.RELEASE, "0000111122226667", "3000.00", origin=OLDER_ORIGIN),
        line(3, Measure.TRANSFER, "0000111122225555", "8000.00", case_fund=CASE_FUND),
    )
    gated = (
        line(1, Measure.QUEUE, "0000111122223333", "1000.00", term=TERM),
        line(2, Measure.RELEASE_QUEUED, "0000111122226666", "3000.00", origin=OLDER_ORIGIN),
        line(3, Measure.WITHDRAW_INCOME, "0000111122225555", "2000.00", case_fund=CASE_FUND),
        line(
            4,
            Measure.FREEZE_TRANSFER,
            "0000111122224444",
            "4000.00",
            term=TERM,
            case_fund=CASE_FUND,
        ),
    )
    made = encoded(older("27010500000000000003", *usual), OLDER.code)
    assert made == golden(OLDER.code, "out_control_every")
    made = encoded(older("27010500000000000005", *gated), OLDER.code)
    assert made == golden(OLDER.code, "out_control_gated")


def test_errors_and_rejections_on_the_older_wire():
    made = bank_codec.encode_list_error("wsinfoList", "没有此编号的文书", OLDER)
    assert made == golden(OLDER.code, "out_writs_error")
    made = bank_codec.encode_ack([Ack("27010500000000000001")], OLDER, is_rejection=True)
    assert made == golden(OLDER.code, "out_ack_rejection")


@pytest.mark.parametrize("code", ["BANK-SOAP-2", "BANK-SOAP-1"])
def test_an_account_with_everything_is_read_whole(code):
    read = bank_codec.decode_feedback(golden(code, "in_accounts_whole"), get_profile(code))
    (account,) = read.feedbacks[0].accounts
    assert (account.no, account.closed_on) == ("0000111122227777", date(2026, 12, 31))
    assert account.transactions[0].counterparty.address == "示例路4号"
    assert account.rights[0].remark == account.prior_measures[0].remark == "示例备注"
    assert account.sub_accounts[0].no == "0000111122227777-01"
    if code == OLDER.code:
        assert account.extras == {"SFTZ": "否", "SFBDJ": "是"}
        assert account.assets == ()
    else:
        assert account.extras == {}
        assert account.assets[0].pledgee == account.rights[0].holder == "示例担保有限公司"


def estate_in(name: str):
    read = registry_in.decode_feedback(registry_samples.golden(name), registry_samples.REG)
    assert (read.notes, read.problems) == ((), ())
    return read.feedbacks[0].estate


RIGHTS = [
    ("land", RightKind.LAND_OWNERSHIP, "示例村示例组", "12000.00", "水田", "集体所有", None),
    (
        "land_use",
        RightKind.CONSTRUCTION_LAND_USE,
        "示例路11号",
        "320.50",
        "城镇住宅用地",
        "出让",
        date(2080, 4, 30),
    ),
    (
        "building",
        RightKind.BUILDING,
        "示例路13号",
        "89.50",
        "住宅",
        "市场化商品房",
        date(2080, 4, 30),
    ),
    ("sea", RightKind.SEA_AREA, "示例湾", "15.2000", "渔业", "", date(2034, 12, 31)),
    ("structure", RightKind.STRUCTURE, "示例路15号", "900.00", "码头", "", date(2065, 6, 30)),
    (
        "forest",
        RightKind.FOREST,
        "示例乡示例村南坡",
        "46.70",
        "",
        "集体林地承包",
        date(2077, 12, 31),
    ),
]


@pytest.mark.parametrize(
    ("name", "kind", "place", "area", "use", "nature", "until"), RIGHTS, ids=lambda v: str(v)[:12]
)
def test_each_class_of_right_is_read_as_it_stands(name, kind, place, area, use, nature, until):
    (right,) = estate_in(f"in_query_{name}").rights
    assert (right.kind, right.location, right.area) == (kind, place, Decimal(area))
    assert (right.use, right.nature, right.until_on) == (use, nature, until)
    assert right.business_no.startswith("SLYW1") and right.certificate_no
    assert (right.office, right.district) == ("示例市不动产登记中心", "999900")
    (holder,) = right.holders
    assert (holder.name, holder.id_no) == ("测试甲", "110101190001010006")


def test_a_tag_for_each_record_changes_nothing():
    assert estate_in("in_query_record_tags") == estate_in("in_query_land_use")


def test_burdens_are_read_with_whose_they_are():
    estate = estate_in("in_query_burdens")
    (mortgage,), (notice,), (sealing,) = estate.mortgages, estate.pre_notices, estate.sealings
    assert (mortgage.mortgagee, mortgage.secured) == ("示例银行示例支行", "500000.00")
    assert notice.holders[0].name == "测试甲"
    assert (sealing.kind, sealing.institution_ref) == (SealingKind.PRE_SEALING, "SLCF17")


def test_a_registrys_two_numbers_of_a_sealing_are_both_kept():
    payload = registry_samples.golden("in_control_every")
    (told,) = registry_in.decode_feedback(payload, registry_samples.REG).feedbacks
    done, partial, refused = told.results
    assert (done.outcome, done.institution_ref, done.business_no) == (
        Outcome.DONE,
        "SLCF21",
        "SLYW21",
    )
    assert (partial.outcome, partial.reason) == (
        Outcome.PARTIAL,
        "土地部分另案查封，仅查封房屋",
    )
    assert (refused.outcome, refused.business_no) == (Outcome.NOT_DONE, "")
    (same,) = (
        registry_in.decode_feedback(registry_samples.golden("in_control"), registry_samples.REG)
        .feedbacks[0]
        .results
    )
    assert (same.institution_ref, same.business_no) == ("SLYW1", ""), "one number, said twice"
