"""What a fresh machine must be told of this one: where packages come from, and whom to trust.

Everything is read from this machine's own configuration and handed over by
read-only bind mounts and environment variables; no address is written down.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zhixing.cli.bootstrap import pip_configuration
from zhixing.cli.command import Failure

SUITE = "bookworm"
PASSED = re.compile(
    r"^(PIP_|UV_|NPM_CONFIG_|npm_config_|SSL_CERT_|(HTTPS?|ALL|NO)_PROXY$|(https?|all|no)_proxy$)"
    r"|^(REQUESTS|CURL)_CA_BUNDLE$|^NODE_EXTRA_CA_CERTS$"
)
ALWAYS = (
    *("/etc/apt", "/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs", "/etc/pip.conf"),
    *("/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/etc/npmrc"),
)


@dataclass(frozen=True, slots=True)
class Mount:
    """A file or directory of this machine and its place in the fresh one."""

    here: Path
    there: Path


def mirror() -> str:
    """Read from apt's configuration where this machine gets the suite from."""
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(RELEASE) $(COMPONENT) $(REPO_URI)"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    for line in listing.splitlines():
        release, component, uri = line.split(maxsplit=2)
        if release == SUITE and component == "main":
            return uri
    raise Failure(
        f"本机的 apt 没有 Debian {SUITE} 源。",
        f"This machine's apt knows no source of Debian {SUITE}.",
    )


def passed_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Choose the variables that say where packages are and which certificates hold."""
    return {name: value for name, value in environ.items() if PASSED.search(name)}


def mounts(home: Path) -> Iterator[Mount]:
    """List what the fresh machine must see, ``home`` being its user's home directory."""
    named = {*map(Path, ALWAYS), *_certificates(), *_local_indexes()}
    for path in sorted(named):
        if path.exists():
            yield Mount(path, path)
    ours = Path.home()
    for name in (".config/pip/pip.conf", ".pip/pip.conf", ".npmrc"):
        path = ours / name
        readable_by_all = path.is_file() and path.stat().st_mode & 0o004
        if path.is_file() and (readable_by_all or home == Path("/root")):
            yield Mount(path, home / name)


def _certificates() -> Iterator[Path]:
    for name, value in passed_environment(os.environ).items():
        if "CERT" in name or "BUNDLE" in name:
            yield Path(value)
    if bundle := pip_configuration(sys.executable).get("cert"):
        yield Path(bundle)


def _local_indexes() -> Iterator[Path]:
    """Find the directories of this machine that pip takes packages from."""
    settings = pip_configuration(sys.executable)
    for key in ("find-links", "index-url", "extra-index-url"):
        for word in settings.get(key, "").split():
            parts = urlsplit(word)
            if parts.scheme in ("", "file") and parts.path.startswith("/"):
                path = Path(unquote(parts.path))
                yield path.parent if path.name == "simple" else path


def scrub(text: str) -> str:
    """Take hosts, this machine's name, accounts' secrets and terminal colours out of a log.

    >>> scrub("Looking in https://user:pw@host.example:8080/simple, file:///srv/wheels")
    'Looking in <registry>, <registry>'
    >>> scrub("Clerk  demo-clerk1    V1ui8RY1i8nr_19z")
    'Clerk  demo-clerk1    <secret>'
    """
    text = re.sub(r"/(?:root|home/\w+)/zhixing\b", "<clone>", text)
    text = re.sub(r"(demo-[a-z0-9-]+ +)\S{12,}(?: +[A-Z2-7]{32})?", r"\1<secret>", text)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
    text = re.sub(r"\b(?:https?|file)://(?!127\.0\.0\.1|localhost)[^\s,'\"]+", "<registry>", text)
    name = socket.gethostname()
    return text.replace(name, "<machine>") if len(name) > 2 else text
