"""All pages and the API, in one list."""

from fastapi import FastAPI

from app.pages import account, health, home


def add_routes(app: FastAPI) -> None:
    """Put every router into the app."""
    for router in (health.router, home.router, account.router, account.staff):
        app.include_router(router)
