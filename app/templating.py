"""Jinja with the NHS design system, and the few things every page is given."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader

from app.once import FIELD, make_once_key
from app.presenters.staying import idle_context
from app.reading import reading_of
from app.signins import VISITOR
from frameworks.language import words_for, words_for_count
from reports.wording import SPOKEN

HERE = Path(__file__).parent


def make_environment() -> Environment:
    """NHS macros need undefined values that can be chained; everything is escaped."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), PackageLoader("nhsuk_frontend_jinja")]),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        words_for, words_for_count, newstyle=True
    )
    environment.globals["once_field"] = FIELD
    environment.globals["make_once_key"] = make_once_key
    environment.globals["spoken_tokens"] = SPOKEN
    return environment


def render(
    request: Request,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    """A page. Every template also gets `actor`, `idle`, `sample` (bool), `path`, `version` and `reading`."""
    state = request.app.state
    actor = getattr(request.state, "actor", VISITOR)
    page = state.templates.get_template(template).render(
        actor=actor,
        idle=idle_context(actor, state.settings),
        sample=state.sample,
        path=request.url.path,
        version=state.version,
        reading=reading_of(request),
        **(context or {}),
    )
    return HTMLResponse(page, status_code=status)
