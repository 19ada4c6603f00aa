"""A PostgreSQL server of our own, started from a wheel, for a laptop or a test run.

It needs no root, no system library and no port: the server listens on a Unix
socket below the state directory and on nothing else. Production does not use
it; there ``DATABASE_URL`` names a real server. Nothing here knows of Django.
"""

from zhixing.platform.embedded.errors import ServerError
from zhixing.platform.embedded.server import EmbeddedServer, ServerInfo

__all__ = ["EmbeddedServer", "ServerError", "ServerInfo"]
