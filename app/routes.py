"""All pages and the API, in one list."""

from fastapi import FastAPI

from app.api import definitions as api_definitions
from app.api import documentation
from app.api import surveys as api_surveys
from app.pages import account, admin, dashboard, frameworks, health, home, join, my, profile, steering


def add_routes(app: FastAPI) -> None:
    """Put every router into the app."""
    for router in (
        health.router,
        home.router,
        frameworks.router,
        account.router,
        account.staff,
        join.router,
        profile.preceptee,
        profile.preceptor,
        profile.both,
        my.router,
        steering.router,
        dashboard.router,
        admin.router,
        api_definitions.router,
        api_surveys.router,
        documentation.router,
    ):
        app.include_router(router)
