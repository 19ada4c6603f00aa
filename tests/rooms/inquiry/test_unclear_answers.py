"""An answer of which nothing could be read waits for somebody's hand and is never nothing found."""

import pytest

from simulators.bank import codec as bank_codec
from simulators.registry.codec import Node
from tests.support.banks import DEBTOR, make_bank, seek
from tests.support.registries import make_registry, order_sealing, unit
from zhixing.inquiry.stuck import list_unread
from zhixing.kernel.clock import instant

CERTIFICATE = "示例（2016）不动产权第0000088号"
HOLDER = Node("QLRXXLIST", {"QLRMC": DEBTOR.name, "ZJH": DEBTOR.number})


def unread(sought):
    at = instant(sought.today)
    return [
        (a.code, a.reason, a.reason_en)
        for a in sought.read(lambda: list_unread(sought.court_no, at))
    ]


@pytest.mark.parametrize(
    ("lists", "word"),
    [
        ([Node("YYDJLIST", {"BDCDYH": "U9"})], "不认识的清单"),
        ([Node("FDCQLIST", {"FDZL": "示例路8号", "JZMJ": "89.50"}, [HOLDER])], "缺不动产单元号"),
        (
            [Node("CFDJLIST", {"BDCDYH": "U9", "CFJG": "示例区人民法院", "CFLX": "1"})],
            "没有权利记录",
        ),
    ],
    ids=["unknown list", "no unit and no certificate", "sealings only"],
)
def test_what_a_registry_tells_and_cannot_be_read_is_not_nothing_found(tmp_path, lists, word):
    sought, registry = seek(), make_registry(tmp_path)
    sought.query(registry)
    (row,) = sought.requests()
    registry.ask("cxBdcQL")
    block = Node("BDCCXJG", {"CXQQDH": row.external_no, "RESULT": "0000"}, lists)
    registry.say("feedBdcQL", block)
    (row,) = sought.requests()
    assert (row.outcome, row.hits) == ("", 0)
    ((code, zh, en),) = unread(sought)
    assert code == "ANSWER_UNCLEAR"
    assert word in zh
    assert en


def test_a_right_without_a_unit_is_found_and_its_sealing_goes_by_letter(tmp_path):
    sought, registry = seek(), make_registry(tmp_path)
    sought.query(registry)
    (row,) = sought.requests()
    registry.ask("cxBdcQL")
    right = Node("FDCQLIST", {"FDZL": "示例路8号", "BDCQZH": CERTIFICATE}, [HOLDER])
    block = Node("BDCCXJG", {"CXQQDH": row.external_no, "RESULT": "0000"}, [right])
    registry.say("feedBdcQL", block)
    (row,) = sought.requests()
    assert (row.outcome, row.hits) == ("FOUND", 1)
    ((code, zh, _),) = unread(sought)
    assert code == "PARTLY_UNREADABLE" and "按证号登记" in zh, "somebody looks at it"
    (asset,) = sought.assets()
    matter = order_sealing(sought, asset.id)
    sought.approve(matter)
    registry.ask("kzBdcQL")
    request = sought.request(matter)
    assert request.state.value == "QUARANTINED"
    assert "BDCDYH" in request.reason


def test_answers_split_by_unit_seal_every_unit(tmp_path):
    sought, registry = seek(), make_registry(tmp_path)
    sought.query(registry)
    (row,) = sought.requests()
    registry.ask("cxBdcQL")
    units = [unit(1), unit(2)]
    blocks = [
        Node(
            "BDCCXJG",
            {"CXQQDH": row.external_no, "RESULT": "0000"},
            [Node("FDCQLIST", {"BDCDYH": u, "FDZL": "示例路8号"}, [HOLDER])],
        )
        for u in units
    ]
    registry.say("feedBdcQL", *blocks)
    assert sought.requests()[0].hits == len(sought.assets()) == 2


def test_a_word_in_place_of_an_account_is_neither_found_nor_nothing_found(tmp_path):
    sought, bank = seek(), make_bank(tmp_path)
    sought.query(bank)
    (row,) = sought.requests()
    bank.ask("getXzcxList")
    told = bank_codec.Node("zhxx", {"BDHM": row.external_no, "CCXH": "1", "KHZH": "无此客户"})
    bank.say("shfeedXzcxInfo", bank_codec.Node("zhxxList", {}, [told]))
    (row,) = sought.requests()
    assert (row.outcome, row.hits, sought.assets()) == ("", 0, [])
    ((code, zh, _),) = unread(sought)
    assert (code, "KHZH" in zh) == ("ANSWER_UNCLEAR", True)
