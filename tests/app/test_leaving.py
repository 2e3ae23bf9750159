"""Who may leave, beside support: worked out at submission, counted in releases, and attacked like any question."""

from sqlmodel import select

from app.derived import derived_questions
from app.making import count
from app.presenters.explain import Explainer
from mapping.attack.attack import blocks_of
from mapping.attack.seen import Seen
from mapping.release import build_release
from reports.leaving_association import leaving_by_support
from surveys.store.time_points import get_time_point
from surveys.tables import FactAnswer, ReleaseRow, Response
from tests.answers import has_answers, has_places
from tests.app.respondents import ABOUT_YOU, first_need_section, once, save, started
from tests.people import Service
from tests.reports.data import instruments


def test_what_follows_from_a_persons_answers_is_stored_when_they_submit(service: Service) -> None:
    browser, _ = started(service)
    support = {"named-preceptor": "yes", "protected-time": "none", "in-preceptorship": "not-sure"}
    save(browser, "about-you", **ABOUT_YOU, **support)
    save(browser, first_need_section(browser), **{"N01-importance": "5", "N01-confidence": "2"})
    save(browser, "plans", **{"thinks-of-leaving": "agree"})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    with service.database.reading() as session:
        facts = session.exec(select(FactAnswer).where(FactAnswer.question.startswith("leaving-by:"))).all()  # type: ignore[attr-defined]
    assert sorted((fact.question, fact.value) for fact in facts) == [
        ("leaving-by:named-preceptor", "yes-leaving"),
        ("leaving-by:protected-time", "no-leaving"),
    ]


def test_sdc_02_it_is_counted_for_the_nation_only_and_attacked_like_any_question(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=90)
    with service.database.writing() as session:
        for number, response in enumerate(session.exec(select(Response).order_by(Response.id)).all()):
            value = ("yes-leaving", "yes-staying", "no-leaving", "no-staying")[number % 4]
            session.add(FactAnswer(response=response.id, question="leaving-by:named-preceptor", value=value))
    definitions = service.app.state.definitions
    with service.database.reading() as session:
        row = get_time_point(session, point)
        counts = count(session, row, definitions)
    asked = instruments()
    release = build_release(
        number=1,
        time_point=row.title,
        made_on=service.clock().date(),
        code_version="test",
        instruments=asked,
        counts=counts,
        derived=derived_questions(asked),
    )
    found = {
        (part.group.dimension, fact.question)
        for part in release.parts
        for fact in part.facts
        if fact.question.startswith("leaving-by:") or fact.question == "sector"
    }
    assert {dimension for dimension, _ in found} == {"nation"}
    assert ("nation", "sector") in found
    texts = [entry if isinstance(entry, str) else entry.text for entry in leaving_by_support(release).rows[0]]
    assert texts == ["People with a named preceptor", "50", "25", "50%", "37%", "63%"]
    names = {block.name for block in blocks_of([Seen(release, counts)])}
    assert {"leaving-by:named-preceptor yes-leaving", "leaving-by:named-preceptor no-staying"} <= names
    assert {f"sector {code}" for code in ("nhs-acute", "nhs-community", "independent", "other")} <= names


def test_an_association_is_explained_by_the_two_questions_behind_it(service: Service) -> None:
    from tests.reports.data import sample_release  # noqa: PLC0415 - slow to make, and only here

    release = sample_release(people=300)
    row = ReleaseRow(
        number=3, time_point=1, made_on=release.made_on, author="", people=0, content_hash="", content=""
    )
    page = Explainer(release, service.app.state.definitions).row_context(row, "leaving-differences", 1)
    said = [(each.name, each.words) for each in page["said"]]
    assert [name for name, _ in said] == [
        "Worked out",
        "Question",
        "Question",
        "What it says",
        "Questionnaire",
    ]
    assert "(thinks-of-leaving)" in said[1][1]
    assert "(named-preceptor)" in said[2][1]
    assert said[3][1] == "That two things go together, not that one causes the other."
    assert [each.formula.source for each in page["worked"]][1:] == [
        "Newcombe's 95% interval for a difference of two shares, 1998, method 10"
    ] * 2
