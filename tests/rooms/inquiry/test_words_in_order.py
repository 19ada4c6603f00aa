"""What an institution says of one order is read in the order it was said, whatever else waits."""

from __future__ import annotations

from simulators.bank import codec, plain
from simulators.bank.codec import Node
from simulators.bank.messages import on_wire, reject_control
from tests.rooms.inquiry.test_control import MAIN, controlled, found, result
from tests.rooms.inquiry.test_packages import FileBank
from tests.support.banks import QUEUES, Deposit, seek
from zhixing.inquiry.exchange.round import exchange
from zhixing.inquiry.states import State
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain


def test_a_freeze_first_refused_and_then_done_stands(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    lines = [{"CCXH": "1"}]
    operation, body = reject_control(view.external_no, lines, "无文书", own_list=True, wrong=False)
    bank.ask(operation, on_wire(view.external_no, body))
    bank.ask("shfeedXzkzInfo", codec.encode(result(view.external_no, SKJE="60000.00"), {}))
    drain(QUEUES)
    stands(sought, view)


def test_by_packages_too(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path, Deposit(MAIN, "80000.00"))
    sought.query(bank.bank)
    bank.around()
    view = sought.freeze(sought.assets()[0].id, "60000.00")
    bank.court()
    refused = Node("htxxList", {}, [Node("htxx", {"BDHM": view.external_no, "XCHTYY": "无文书"})])
    for place, said in enumerate((refused, result(view.external_no, SKJE="60000.00"))):
        bank.lay(f"KZFK{place}.zip", plain.make_parcel([("1.xml", plain.render(said))]))
        for _ in range(2):
            exchange(bank.view, bank.place, lambda event, **v: None)
    drain(QUEUES)
    stands(sought, view)


def stands(sought, view):
    """Insist that what was refused first and done then is what the docket says."""
    told = sought.request(view.matter)
    assert (told.state, told.outcome) == (State.CLOSED, "DONE")
    assert controlled(sought) == Fen(60_000_00)
    acts = [a.type for a in sought.acts("CONTROL_REFUSED", "ASSET_CONTROLLED")]
    assert acts == ["CONTROL_REFUSED", "ASSET_CONTROLLED"]
