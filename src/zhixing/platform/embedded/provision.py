"""Roles, database and extensions on a server, the same on a laptop and in production.

Four logins, none of them powerful: the owner migrates, the application role
does everything else, the sequencer and the reaper have what their one task
needs. What each may do to which table is said by the migrations.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from zhixing.platform.embedded.dsn import database_name, with_database, with_login
from zhixing.platform.embedded.errors import ServerError
from zhixing.platform.embedded.passwords import ROLES, Passwords

EXTENSIONS = ("pg_trgm", "btree_gist", "btree_gin")
OWNER, APP, SEQUENCER, REAPER = ROLES
POWERS = ("rolsuper", "rolcreaterole", "rolcreatedb", "rolreplication", "rolbypassrls")


@dataclass(frozen=True, slots=True)
class Logins:
    """The URLs with which the four roles enter one database."""

    owner: str
    app: str
    sequencer: str
    reaper: str


def logins(dsn: str, passwords: Passwords) -> Logins:
    """Build the four roles' URLs for the database that ``dsn`` names."""
    return Logins(*(with_login(dsn, role, passwords[role]) for role in ROLES))


def provision(admin_dsn: str, passwords: Passwords, database: str | None = None) -> Logins:
    """Make roles, database and extensions if they are missing; safe to repeat at every start.

    :param admin_dsn: a login that may create roles and databases.
    :param database: by default the one that ``admin_dsn`` names.
    """
    name = database or database_name(admin_dsn)
    with psycopg.connect(with_database(admin_dsn, "postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(hashtext('zhixing provision'))")
        for role in ROLES:
            _ensure_role(server, role, passwords[role])
        ensure_database(server, name)
    target = with_database(admin_dsn, name)
    with psycopg.connect(target, autocommit=True) as inside:
        _ensure_contents(inside, name)
    return logins(target, passwords)


def ensure_database(server: psycopg.Connection, name: str) -> None:
    """Make a database that belongs to the owner role, unless it exists."""
    found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if found is None:
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )


def drop_database(server: psycopg.Connection, name: str) -> None:
    """Remove a database and whoever is connected to it."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _ensure_role(server: psycopg.Connection, role: str, password: str) -> None:
    powers = sql.SQL(", ").join(map(sql.Identifier, POWERS))
    found = server.execute(
        sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(powers), [role]
    ).fetchone()
    if found is None:
        server.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(password)
            )
        )
        server.execute(
            sql.SQL("GRANT {} TO CURRENT_USER WITH SET TRUE").format(sql.Identifier(role))
        )
    elif any(found):
        held = ", ".join(name for name, has in zip(POWERS, found, strict=True) if has)
        raise ServerError(
            f"数据库角色 {role} 持有不应有的权力（{held}）。请收回后重试。",
            f"The database role {role} holds powers it must not have ({held}). Take them back.",
        )


def _ensure_contents(inside: psycopg.Connection, name: str) -> None:
    owner, here = sql.Identifier(OWNER), sql.Identifier(name)
    row = inside.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    if row is None or row[0] != OWNER:
        inside.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(here, owner))
    for extension in EXTENSIONS:
        inside.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
        )
    inside.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(here))
    for role in (APP, SEQUENCER, REAPER):
        inside.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(here, sql.Identifier(role))
        )
    inside.execute(
        sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(here, sql.Identifier(APP))
    )
