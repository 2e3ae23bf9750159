"""REL-46: whichever write fails, each use case is all or nothing, and says so."""

from sqlalchemy.exc import OperationalError
from sqlmodel import select

from app.definitions import load_definitions
from app.making import make_release
from surveys.tables import ReleaseRow, Response
from tests.answers import has_answers, has_places
from tests.app.faults import fail_at_every_write
from tests.app.leads import hidden_fields, lead_of
from tests.app.mapping import hidden_of
from tests.app.respondents import ABOUT_YOU, first_need_section, given_code, once, save, started
from tests.app.test_mapping_settling import NAMED, settle_all, two_who_have_mapped
from tests.app.unattacked import unattacked
from tests.people import Browser, Service

DONE, NOT_SAVED = {200, 303}, 503


def posts(browser: Browser, path: str, fields: dict[str, object]) -> bool:
    """Send a form: whether it was carried out, or the page says that it was not saved."""
    answer = browser.send_fields(path, fields)
    if answer.status_code in DONE:
        return True
    assert answer.status_code == NOT_SAVED, answer.text
    assert "not saved yet" in answer.text
    return False


def test_rel_46_joining(service: Service) -> None:
    code = given_code(service)
    browser = service.browser()
    form = {"code": code, "once": once(browser.send("/join", code=code).text)}
    assert fail_at_every_write(service.database, lambda: posts(browser, "/join/start", form)) >= 5


def test_rel_46_saving_submitting_and_erasing(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    address = f"/my/section/{section}"
    form = hidden_fields(browser.get(address)) | {"N01-importance": "5", "N01-confidence": "2"}
    assert fail_at_every_write(service.database, lambda: posts(browser, address, form)) >= 4

    last = hidden_fields(browser.get("/my/check"))
    assert fail_at_every_write(service.database, lambda: posts(browser, "/my/submit", last)) >= 5
    with service.database.reading() as session:
        assert session.exec(select(Response.state)).one() == "submitted"

    assert fail_at_every_write(service.database, lambda: posts(browser, "/my/erase", {})) >= 10
    with service.database.reading() as session:
        assert session.exec(select(Response)).all() == []
    assert len(service.settings.ledger.read_text().splitlines()) == 1


def test_rel_46_saving_a_self_assessment(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    mark = load_definitions().frameworks["interim-quality-mark-2023"]
    heading = mark.children(None)[0]
    address = f"/lead/assessments/{mark.id}/{heading.code}"
    scores = {item.code: 2 for item in mark.children(heading.code)}
    form = hidden_fields(lead.get(address)) | scores
    assert fail_at_every_write(service.database, lambda: posts(lead, address, form)) >= 4


def test_rel_46_publishing_a_mapping(service: Service) -> None:
    ann, _, base = two_who_have_mapped(service)
    settle_all(ann, base)
    address = f"{base}/publish"
    form: dict[str, object] = hidden_of(ann.get(address).text, address) | dict(NAMED)
    assert fail_at_every_write(service.database, lambda: posts(ann, address, form)) >= 4


def test_rel_46_storing_a_release(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=30)
    made: list[int] = []

    def store() -> bool:
        try:
            made.append(
                make_release(
                    service.database,
                    time_point=point,
                    by="ann",
                    now=service.clock(),
                    definitions=service.app.state.definitions,
                    code_version="test",
                    protect=unattacked,
                )
            )
        except OperationalError:
            return False
        return True

    assert fail_at_every_write(service.database, store) >= 4
    with service.database.reading() as session:
        assert session.exec(select(ReleaseRow.number)).all() == [1]
    assert made == [1]
