"""Every published figure can be explained: what was asked, how it was worked out, what hid it, what to use instead."""

import re

import pytest

from app.definitions import load_definitions
from app.national import all_tables
from app.presenters.explain import Explainer
from app.releases import load_release
from mapping.policy import RULES_VERSION
from surveys.tables import ReleaseRow
from tests.app.leads import words_of
from tests.app.steering import has_release
from tests.people import Browser, Service
from tests.reports.data import sample_release


@pytest.fixture
def member(service: Service) -> Browser:
    """A member of the steering group with an approved release of 120 preceptees."""
    has_release(service)
    return service.signed_in("cat@example.org", role="steering")


def number_of(member: Browser, table: str, name: str) -> str:
    """The address that explains the row of this name."""
    page = member.get(f"/dashboard/explain/{table}").text
    found = re.search(rf'<a href="([^"]+)">{re.escape(name)}</a>', page)
    assert found is not None, name
    return found[1]


def test_every_table_leads_to_its_explanation_and_from_there_to_each_row(
    service: Service, member: Browser
) -> None:
    with service.database.reading() as session:
        tables = all_tables(load_release(session, 1), service.app.state.definitions)
    for table in [table for table in tables if table.rows]:
        page = member.get(f"/dashboard/explain/{table.id}?release=1")
        assert page.status_code == 200, table.id
        rows = re.findall(rf'href="(/dashboard/explain/{table.id}/\d+\?release=1)"', page.text)
        assert len(rows) == len(table.rows)
        for address in {rows[0], rows[-1]}:
            answer = member.get(address)
            assert answer.status_code == 200, address
            assert "How each figure is worked out" in answer.text
    report = member.get("/dashboard/need").text
    assert 'href="/dashboard/explain/need-by-area?release=1"' in report


def test_an_area_has_its_wording_edition_links_formula_and_counts(member: Browser) -> None:
    words = words_of(
        member.get(
            number_of(
                member,
                "need-by-area",
                "Moving from supervised student to accountable practitioner, and feeling part of the team",
            )
        )
    )
    assert "Preceptee learning needs, edition 2026.1 (preceptee-2026)" in words
    assert "(N01)" in words
    assert "100 × NR ÷ n" in words
    assert "Narine and Harder 2021" in words
    assert "HCPC principles" in words
    assert "Rated both Left blank Not in my role" in words


def test_a_hidden_share_says_why_and_what_to_use_instead(member: Browser) -> None:
    page = member.get("/dashboard/explain/preceptee-sections-by-region?release=1").text
    address = re.findall(r'href="(/dashboard/explain/preceptee-sections-by-region/\d+[^"]*)"', page)[0]
    words = words_of(member.get(address))
    assert "This release has no figure here: nobody in this group answered." in words
    hidden = hidden_rows(member)
    assert any("Use instead: " in words and ", National : " in words for words in hidden)


def hidden_rows(member: Browser) -> list[str]:
    """The words of rows by pathway, some of whose figures are hidden."""
    found = []
    for number in range(1, 12):
        words = words_of(member.get(f"/dashboard/explain/preceptee-need-by-pathway/{number}"))
        if "not shown: too few people" in words:
            found.append(words)
    assert found
    return found


def test_the_release_its_hash_and_the_version_of_the_code_are_named(
    service: Service, member: Browser
) -> None:
    with service.database.reading() as session:
        release = load_release(session, 1)
    words = words_of(member.get("/dashboard/explain/need-by-area/1"))
    assert f"Content hash {release.content_hash}" in words
    assert "Code version test" in words
    assert f"Rules {RULES_VERSION}" in words
    assert "Approved 24 November 2026" in words


def test_sdc_08_the_explained_text_is_the_text_of_the_table(service: Service, member: Browser) -> None:
    with service.database.reading() as session:
        tables = all_tables(load_release(session, 1), service.app.state.definitions)
    for table in tables[:6]:
        page = member.get(f"/dashboard/explain/{table.id}/2").text
        shown = re.findall(r"<strong>([^<]+)", page)
        figures = [entry.text for entry in table.rows[1] if not isinstance(entry, str)]
        assert [text for text in shown if text in figures] == figures, table.id


@pytest.mark.parametrize("row", ["0", "01", "-1", "9999", "1.0", "one", "1234567890"])
def test_a_row_that_is_not_there_is_not_found(member: Browser, row: str) -> None:
    assert member.get(f"/dashboard/explain/need-by-area/{row}").status_code == 404


def test_a_table_that_is_not_there_is_not_found_and_no_filter_is_taken(member: Browser) -> None:
    assert member.get("/dashboard/explain/nothing").status_code == 404
    assert member.get("/dashboard/explain/need-by-area?region=Y56").status_code == 422
    assert member.get("/dashboard/explain/need-by-area/1?release=9").status_code == 422


def test_figures_carried_from_an_earlier_release_say_so() -> None:
    definitions, release = load_definitions(), sample_release(people=700)
    parts = tuple(
        part.model_copy(update={"group": part.group.model_copy(update={"as_of": 1})})
        if part.group.code == "Y56"
        else part
        for part in release.parts
    )
    explainer = Explainer(release.model_copy(update={"parts": parts}), definitions)
    row = ReleaseRow(
        number=3, time_point=1, made_on=release.made_on, author="", people=0, content_hash="", content=""
    )
    figures = explainer.row_context(row, "preceptee-need-by-region", 1)["figures"]
    assert [each.title for each in figures if each.carried] == ["London"]
    assert "Carried over from release 1" in next(each.carried for each in figures if each.carried)


def test_everyone_can_read_why_figures_are_hidden_and_what_to_use_instead(service: Service) -> None:
    words = words_of(service.browser().get("/hidden-figures"))
    for said in (
        "a group of fewer than 10 people",
        "Some figures are hidden only to protect others",
        "a group keeps the figures of an earlier release until 10 or more of its people",
        "Your own profile, if you answered",
        "The section an area belongs to",
    ):
        assert said in words
    assert "Explain these figures" not in words
