"""Database addresses in libpq's URL form."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit


def socket_dsn(socket_dir: Path, port: int, user: str, password: str, database: str) -> str:
    """Build the URL of a server that listens on a Unix socket.

    >>> socket_dsn(Path("/run/x"), 5432, "me", "a:b", "court")
    'postgresql://me:a%3Ab@/court?host=%2Frun%2Fx&port=5432'
    """
    query = urlencode({"host": str(socket_dir), "port": port}, quote_via=quote, safe="")
    return f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@/{database}?{query}"


def with_login(dsn: str, user: str, password: str) -> str:
    """Build the URL of the same database entered by another role.

    >>> with_login("postgresql://root:x@db:5433/court?sslmode=require", "me", "a/b")
    'postgresql://me:a%2Fb@db:5433/court?sslmode=require'
    """
    parts = urlsplit(dsn)
    host = parts.netloc.rpartition("@")[2]
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@"
    return urlunsplit(parts._replace(netloc=login + host, query=_without_login(parts.query)))


def with_database(dsn: str, database: str) -> str:
    """Build the URL of another database on the same server.

    >>> with_database("postgresql://me@/a?host=%2Fs", "b")
    'postgresql://me@/b?host=%2Fs'
    """
    parts = urlsplit(dsn)
    return urlunsplit(parts._replace(path="/" + quote(database, safe="")))


def database_name(dsn: str) -> str:
    """Read the database's name from a URL.

    >>> database_name("postgresql://me@db/court?host=x")
    'court'
    """
    return urlsplit(dsn).path.lstrip("/")


def _without_login(query: str) -> str:
    kept = [(k, v) for k, v in parse_qsl(query) if k not in ("user", "password")]
    return urlencode(kept, quote_via=quote, safe="")


def password_of(dsn: str) -> str:
    """Read the password from a URL.

    >>> password_of("postgresql://me:a%2Fb@db/court")
    'a/b'
    """
    return unquote(urlsplit(dsn).password or "")


def without_password(dsn: str) -> str:
    """Build the same URL without its password, fit for a process list.

    >>> without_password("postgresql://me:a%2Fb@db:1/court?host=x")
    'postgresql://me@db:1/court?host=x'
    """
    parts = urlsplit(dsn)
    login, _, host = parts.netloc.rpartition("@")
    user = login.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{user}@{host}" if user else host))
