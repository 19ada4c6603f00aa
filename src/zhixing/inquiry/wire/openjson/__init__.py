"""The open profile (开放接口): the platform's own JSON, signed, for whoever has no attested wire.

``statement`` is what is signed, ``writing`` and ``reading`` are the codec, ``checking`` the
look before sending, ``published`` the OpenAPI document with its JSON Schemas.
"""
