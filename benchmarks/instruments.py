"""How many pages a second one core renders, seals and verifies.

Run: ``PYTHONPATH=src python benchmarks/instruments.py [--documents 600] [--record]``.
Every document differs in number, party and amount; all the sealed kinds take turns.
Three runs of each measure and the same at a tenth of the load; the median counts.
Target: 150 pages a second on one core, sealed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from zhixing.instruments.rendering.catalogue import list_templates
from zhixing.instruments.rendering.document import Document, compose
from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.sealing.authority import SealKey, issue_seal, make_root
from zhixing.instruments.sealing.sealer import Sealer
from zhixing.instruments.sealing.verify import verify_seal
from zhixing.instruments.templates._sample import COURT, MATTER, sample_frame
from zhixing.instruments.word import word_copy

RESULT = Path(__file__).parent / "results" / "instruments.json"
TARGET = 150
AT = datetime(2027, 3, 15, 2, tzinfo=UTC)
SPAN = (datetime(2027, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC))


def documents(count: int, first: int = 0) -> list[Document]:
    """Make that many different documents from a number on, the sealed instruments in turn."""
    templates = [template for template in list_templates() if template.needs_seal]
    frames = {template.code: sample_frame(template) for template in templates}
    made = []
    for number in range(first, first + count):
        template = templates[number % len(templates)]
        sample = template.sample
        if hasattr(sample, "matter"):  # a list of many cases has none
            creditor = replace(MATTER.creditors[0], name=f"示例甲第{number}")
            sample = replace(sample, matter=replace(MATTER, creditors=(creditor,)))
        frame = replace(frames[template.code], case_number=f"（2027）示例01执{number}号")
        made.append(compose(template, sample, frame))
    return made


def by_kind(made: list[Document]) -> list[Document]:
    """Put documents of one kind together, as jobs that issue many of a kind do."""
    return sorted(made, key=lambda document: document.title)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Give the wall-clock and processor seconds a piece of work took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure(renderer: Renderer, sealer: Sealer, root: SealKey, count: int) -> dict[str, object]:
    """Measure rendering, sealing and verifying of ``count`` documents, three runs each."""
    batches = [documents(count, run * count) for run in range(3)]
    fresh = [documents(count, (3 + run) * count) for run in range(3)]
    pages = pages_in([renderer.pdf(document) for document in batches[0]])
    plain = [renderer.pdf(document) for document in batches[0]]
    sealed = [sealer.seal(pdf, at=AT) for pdf in plain]
    few = sealed[: max(1, count // 20)]
    verify = [timed(lambda: [verify_seal(s, roots_pem=[root.certificate_pem]) for s in few])[1]]
    words = batches[0][: max(1, count // 20)]
    copy = timed(lambda: [word_copy(document) for document in words])
    runs = {
        "render": [timed(lambda b=b: [renderer.pdf(d) for d in b]) for b in batches],
        "render_one_kind_after_another": [
            timed(lambda b=b: [renderer.pdf(d) for d in by_kind(b)]) for b in fresh
        ],
        "render_and_seal": [
            timed(lambda b=b: [sealer.seal(renderer.pdf(d), at=AT) for d in b]) for b in batches
        ],
        "seal_alone": [timed(lambda: [sealer.seal(p, at=AT) for p in plain]) for _ in range(3)],
    }
    return {
        "documents": count,
        "pages": pages,
        "mean_kilobytes": round(sum(map(len, sealed)) / len(sealed) / 1024, 1),
        "pages_per_cpu_second": {
            name: round(pages / statistics.median(cpu for _, cpu in run))
            for name, run in runs.items()
        },
        "pages_per_wall_second": {
            name: round(pages / statistics.median(wall for wall, _ in run))
            for name, run in runs.items()
        },
        "verify_ms_per_document": round(verify[0] / len(few) * 1000, 1),
        "word_copy_ms": round(copy[1] / len(words) * 1000, 1),
    }


def yardstick() -> float:
    """Time a fixed loop, so that results of a busy machine can be read beside a quiet one's."""
    return min(timed(lambda: sum(i for i in range(2_000_000)))[1] for _ in range(3))


def pages_in(pdfs: list[bytes]) -> int:
    """Count the pages of some PDFs."""
    return sum(len(PdfReader(BytesIO(pdf)).pages) for pdf in pdfs)


def main() -> None:
    """Measure, print, and with ``--record`` keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    renderer = Renderer()
    root = make_root("示例平台根", starts_at=SPAN[0], ends_at=SPAN[1])
    key = issue_seal(root, COURT, "Z01", starts_at=SPAN[0], ends_at=SPAN[1])
    result = {
        "command": f"python benchmarks/instruments.py --documents {arguments.documents}",
        "on": date.today().isoformat(),  # noqa: DTZ011 - the day a person ran it
        "machine": f"{platform.machine()}, one core, Python {platform.python_version()}",
        "target_pages_per_second": TARGET,
        "full": measure(renderer, Sealer(key), root, arguments.documents),
        "tenth": measure(renderer, Sealer(key), root, max(19, arguments.documents // 10)),
        "load_average": [round(load, 1) for load in os.getloadavg()],
        "yardstick_ms": round(yardstick() * 1000),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    text = json.dumps(result, ensure_ascii=False, indent=2)
    print(text)
    if arguments.record:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
