"""Values under their layers of Base64: put on strictly, taken off liberally.

A value in Base64 and a value as it stands cannot always be told apart alone (an account
number of sixteen digits is also valid Base64), so a document is judged as a whole, and a field
whose shape is known is read so that it fits.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.safe_xml import MAX_BYTES

BINARY_FIELDS = frozenset({"WSNR", "GZZ", "GWZ"})

_PROLOG = re.compile(r"\A<\?xml[^>]{0,200}\?>")
_ENOUGH = 4000
"""How many values are looked at to tell how a document is encoded."""

_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_KEY = r"[0-9A-Za-z_.\-]{1,64}"
_KEYS = "BDHM WSBH YDJDH CCXH XH CSXH WLXH QLXH GLXH ZCXH USERNAME CXQQDH"
_DATE = r"[0-9０-９年月日时分秒T/:.\- ]{4,32}"
_AMOUNT = r"[+\-]?[0-9,]{1,24}(\.[0-9]{0,12})?([eE][+\-]?[0-9]{1,2})?元?"
_SHAPES: dict[str, re.Pattern[str]] = {
    name: re.compile(shape)
    for shape, names in (
        (_KEY, _KEYS),
        (r"[0-9]{4}", "RESULT RESPONSECODE"),
        (r"[12]", "KZZT KZNR"),
        (r"[0-9A-Za-z*_\- ]{1,40}|[\u4e00-\u9fff]{2,20}", "KHZH"),
        (r"[0-9A-Fa-f]{32}", "MD5"),
        (_DATE, "KHRQ XHRQ FKSJ CSKSRQ CSJSRQ DJJZRQ JYSJ CLR XZXCRQ"),
        (_AMOUNT, "YE KYYE JE SE DJXE SKJE SKSE CESKJE DJJE QLJE ZCZJE KYSE ZCDWJG"),
    )
    for name in names.split()
}
_LOOSE = frozenset({"KHZH", *_KEYS.split()})
"""Fields whose shape fits most Base64 too, so that fitting it proves nothing."""
_CHARSETS = {"gbk": ("gbk", "utf-8", "gb18030"), "utf-8": ("utf-8",)}
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"\xd0\xcf\x11\xe0",
    b"GIF8",
    b"{\\rtf",
)


def wrap_text(text: str, profile: WireProfile) -> str:
    """Put a text value under the profile's layers, without line breaks.

    :raises UnicodeEncodeError: a character outside the profile's charset.
    """
    if profile.value_depth == 0:
        return text
    data = text.encode(profile.charset)
    for _ in range(profile.value_depth):
        data = base64.b64encode(data)
    return data.decode("ascii")


def is_carried(text: str, charset: str) -> bool:
    """Say whether a charset has every character of a text.

    >>> is_carried("账号", "gbk"), is_carried("\U00020bb7", "gbk")
    (True, False)
    """
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def wrap_bytes(content: bytes, depth: int) -> str:
    """Put bytes under ``depth`` layers of Base64, without line breaks.

    >>> wrap_bytes(b"court", 1), wrap_bytes(b"court", 2)
    ('Y291cnQ=', 'WTI5MWNuUT0=')
    """
    for _ in range(depth):
        content = base64.b64encode(content)
    return content.decode("ascii")


def unbase64(text: str) -> bytes | None:
    """Take one layer of Base64 off, ignoring white space; None when it is not Base64."""
    bare = "".join(text.split())
    if not bare or len(bare) % 4 or not _BASE64.fullmatch(bare):
        return None
    try:
        return base64.b64decode(bare, validate=True)
    except binascii.Error:
        return None


def unwrap_document(payload: str, *, what: str) -> bytes:
    """Take the Base64 off a whole document; one that already starts with ``<`` is left alone.

    :raises WireError: empty, too large, or neither XML nor Base64 of it.
    """
    # Text from an envelope is already decoded: a charset its prolog still names is history.
    bare = _PROLOG.sub("", payload.lstrip("\ufeff \t\r\n"), count=1)
    data = bare.encode("utf-8", "surrogatepass")
    for _ in range(3):
        if len(data) > 2 * MAX_BYTES:
            raise WireError(
                "too-large", f"{what}超过允许的大小", f"{what} exceeds the allowed size"
            )
        if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            return data
        inner = unbase64(data.decode("latin-1"))
        if inner is None:
            break
        data = inner
    if not data.strip():
        raise WireError("empty", f"{what}为空", f"{what} is empty")
    raise WireError(
        "not-base64", f"{what}既不是 XML 也不是其 Base64", f"{what} is neither XML nor Base64 of it"
    )


def _decoded_text(value: str, charset: str) -> str | None:
    text = _under_base64(value, charset)
    return text if text is not None and _is_clean(text) else None


def _under_base64(value: str, charset: str) -> str | None:
    data = unbase64(value)
    if data is None:
        return None
    for name in _CHARSETS.get(charset, (charset, "utf-8", "gb18030")):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def key_readings(value: str, charset: str, row: str, name: str) -> tuple[str, ...]:
    """Give what a key may mean, best first: off its Base64, and as it stands.

    :raises Unreadable: there is a NUL under the Base64, which no key holds.
    """
    bare = value.strip()
    inner = _under_base64(bare, charset)
    if inner is not None and "\0" in inner:
        raise Unreadable(row, name, *_NUL, "bad-character")
    read = () if inner is None or not _is_clean(inner) else (inner.strip(),)
    return tuple(dict.fromkeys(text for text in (*read, bare) if text))


_NUL = ("含有空字符（NUL）", "holds a NUL character")


def _is_clean(text: str) -> bool:
    return all(c in "\t\r\n" or (c >= " " and c not in "\x7f\ufffd") for c in text)


def _fits(name: str, text: str) -> bool:
    shape = _SHAPES.get(name)
    return shape is None or shape.fullmatch(text.strip()) is not None


class ValueReader:
    """Read the text values of one document, having seen all of them first.

    ``name`` is always our upper-case spelling. The document counts as encoded when at least as
    many of its values can only be Base64 as can only stand for themselves.
    """

    def __init__(self, values: Iterable[tuple[str, str]], profile: WireProfile) -> None:
        self._charset = profile.charset
        encoded = plain = 0
        for left, (name, value) in zip(range(_ENOUGH, 0, -1), values, strict=False):
            if abs(encoded - plain) > left:
                break  # Whatever follows, it stays so.
            if name in BINARY_FIELDS or not value.strip():
                continue
            text = _decoded_text(value, self._charset)
            if text is None or not _fits(name, text):
                plain += 1
            elif name not in _SHAPES or not _fits(name, value):
                encoded += 1
        undecided = encoded == plain == 0
        self.is_encoded = profile.value_depth > 0 if undecided else encoded >= plain

    def read_whole(self, name: str, value: str) -> str:
        """Give a value's text as ``read`` does, if it came whole.

        :raises WireError: the document is encoded, and this is Base64 cut short or of no text.
        """
        text = _decoded_text(value, self._charset)
        if text is not None:
            return self._chosen(name, value, text)
        if self.is_encoded:
            self._refuse_spoilt(name, value)
        return value.strip()

    def read(self, name: str, value: str) -> str:
        """Give a value's text, off its Base64 when it carries any; outer blanks are dropped."""
        text = _decoded_text(value, self._charset)
        return value.strip() if text is None else self._chosen(name, value, text)

    def _chosen(self, name: str, value: str, text: str) -> str:
        inner_fits, outer_fits = _fits(name, text), _fits(name, value)
        if inner_fits is not outer_fits:
            return text.strip() if inner_fits else value.strip()
        is_inner = self.is_encoded or value.rstrip().endswith("=")
        return text.strip() if is_inner else value.strip()

    def _refuse_spoilt(self, name: str, value: str) -> None:
        bare = "".join(value.split())
        if not _BASE64.fullmatch(bare) or (
            name in _SHAPES and name not in _LOOSE and _fits(name, bare)
        ):
            return
        inner = _under_base64(value, self._charset)
        if inner is not None and "\0" in inner:
            raise WireError("bad-character", *_NUL)
        has_small = any(c.islower() for c in bare)
        is_mixed = has_small and any(c.isupper() or c.isdigit() for c in bare)
        # Some digits are capitals and digits under Base64 too; what came of them tells.
        whole = _under_base64(bare[: len(bare) // 4 * 4], self._charset)
        if is_mixed or (whole is not None and len(whole) > 2 and whole.isdecimal()):
            raise WireError(
                "not-decodable",
                "不能解码：Base64 不完整，或者字符集有误",
                "cannot be decoded: its Base64 is cut short, or of another charset",
            )


def read_binary(value: str, stated_md5: str = "") -> tuple[bytes, bool | None]:
    """Give a binary value off its one or two layers, and whether its MD5 agrees.

    The layer whose MD5 agrees is right; without that, the deepest layer that still is Base64,
    unless a known file begins earlier. The second value is None when no MD5 was stated.

    :raises WireError: not Base64 at all.
    """
    layers = _layers(value)
    if not layers:
        raise WireError("not-base64", "内容不是 Base64", "the content is not Base64")
    stated = stated_md5.strip().lower()
    for layer in reversed(layers):
        if stated and hashlib.md5(layer, usedforsecurity=False).hexdigest() == stated:
            return layer, True
    known = next((layer for layer in layers if layer.startswith(_MAGIC)), layers[-1])
    return known, (False if stated else None)


def _layers(value: str) -> list[bytes]:
    layers: list[bytes] = []
    text = value
    for _ in range(2):
        data = unbase64(text)
        if data is None:
            break
        layers.append(data)
        text = data.decode("latin-1")
    return layers
