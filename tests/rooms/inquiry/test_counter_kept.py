"""What is kept of a window: pictures of receipts once each, and how long its answers take."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rooms.inquiry.test_counter import ACCOUNT, SERVED, asked, found
from tests.support.banks import Deposit, make_bank
from tests.support.windows import attach, go, key_twice, only_task, picture
from zhixing.inquiry.counter import queries as counter
from zhixing.inquiry.operations import InquiryRefused
from zhixing.kernel.clock import instant


def test_a_picture_is_kept_once_and_nothing_else_is_taken():
    sought, _ = asked()
    task = go(sought, instant(SERVED, 10))
    assert attach(sought, task, picture()) == attach(sought, task, picture(), "again.png")
    with pytest.raises(InquiryRefused) as refused:
        attach(sought, task, b"<html>", "回执.pdf")
    assert refused.value.code == "SCAN_UNREADABLE"
    assert len(only_task(sought).scans) == 1


def test_cycle_times_of_windows_and_wires_are_compared(tmp_path):
    sought, _ = asked()
    go(sought, instant(SERVED, 10))
    key_twice(sought, found())
    bank = make_bank(tmp_path, Deposit(ACCOUNT, "1.00"))
    sought.query(bank)
    bank.cycle()
    rows = sought.read(
        lambda: counter.compare_cycle_times(sought.court_no, date(2018, 3, 1), date(2018, 4, 1))
    )
    told = {(r.by_hand, r.asked): (r.requests, r.answered, r.median, r.to_service) for r in rows}
    assert told == {
        (True, "QUERY"): (1, 1, 0, 2),
        (False, "QUERY"): (1, 1, 0, None),
    }
