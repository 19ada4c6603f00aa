"""Reading what a registry answers to a query: right by right, as it stands in its books."""

from __future__ import annotations

from collections.abc import Iterable

from zhixing.inquiry.wire.profile import fields
from zhixing.inquiry.wire.real_estate import (
    Estate,
    Holder,
    MortgageFound,
    PreNotice,
    RightFound,
    RightKind,
    SealingFound,
    SealingKind,
)
from zhixing.inquiry.wire.registry_rows import ElementRow
from zhixing.inquiry.wire.rows import Row, Sink

_LOCATION = fields("ZL FDZL HDWZ XMMC")
_AREA = fields("ZDMJ SYQMJ JZMJ GJZWMJ")
_USE = fields("YT GHYT GJZWGHYT HDYT")
_NATURE = fields("QLXZ FWXZ LDSYQXZ")
_FROM = fields("SYQQSSJ TDSYQSSJ TDHYSYQSSJ LDSYQSSJ")
_UNTIL = fields("SYQJSSJ TDSYJSSJ TDHYSYJSSJ LDSYJSSJ")
_ALIKE = (_LOCATION, _AREA, _USE, _NATURE, _FROM, _UNTIL)
"""Names of which a class of right carries one; where it carries more, the rest are extras."""
_READ = frozenset(fields("BDCDYH BDCQZH DJJG DQDM YWH BEIZ QLRXXLIST"))
_HOLDER_READ = frozenset(fields("QLRMC ZJZL ZJH BDCQZH QLBL"))
_MORTGAGE_READ = frozenset(fields("BDCDYH ZL DYR DYQR DYFS BDBZZQSE ZWLXQSSJ ZWLXJSSJ BDCDJZMH"))
_PRE_NOTICE_READ = frozenset(fields("BDCDYH YGDJZL ZL GHYT JZMJ BDCDJZMH QLRXXLIST"))
_SEALING_READ = frozenset(fields("BDCDYH ZL CFJG CFLX CFWH CFQSSJ CFJSSJ CFYWH"))
_LISTS = frozenset({*(kind.value.lower() for kind in RightKind), "dyaq", "ygdj", "cfdj"})


def read_estate(row: ElementRow, sink: Sink) -> Estate:
    """Read every right, mortgage, pre-notice and sealing.

    A right without a unit's number is kept under that of its certificate, as a problem; one
    with neither is lost. So is a list this wire does not know.
    """
    for name in row.full_lists():
        if name.lower().removesuffix("list") not in _LISTS:
            sink.lose(
                row.path,
                name,
                "不认识的清单，其中内容未能读取",
                "is a list this wire does not know; nothing in it was read",
                "unknown-list",
            )
    estate = Estate(
        rights=tuple(
            _right(kind, found)
            for kind in RightKind
            for found in _units(row.rows(kind.value.lower()), sink, "BDCQZH")
        ),
        mortgages=tuple(_mortgage(found) for found in _units(row.rows("dyaq"), sink)),
        pre_notices=tuple(
            _pre_notice(found) for found in _units(row.rows("ygdj"), sink, "BDCDJZMH")
        ),
        sealings=tuple(_sealing(found, sink) for found in _units(row.rows("cfdj"), sink)),
    )
    if not estate.is_empty and not (estate.rights or estate.pre_notices):
        sink.lose(
            row.path,
            "FDCQLIST",
            "只有抵押或者查封记录，没有权利记录，无法确定是谁的财产",
            "holds mortgages or sealings and no right: whose is it?",
            "no-right",
        )
    return estate


def _units(rows: Iterable[Row], sink: Sink, certificate: str = "") -> Iterable[Row]:
    for row in rows:
        if row.text("BDCDYH"):
            yield row
        elif certificate and row.text(certificate):
            sink.lose(
                row.path,
                "BDCDYH",
                "缺不动产单元号，按证号登记",
                f"is missing; kept under its certificate number ({certificate})",
                "no-unit",
            )
            yield row
        else:
            sink.lose(row.path, "BDCDYH", "缺不动产单元号", "is missing", "no-unit")


def _first(row: Row, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := row.text(name))), "")


def _named(row: Row, names: tuple[str, ...]) -> str:
    return next((name for name in names if row.text(name)), names[0])


def _right(kind: RightKind, row: Row) -> RightFound:
    return RightFound(
        kind=kind,
        unit_no=row.text("BDCDYH"),
        location=_first(row, _LOCATION),
        area=row.decimal(_named(row, _AREA)),
        use=_first(row, _USE),
        nature=_first(row, _NATURE),
        certificate_no=row.text("BDCQZH"),
        from_on=row.date(_named(row, _FROM)),
        until_on=row.date(_named(row, _UNTIL)),
        office=row.text("DJJG"),
        district=row.text("DQDM"),
        business_no=row.text("YWH"),
        remark=row.text("BEIZ"),
        holders=_holders(row),
        extras=row.extras(_READ.union(_named(row, names) for names in _ALIKE)),
    )


def _holders(row: Row) -> tuple[Holder, ...]:
    return tuple(
        Holder(
            name=found.text("QLRMC"),
            id_type=found.text("ZJZL"),
            id_no=found.text("ZJH"),
            certificate_no=found.text("BDCQZH"),
            share=found.text("QLBL"),
            co_ownership=found.text("GYQK") or found.text("GYFS"),
            extras=found.extras(_HOLDER_READ | {"GYQK" if found.text("GYQK") else "GYFS"}),
        )
        for found in row.rows("qlrxx")
    )


def _mortgage(row: Row) -> MortgageFound:
    return MortgageFound(
        unit_no=row.text("BDCDYH"),
        location=row.text("ZL"),
        mortgagor=row.text("DYR"),
        mortgagee=row.text("DYQR"),
        method=row.text("DYFS"),
        secured=row.text("BDBZZQSE"),
        from_on=row.date("ZWLXQSSJ"),
        until_on=row.date("ZWLXJSSJ"),
        certificate_no=row.text("BDCDJZMH"),
        extras=row.extras(_MORTGAGE_READ),
    )


def _pre_notice(row: Row) -> PreNotice:
    return PreNotice(
        unit_no=row.text("BDCDYH"),
        kind_text=row.text("YGDJZL"),
        location=row.text("ZL"),
        use=row.text("GHYT"),
        area=row.decimal("JZMJ"),
        certificate_no=row.text("BDCDJZMH"),
        holders=_holders(row),
        extras=row.extras(_PRE_NOTICE_READ),
    )


def _sealing(row: Row, sink: Sink) -> SealingFound:
    code = row.text("CFLX")
    kind = next((k for k in SealingKind if k.value == code), None)
    if kind is None:
        sink.note(
            "unknown-code",
            row.path,
            "CFLX",
            f"不认识的查封类型“{code}”，按查封对待",
            f"unknown kind of sealing {code!r}, taken for a sealing",
        )
    return SealingFound(
        unit_no=row.text("BDCDYH"),
        location=row.text("ZL"),
        authority=row.text("CFJG"),
        kind=kind,
        document_no=row.text("CFWH"),
        from_on=row.date("CFQSSJ"),
        until_on=row.date("CFJSSJ"),
        institution_ref=row.text("CFYWH"),
        extras=row.extras(_SEALING_READ),
    )
