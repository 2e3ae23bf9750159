"""The service: settings and definitions are read once, then pages and the API are put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from app.catalogues import load_speeches
from app.clock import Clock, utc_now
from app.current_definitions import CurrentDefinitions
from app.error_pages import add_error_pages
from app.faults import Faults
from app.jobs.run import Make, Progress
from app.jobs.worker import Jobs
from app.languages import Languages
from app.making import make_release
from app.routes import add_routes
from app.sample import is_sample
from app.security import Guard
from app.settings import Settings
from app.shelf import Shelf
from app.templating import make_environment
from surveys.database import Database, open_database

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, *, database: Database | None = None, clock: Clock = utc_now) -> FastAPI:
    """The whole service on one database, whose schema must be current."""
    app = FastAPI(
        title="preceptmap",
        version=version("preceptmap"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_with_jobs,
    )
    app.state.settings = settings
    app.state.clock = clock
    app.state.database = database or open_database(settings.address)
    app.state.current = CurrentDefinitions(app.state.database)
    app.state.definitions = app.state.current.get()
    app.state.templates = make_environment()
    app.state.version = version("preceptmap")
    app.state.sample = is_sample(app.state.database)
    app.state.shelf = Shelf()
    app.state.jobs = Jobs(
        app.state.database,
        make=_make_with(app.state.current, code_version=app.state.version),
        clock=clock,
        key=settings.key,
    )
    add_routes(app)
    add_error_pages(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(
        Faults, answer=app.exception_handlers.pop(Exception)
    )  # the framework's is outside the guard
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Languages, settings=settings, speeches=load_speeches())
    app.add_middleware(Guard, settings=settings)
    return app


def _make_with(current: CurrentDefinitions, *, code_version: str) -> Make:
    """Makes a release with the definitions there are when its turn comes."""

    def make(database: Database, *, time_point: int, by: str, now: datetime, progress: Progress) -> int:
        return make_release(
            database,
            time_point=time_point,
            by=by,
            now=now,
            definitions=current.get(),
            code_version=code_version,
            progress=progress,
        )

    return make


@asynccontextmanager
async def _with_jobs(app: FastAPI) -> AsyncIterator[None]:
    """While the service serves, this process also makes the releases that people ask for."""
    jobs: Jobs = app.state.jobs
    jobs.start()
    try:
        yield
    finally:
        jobs.stop()
