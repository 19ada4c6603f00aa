"""Laying a court's seal on a rendered instrument: a PAdES baseline signature (B-B).

The image of the seal is part of the page; the signature field lies exactly over it
and the signature certifies the document: no change is allowed afterwards. The
update is written by hand because a general PDF library spends many times longer
reading a file that we have just written ourselves; what it gives is checked with
such a library in the tests and in ``verify``.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from zhixing.instruments.sealing.authority import SealKey, private_key
from zhixing.instruments.sealing.message import MessageWriter
from zhixing.instruments.sealing.pdf import append_objects, read_skeleton, text_string
from zhixing.kernel.clock import SHANGHAI

_RESERVED = 4096
_GAP = b"<" + b"0" * (2 * _RESERVED) + b">"
_RANGE = b"/ByteRange[0 %010d %010d %010d]"
_APPEARANCE = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 %b %b]/Resources<<>>/Length 0>>\nstream\n\nendstream"
)


class Sealer:
    """Lay one court's seal on instruments; make it once and keep it for a batch."""

    def __init__(self, seal: SealKey) -> None:
        key = private_key(seal)
        certificate = x509.load_pem_x509_certificate(seal.certificate_pem)
        if certificate.public_key() != key.public_key():
            raise ValueError("the seal's certificate is not for its key")
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        self.court_name = str(names[0].value) if names else ""
        chain = tuple(x509.load_pem_x509_certificates(seal.chain_pem))
        self._message = MessageWriter(key, certificate, chain)

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """Seal a rendered instrument at an instant; the bytes before are kept as they were.

        :raises zhixing.instruments.sealing.pdf.Unsealable: it has no place for a seal.
        """
        skeleton = read_skeleton(pdf)
        signature, appearance = skeleton.size, skeleton.size + 1
        left, bottom, right, top = (float(n) for n in skeleton.rect.split())
        parent = skeleton.struct_parent
        objects = {
            skeleton.place: (
                b"<</Type/Annot/Subtype/Widget/FT/Sig/T%b/TU%b/Rect[%b]/F 132/P %d 0 R/V %d 0 R"
                b"/AP<</N %d 0 R>>%b>>"
                % (
                    text_string("seal"),
                    text_string(f"{self.court_name}电子印章"),
                    skeleton.rect,
                    skeleton.page,
                    signature,
                    appearance,
                    b"/StructParent " + parent if parent else b"",
                )
            ),
            skeleton.root: skeleton.catalog[:-2]
            + b"/AcroForm<</Fields[%d 0 R]/SigFlags 3>>/Perms<</DocMDP %d 0 R>>>>"
            % (skeleton.place, signature),
            signature: self._dictionary(at),
            appearance: _APPEARANCE % (b"%.3f" % (right - left), b"%.3f" % (top - bottom)),
        }
        return self._signed(append_objects(pdf, skeleton, objects))

    def _dictionary(self, at: datetime) -> bytes:
        local = at.astimezone(SHANGHAI).strftime("D:%Y%m%d%H%M%S+08'00'")
        return (
            b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name%b/Reason%b/M(%b)"
            b"/Reference[<</Type/SigRef/TransformMethod/DocMDP"
            b"/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]%b/Contents%b>>"
            % (
                text_string(self.court_name),
                text_string("电子印章"),
                local.encode(),
                _RANGE % (0, 0, 0),
                _GAP,
            )
        )

    def _signed(self, pdf: bytes) -> bytes:
        gap = pdf.rindex(b"/Contents" + _GAP) + len(b"/Contents")
        after = gap + len(_GAP)
        ranged = pdf.rindex(_RANGE % (0, 0, 0), 0, gap)
        value = _RANGE % (gap, after, len(pdf) - after)
        head = pdf[:ranged] + value + pdf[ranged + len(value) : gap]
        tail = pdf[after:]
        digest = hashlib.sha256(head)
        digest.update(tail)
        contents = self._message.write(digest.digest()).hex().encode()
        return b"".join((head, b"<", contents.ljust(2 * _RESERVED, b"0"), b">", tail))
