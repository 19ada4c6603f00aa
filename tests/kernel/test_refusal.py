"""A refusal keeps what it says, travels between processes, and cannot be altered."""

from __future__ import annotations

import pickle
from contextlib import contextmanager

import pytest

from zhixing.kernel.refusal import Refusal


class TooLate(Refusal):
    """Say that it is too late."""


def _refusal() -> TooLate:
    return TooLate("TOO_LATE", message_zh="已过期。", message_en="Too late.", field="on")


def test_fields_cannot_be_changed() -> None:
    refusal = _refusal()
    with pytest.raises(AttributeError):
        refusal.code = "OTHER"
    with pytest.raises(AttributeError):
        del refusal.code
    assert refusal.code == "TOO_LATE"


def test_it_survives_pickling_with_its_type() -> None:
    again = pickle.loads(pickle.dumps(_refusal()))
    assert type(again) is TooLate
    assert again.to_fields() == _refusal().to_fields()


def test_it_passes_through_a_context_manager() -> None:
    @contextmanager
    def block():
        yield

    with pytest.raises(TooLate), block():
        raise _refusal()
