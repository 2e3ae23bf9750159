"""The sample preceptee's plan, so that a first look at the service shows what a plan is."""

from sqlmodel import select

from app.demo_plan import add_sample_plan
from surveys.tables import Respondent, Response, Share
from tests.app.respondents import submitted
from tests.people import Service


def test_the_sample_plan_starts_from_needs_and_has_a_meeting_both_confirmed(service: Service) -> None:
    browser, _ = submitted(service)
    definitions = service.app.state.definitions
    with service.database.writing() as session:
        response = session.exec(select(Response)).one()
        session.add(Respondent(id="guide", audience="preceptor", return_hash="guide"))
        session.flush()
        session.add(
            Share(
                id="share",
                preceptee=response.respondent or "",
                preceptor="guide",
                name="Jo",
                opens_plan=True,
                state="accepted",
            )
        )
        session.flush()
        for _ in range(2):
            add_sample_plan(session, response.id, definitions=definitions)
    plan = browser.get("/my/plan").text
    assert "Your plan has 2 actions: 1 planned, 1 done." in plan
    assert "How you rated it" in plan
    assert "Both confirmed" in browser.get("/my/plan/meetings").text
