"""The envelope: read from any client, written one way, refused with a fault."""

import subprocess
import sys

import pytest
from lxml import etree

from tests.wire.samples import BANK, GOLDEN
from zhixing.inquiry.wire.errors import BadCall
from zhixing.inquiry.wire.model import Channel
from zhixing.inquiry.wire.profile import Purpose, get_profile, list_profiles
from zhixing.inquiry.wire.soap import ENVELOPE, parse_call, serialise_answer, serialise_fault
from zhixing.inquiry.wire.wsdl import wsdl_text

NAMESPACE = "http://syyh.service.webService.ckw.tdh/"


def literal(name: str) -> bytes:
    return (GOLDEN / f"{name}.xml").read_bytes().rstrip(b"\n")


def enveloped(inner: str, header: str = "") -> bytes:
    return (
        f'<e:Envelope xmlns:e="{ENVELOPE}">{header}<e:Body>{inner}</e:Body></e:Envelope>'
    ).encode()


def test_calls_of_two_client_families():
    poll = parse_call(literal("soap_call_poll"), BANK)
    assert (poll.operation.purpose, dict(poll.arguments)) == (
        Purpose.POLL_QUERIES,
        {"arg0": "QQ=="},
    )
    feed = parse_call(literal("soap_call_feedback"), BANK)
    assert feed.operation.purpose is Purpose.FEED_CONTROL
    assert dict(feed.arguments) == {"arg0": "QQ==", "arg1": "Qg=="}


def test_answer_and_fault_are_golden():
    operation = BANK.find_operation("getXzcxList")
    assert operation is not None
    assert serialise_answer(operation, "Qw==", BANK) == literal("soap_answer")
    with pytest.raises(BadCall) as caught:
        parse_call(enveloped(f'<t:getEverything xmlns:t="{NAMESPACE}"/>'), BANK)
    assert serialise_fault(caught.value) == literal("soap_fault")


@pytest.mark.parametrize(
    "inner",
    [
        f'<t:zjInfo xmlns:t="{NAMESPACE}"><t:arg0>a</t:arg0><t:arg1>b</t:arg1></t:zjInfo>',
        f'<zjInfo xmlns="{NAMESPACE}"><arg1 xmlns="">b</arg1><arg0 xmlns="">a</arg0></zjInfo>',
        "<zjInfo><arg0>a</arg0><arg1><![CDATA[b]]></arg1></zjInfo>",
    ],
    ids=["qualified", "reordered", "bare"],
)
def test_arguments_are_found_by_name(inner):
    assert dict(parse_call(enveloped(inner), BANK).arguments) == {"arg0": "a", "arg1": "b"}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "Client"),
        (b"not xml", "Client"),
        (b"<a/>", "Client"),
        (b'<E:Envelope xmlns:E="http://www.w3.org/2003/05/soap-envelope"/>', "VersionMismatch"),
        (enveloped(""), "Client"),
        (enveloped("<zjInfo><arg0>a</arg0></zjInfo>"), "Client"),
        (enveloped("<zjInfo/><cxwsInfo/>"), "Client"),
        (
            enveloped(
                "<getXzcxList><arg0/></getXzcxList>",
                '<e:Header><x xmlns="urn:x" e:mustUnderstand="1"/></e:Header>',
            ),
            "MustUnderstand",
        ),
        (
            b'<!DOCTYPE a [<!ENTITY b "c">]>' + enveloped("<getXzcxList><arg0/></getXzcxList>"),
            "Client",
        ),
    ],
)
def test_bad_envelopes_are_faults(body, fault):
    with pytest.raises(BadCall) as caught:
        parse_call(body, BANK)
    assert caught.value.fault == fault
    answer = etree.fromstring(serialise_fault(caught.value))
    assert answer.findtext(".//faultcode") == f"soap:{fault}"


def test_the_size_of_an_envelope_is_bounded(monkeypatch):
    monkeypatch.setattr("zhixing.inquiry.wire.soap.MAX_ENVELOPE_BYTES", 100)
    with pytest.raises(BadCall, match="exceeds"):
        parse_call(literal("soap_call_poll"), BANK)


def test_wsdl_names_every_operation_and_its_address():
    tree = etree.fromstring(wsdl_text(BANK, "http://127.0.0.1:1/a?b=1&c=2").encode())
    wsdl = {"w": "http://schemas.xmlsoap.org/wsdl/", "s": "http://schemas.xmlsoap.org/wsdl/soap/"}
    assert tree.get("targetNamespace") == NAMESPACE
    named = tree.xpath("w:portType/w:operation/@name", namespaces=wsdl)
    assert named == [op.name for op in BANK.operations]
    assert tree.xpath("//s:address/@location", namespaces=wsdl) == ["http://127.0.0.1:1/a?b=1&c=2"]
    assert tree.xpath("w:service/@name", namespaces=wsdl) == ["SyyhConvertDataService"]
    poll = tree.xpath(
        "//xs:element[@name='getXzcxList']//xs:element/@name",
        namespaces={"xs": "http://www.w3.org/2001/XMLSchema"},
    )
    assert poll == ["arg0"]


def test_profiles_are_found_by_their_files():
    assert BANK in list_profiles()
    assert BANK.channel is Channel.BANK_SOAP
    with pytest.raises(LookupError):
        get_profile("BANK-TELEX")


def test_the_wire_needs_neither_django_nor_a_database():
    code = (
        "import sys, zhixing.inquiry.wire.bank_codec, zhixing.inquiry.wire.soap,"
        " zhixing.inquiry.wire.wsdl; sys.exit(any(m in sys.modules for m in ('django', 'psycopg')))"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False)
    assert done.returncode == 0
