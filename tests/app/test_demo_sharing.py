"""The sample's pairs: enough to be counted, and one preceptor whose return code is printed."""

from sqlmodel import col, delete, select

from app.demo_sharing import PRECEPTEES, PRECEPTOR_CODE, add_pairs
from surveys.joining import find_return
from surveys.shares import shared_with
from surveys.store.pairs import pair_counts
from surveys.tables import Respondent, Response, Share, TimePoint
from tests.answers import has_answers, has_places
from tests.people import Service


def test_the_samples_preceptor_has_three_preceptees_and_most_others_are_paired(service: Service) -> None:
    point = service.has_open_time_point()
    has_places(service)
    has_answers(service, point, people=60)
    has_answers(service, point, people=20, audience="preceptor")
    with service.database.writing() as session:
        for each in session.exec(select(Response)).all():
            each.respondent = None  # as people of the sample are who never came back
            session.add(each)
        session.flush()
        session.exec(delete(Respondent))
        home = session.exec(select(Response).where(Response.audience == "preceptor")).first()
        assert home is not None
        sample = session.exec(
            select(Response).where(
                col(Response.organisation) == home.organisation, col(Response.audience) == "preceptee"
            )
        ).first()
        assert sample is not None
        add_pairs(
            session,
            sample.id,
            point=session.get_one(TimePoint, point),
            seed=1,
            key=service.settings.key,
        )
    with service.database.reading() as session:
        ours = find_return(session, code=PRECEPTOR_CODE, key=service.settings.key)
        assert sorted(share.name for share in shared_with(session, ours.respondent or "")) == sorted(
            PRECEPTEES
        )
        assert len(session.exec(select(Share)).all()) > 30
        assert sum(each.people for each in pair_counts(session, time_point=point)) > 200
    browser = service.browser()
    assert browser.send("/return", code=PRECEPTOR_CODE).status_code == 303
    month = browser.get("/my/month").text
    assert "3 preceptees share with you." in month
