"""The wire of query and control (网络执行查控): what is said to institutions, byte for byte.

Pure: the kernel and lxml only; no database, no clock, no network. ``model`` holds the
canonical request and feedback, ``profile`` and ``profiles/`` what differs between
front-ends, ``preflight`` what keeps an item back, ``bank_codec`` the messages, ``soap``
the envelope. Strict in what goes out, liberal in what comes in. Not for: legal checks,
states of requests, storage of raw messages; these belong to the room around it.
"""
