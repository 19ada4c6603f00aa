"""Topics: what a caller outside the platform may ask the law, in plain JSON.

A topic is one file that defines ``TOPIC``: a request and a result as frozen dataclasses,
and a function that turns one into the other by asking rules. The command line, the HTTP
API, the calculator page and the published schemas all read the same declaration.
"""
