"""An answer that is a file and not JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse

PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class File:
    """Hold a file's bytes, its kind and the name it is saved under."""

    content: bytes
    media_type: str
    name: str

    def respond(self) -> HttpResponse:
        """Give the answer: always a download, never shown inside another page."""
        answer = HttpResponse(self.content, content_type=self.media_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="{self.name}"'
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer
