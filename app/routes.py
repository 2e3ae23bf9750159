"""All pages and the API, in one list."""

from fastapi import FastAPI

from app.api import definitions as api_definitions
from app.api import documentation
from app.api import releases as api_releases
from app.api import surveys as api_surveys
from app.pages import (
    account,
    admin,
    coverage,
    dashboard,
    explain,
    frameworks,
    health,
    home,
    join,
    lead,
    lead_assessments,
    lead_capacity,
    lead_codes,
    lead_figures,
    lead_provision,
    lead_scenarios,
    missing,
    month,
    my,
    over_time,
    plan,
    plan_copies,
    plan_meetings,
    preceptee_plan,
    preceptees,
    profile,
    progress,
    sharing,
    steering,
    steering_headcounts,
    steering_jobs,
    year,
)


def add_routes(app: FastAPI) -> None:
    """Put every router into the app."""
    for router in (
        health.router,
        home.router,
        frameworks.router,
        coverage.router,
        account.router,
        account.staff,
        join.router,
        profile.preceptee,
        profile.preceptor,
        profile.both,
        my.router,
        year.router,
        progress.router,
        sharing.router,
        preceptees.router,
        plan.router,
        plan_copies.router,
        plan_meetings.router,
        preceptee_plan.router,
        month.router,
        lead.router,
        lead_codes.router,
        lead_provision.router,
        lead_assessments.router,
        lead_capacity.router,
        lead_scenarios.router,
        lead_figures.router,
        steering.router,
        steering_headcounts.router,
        steering_jobs.router,
        missing.router,
        over_time.router,
        dashboard.router,
        explain.router,
        admin.router,
        api_definitions.router,
        api_surveys.router,
        api_releases.router,
        documentation.router,
    ):
        app.include_router(router)
