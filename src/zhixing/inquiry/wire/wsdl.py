"""The WSDL 1.1 of a profile's service, from its operations."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from zhixing.inquiry.wire.profile import Operation, Service, WireProfile


def wsdl_text(profile: WireProfile, address: str) -> str:
    """Write the WSDL of a profile's service as reached at ``address``.

    :raises ValueError: the profile speaks no SOAP.
    """
    service = profile.service
    if service is None:
        raise ValueError(f"{profile.code} speaks no SOAP")
    each = profile.operations
    return _TEMPLATE.format(
        namespace=service.namespace,
        name=service.name,
        port=service.port,
        port_type=service.port_type,
        address=quoteattr(address),
        elements="".join(_elements(op) for op in each),
        messages="".join(_messages(op) for op in each),
        abstract="".join(_abstract(op) for op in each),
        bound="".join(_bound(op) for op in each),
        binding=_binding(service),
    )


def _binding(service: Service) -> str:
    return f"{service.name}SoapBinding"


def _elements(op: Operation) -> str:
    arguments = "".join(
        f'<xs:element minOccurs="0" name="{name}" type="xs:string"/>' for name in op.arguments
    )
    answer = '<xs:element minOccurs="0" name="return" type="xs:string"/>'
    return "".join(
        f'<xs:element name="{name}"><xs:complexType><xs:sequence>{inner}</xs:sequence>'
        "</xs:complexType></xs:element>\n"
        for name, inner in ((op.name, arguments), (f"{op.name}Response", answer))
    )


def _messages(op: Operation) -> str:
    return "".join(
        f'<wsdl:message name="{name}"><wsdl:part element="tns:{name}" name="parameters"/>'
        "</wsdl:message>\n"
        for name in (op.name, f"{op.name}Response")
    )


def _abstract(op: Operation) -> str:
    return (
        f'<wsdl:operation name="{op.name}"><wsdl:input message="tns:{op.name}" name="{op.name}"/>'
        f'<wsdl:output message="tns:{op.name}Response" name="{op.name}Response"/>'
        "</wsdl:operation>\n"
    )


def _bound(op: Operation) -> str:
    return (
        f'<wsdl:operation name="{op.name}"><soap:operation soapAction="" style="document"/>'
        f'<wsdl:input name="{op.name}"><soap:body use="literal"/></wsdl:input>'
        f'<wsdl:output name="{op.name}Response"><soap:body use="literal"/></wsdl:output>'
        "</wsdl:operation>\n"
    )


_TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="{name}" targetNamespace="{namespace}"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="{namespace}"
  xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<wsdl:types>
<xs:schema elementFormDefault="unqualified" targetNamespace="{namespace}" version="1.0">
{elements}</xs:schema>
</wsdl:types>
{messages}<wsdl:portType name="{port_type}">
{abstract}</wsdl:portType>
<wsdl:binding name="{binding}" type="tns:{port_type}">
<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
{bound}</wsdl:binding>
<wsdl:service name="{name}">
<wsdl:port binding="tns:{binding}" name="{port}"><soap:address location={address}/></wsdl:port>
</wsdl:service>
</wsdl:definitions>
"""
