"""The line to the platform: signed calls over HTTP or HTTPS, answers checked."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from simulators.open.signing import Key, answer_is_proved, canonical, headers


class NotProved(Exception):
    """Tell that an answer is not signed by the platform."""


@dataclass
class Line:
    """Call the platform at its address; ``ca`` is the file of a certificate to trust."""

    url: str
    code: str
    key: Key
    ca: str = ""
    timeout: float = 20
    skew_seconds: float = 0
    platform_key: bytes = b""

    def learn_key(self) -> bytes:
        """Fetch the platform's public key once."""
        if not self.platform_key:
            with self._open(urllib.request.Request(f"{self.url}/keys")) as answer:
                self.platform_key = bytes.fromhex(json.load(answer)["keys"][0]["hex"])
        return self.platform_key

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Make a signed call."""
        return self.send(method, path, body, self.signed(method, path, body))

    def signed(self, method: str, path: str, body: Any = None) -> dict[str, str]:
        """Give the headers of a call."""
        target = urlsplit(self.url).path + path
        return headers(self.key, self.code, method, target, body, skew_seconds=self.skew_seconds)

    def send(self, method: str, path: str, body: Any, proof: dict[str, str]) -> tuple[int, Any]:
        """Send a call with the headers given, and check that the platform answered it."""
        public = self.learn_key()
        request = urllib.request.Request(
            self.url + path,
            data=None if body is None else canonical(body),
            headers={**proof, "Content-Type": "application/json"},
            method=method,
        )
        try:
            with self._open(request) as answer:
                status, given, text = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            status, given, text = error.code, error.headers, error.read()
        told = json.loads(text)
        if not answer_is_proved(given, status, told, proof.get("Zx-Nonce", ""), public):
            raise NotProved(f"{method} {path}: {status}")
        return status, told

    def _open(self, request: urllib.request.Request) -> Any:
        context = ssl.create_default_context(cafile=self.ca) if self.ca else None
        return urllib.request.urlopen(request, timeout=self.timeout, context=context)
