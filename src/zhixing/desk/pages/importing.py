"""Filing from Excel: a preview that writes no case, the choice, and the sheet of problems."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from zhixing.cases.excel import file_sheet, make_template, preview_sheet, write_problems
from zhixing.cases.filing.outcome import BatchResult, Mode
from zhixing.cases.filing.problem import Problem
from zhixing.cases.filing.sheet import BY_KEY
from zhixing.courts.capabilities import Capability
from zhixing.desk.visit import Visit
from zhixing.kernel.refusal import Refusal
from zhixing.platform.files.store import FileRef, NoSuchFile, get, get_ref, put
from zhixing.platform.screenkit import decisions
from zhixing.platform.screenkit.casework import ImportReport, RowError
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LISTED: Final = 200


def show(visit: Visit) -> HttpResponse:
    """Take a sheet and say what filing it would answer."""
    if visit.request.method != "POST":
        return _page(visit)
    upload = visit.request.FILES.get("file")
    if upload is None:
        return _page(visit, refusal=_no_file())
    upload.seek(0)
    content = upload.read()
    outcome = perform(lambda: preview_sheet(content, by=visit.by, on=visit.on))
    if outcome.refusal is not None or outcome.value is None:
        return _page(visit, refusal=outcome.refusal)
    kept = put(visit.by.court_no, content, XLSX)
    return _report(visit, kept, content, outcome.value, upload.name or "")


def preview(visit: Visit, file: UUID) -> HttpResponse:
    """Show the preview of a sheet again, or file what was chosen of it."""
    kept = _kept(visit, file)
    content = get(kept)
    if visit.request.method == "POST":
        return _file(visit, kept, content)
    result = preview_sheet(content, by=visit.by, on=visit.on)
    return _report(visit, kept, content, result, "")


def _file(visit: Visit, kept: FileRef, content: bytes) -> HttpResponse:
    wanted = visit.request.POST.get("mode", "")
    mode = Mode.GOOD_ROWS if wanted == Mode.GOOD_ROWS else Mode.ALL_OR_NONE
    outcome = perform(lambda: file_sheet(content, by=visit.by, on=visit.on, mode=mode))
    if outcome.refusal is not None or outcome.value is None:
        return _page(visit, refusal=outcome.refusal)
    result = outcome.value
    if not result.filed:
        return _report(visit, kept, content, result, "", status=422)
    new = sum(not f.is_repeat for f in result.filed)
    said = Words("已立案{n}件；{r}件此前已立案。", "{n} cases filed; {r} were filed before.")
    visit.tell(said.filled(n=new, r=len(result.filed) - new))
    return visit.go(reverse("desk:cases"))


def template(visit: Visit) -> HttpResponse:
    """Give the empty sheet."""
    return _download(make_template(), "filing-template.xlsx")


def errors(visit: Visit, file: UUID) -> HttpResponse:
    """Give the sheet of problems of a kept file."""
    result = preview_sheet(get(_kept(visit, file)), by=visit.by, on=visit.on)
    return _download(write_problems(result.problems), "filing-problems.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kept(visit: Visit, file: UUID) -> FileRef:
    try:
        kept = get_ref(visit.by.court_no, file)
    except NoSuchFile:
        raise Http404(str(file)) from None
    if kept.media_type != XLSX:
        raise Http404(str(file))
    return kept


def _report(
    visit: Visit,
    kept: FileRef,
    content: bytes,
    result: BatchResult,
    name: str,
    *,
    status: int = 200,
) -> HttpResponse:
    bad = len(result.rejected_rows)
    listed = result.problems[:MOST_LISTED]
    written = _written(content, listed)
    report = ImportReport(
        file_name=name or str(Words("已上传的工作簿", "The uploaded workbook")),
        good=result.rows - bad,
        bad=bad,
        errors=[_error(p, written.get((p.row, p.column), "")) for p in listed],
        more=max(0, len(result.problems) - MOST_LISTED),
        decisions=_choices(visit, kept, result.rows - bad, bad),
        export_url=reverse("desk:import_errors", args=[kept.id]) if result.problems else "",
    )
    return _page(visit, report=report, status=status)


def _written(content: bytes, problems: Sequence[Problem]) -> dict[tuple[int, str], str]:
    """Give what stands in the cells that problems name."""
    wanted = {(p.row, p.column) for p in problems if p.column}
    if not wanted:
        return {}
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found = {}
    last = max(row for row, _ in wanted)
    for line in book.worksheets[0].iter_rows(min_row=3, max_row=last):
        for cell in line:
            if cell.value is not None and (cell.row, cell.column_letter) in wanted:
                found[(int(cell.row), str(cell.column_letter))] = str(cell.value)
    book.close()
    return found


def _error(p: Problem, value: str) -> RowError:
    column = BY_KEY.get(p.field)
    name: Text = Words(column.zh, column.en) if column else p.field
    if p.column:
        name = Words("{c} {n}", "{c} {n}").filled(c=p.column, n=name)
    if p.warning:
        remedy: Text = Words("仅提示，不妨碍立案", "A warning only; it blocks nothing")
    elif column is not None and column.example:
        remedy = Words("应如：{e}", "As for example: {e}").filled(e=column.example)
    else:
        remedy = Words("更正后重新上传", "Correct it and upload again")
    return RowError(p.row, name, value, Words(p.zh, p.en), remedy)


def _choices(visit: Visit, kept: FileRef, good: int, bad: int) -> list[decisions.Decision]:
    url = reverse("desk:import_preview", args=[kept.id])
    may_not = None if visit.by.may(Capability.DECIDE_FILING) else _may_not()
    consequence = Words(
        "将为{n}件申请编立案号，各项法定期限自今日起算，不能撤回。",
        "{n} applications get their case numbers; the terms of law run from today.",
    ).filled(n=good)
    all_refused = may_not
    if bad and all_refused is None:
        text = Words("有{n}行须先改正", "{n} rows must be corrected first").filled(n=bad)
        all_refused = decisions.Refusal(text, "ROWS_HAVE_ERRORS")
    every = decisions.Decision(
        name="file-all",
        label=Words("全部立案", "File all"),
        url=url,
        consequence=consequence,
        tone="plain" if bad else "act",
        fields=(("mode", Mode.ALL_OR_NONE.value),),
        refusal=all_refused,
    )
    if not bad or not good:
        return [every]
    some = decisions.Decision(
        name="file-good",
        label=Words("只立合格的{n}件", "File the {n} good ones").filled(n=good),
        url=url,
        consequence=consequence,
        tone="act",
        fields=(("mode", Mode.GOOD_ROWS.value),),
        refusal=may_not,
    )
    return [some, every]


def _may_not() -> decisions.Refusal:
    text = Words("您的岗位不能决定立案", "Your post does not decide on filing")
    remedy = Words("请由执行法官或局长办理。", "Have a judge or the director do it.")
    return decisions.Refusal(text, "NOT_YOURS_TO_DO", remedy=remedy)


def _no_file() -> Refusal:
    return Refusal(
        "FILE_MISSING",
        message_zh="请选择要上传的Excel工作簿。",
        message_en="Choose the Excel workbook to upload.",
        field="file",
    )


def _page(
    visit: Visit,
    *,
    report: ImportReport | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"report": report, "refusal": shown(refusal) if refusal else None, "none": NOTHING}
    code = status if refusal is None else status_of(refusal)
    return visit.under("import").render("desk/import.html", context, status=code)
