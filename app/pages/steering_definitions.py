"""The steering group's own frameworks, questionnaires and crosswalks: added from files, looked at first."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.downloads import download
from app.excel_files import template_of
from app.importing import pack, plan_import, read_file, unpack
from app.own_definitions import add_definitions, check_added, load_own, remove_definition
from app.pages.frameworks import definitions_of
from app.posting import carry_out
from app.presenters.definitions import definition_lines, plan_context, reader_options
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.uploads import UploadIn
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from frameworks.definition import DefinitionError
from surveys.store.definitions import definition_rows, definitions_revision

router = APIRouter(
    prefix="/steering/definitions",
    dependencies=[Depends(Right("steering")), Depends(Takes())],
    include_in_schema=False,
)
HERE = "/steering/definitions"
NO_FILE = "Choose a file."
NO_REASON = "Say why, in a sentence: what it is and where it comes from."
LONGEST_REASON = 500


@router.get("")
def definitions_page(request: Request, session: Db) -> Response:
    """What there is, what was added, and the form to add from a file."""
    return render(request, "steering/definitions.html", _page(request, session))


@router.get("/templates/{name}")
def template(request: Request, name: str) -> Response:
    """An empty workbook to write a framework, a questionnaire or a crosswalk in."""
    content = template_of(definitions_of(request), name)
    return download(content, f"{name}-template.xlsx")


@router.post("/look")
def look(request: Request, session: Db, upload: UploadIn) -> Response:
    """What a file would add and change. Nothing is stored."""
    try:
        rows = list(definition_rows(session))
        known = load_own(rows)
        key = upload.form.one("format") or None
        found = read_file(upload.content, upload.name or "file", key, definitions=known)
        plan = plan_import(found.documents, known)
        problems = check_added(rows, plan.documents)
    except DefinitionError as error:
        problems = list(error.problems)
    if not upload.content or problems:
        faults = [str(each) for each in problems] if upload.content else []
        context = _page(request, session, faults=faults, typed=upload.form.one("format"))
        return render(request, "steering/definitions.html", context, status=422)
    context = plan_context(plan, found.loss) | {
        "documents": pack(plan.documents),
        "revision": definitions_revision(session),
        "problems": {},
    }
    return render(request, "steering/definitions_look.html", context)


@router.post("")
def add(request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Store what was looked at, whole or not at all."""
    documents, reason = unpack(form.one("documents")), form.one("reason")
    if not reason or len(reason) > LONGEST_REASON:
        return _again(request, session, form)

    def act() -> str:
        seen, by = form.whole("revision"), actor.username
        add_definitions(session, documents, by=by, now=clock(), reason=reason, seen=seen)
        return f"{HERE}#added"

    try:
        return carry_out(session, form, actor, act)
    except DefinitionError as error:
        session.rollback()
        context = _page(request, session, faults=[str(each) for each in error.problems])
        return render(request, "steering/definitions.html", context, status=422)


@router.post("/{definition}/remove")
def remove(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, definition: str) -> Response:
    """Take away one that nothing needs."""

    def act() -> str:
        seen = form.whole("revision")
        remove_definition(session, definition, by=actor.username, now=clock(), seen=seen)
        return f"{HERE}#added"

    return carry_out(session, form, actor, act)


def _again(request: Request, session: Session, form: Form) -> Response:
    """The same look, asking for the reason."""
    documents = unpack(form.one("documents"))
    plan = plan_import(documents, load_own(list(definition_rows(session))))
    context = plan_context(plan, None) | {
        "documents": form.one("documents"),
        "revision": form.whole("revision"),
        "problems": {"reason": NO_REASON},
    }
    return render(request, "steering/definitions_look.html", context, status=422)


def _page(
    request: Request, session: Session, *, faults: list[str] | None = None, typed: str = ""
) -> dict[str, Any]:
    rows = list(definition_rows(session))
    problems = {}
    if faults is not None:
        more = f". There are {len(faults)} faults: this page lists them all." if len(faults) > 1 else ""
        problems["file"] = f"{faults[0].rstrip('.')}{more}" if faults else NO_FILE
    return {
        "added": rows,
        "lines": definition_lines(definitions_of(request), rows),
        "formats": reader_options(),
        "revision": definitions_revision(session),
        "problems": problems,
        "faults": faults or [],
        "typed": typed,
    }
