"""Refusals of what is keyed off a receipt."""

from __future__ import annotations

from zhixing.inquiry.values import InquiryRefused, refuse


def odd(code: str, field: str, zh: str, en: str) -> InquiryRefused:
    """Make the refusal of a reading that cannot be true."""
    return refuse(
        code,
        zh,
        en,
        field=field,
        remedy=("请对照扫描件改正。", "Correct it by the picture."),
    )


def by_eye(code: str, field: str, zh: str, en: str) -> InquiryRefused:
    """Make the refusal of a reading that stands once it was held against the picture."""
    return refuse(
        code,
        zh,
        en,
        field=field,
        remedy=(
            "请对照扫描件改正；回执确如此记载的，勾选“已与扫描件核对”。",
            "Correct it by the picture; if it does stand there, tick that you checked it by eye.",
        ),
    )
