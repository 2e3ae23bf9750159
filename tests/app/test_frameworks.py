"""The public pages of frameworks, coverage and crosswalks, read as a visitor reads them."""

import re
from html import unescape

from app.definitions import load_definitions
from tests.people import Service

DEFINITIONS = load_definitions()


def words(page: str) -> str:
    """The words of a page's main part, without its tags."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_every_framework_and_every_item_has_a_page_with_its_words(service: Service) -> None:
    visitor = service.browser()
    listed = visitor.get("/frameworks").text
    for framework in DEFINITIONS.frameworks.values():
        assert f'href="/frameworks/{framework.id}"' in listed
        whole = words(visitor.get(f"/frameworks/{framework.id}").text)
        for item in framework.items:
            assert item.gist in whole
        for item in framework.items[:3]:
            assert item.gist in words(visitor.get(f"/frameworks/{framework.id}/{item.code}").text)


def test_a_working_draft_is_marked_wherever_it_appears(service: Service) -> None:
    visitor = service.browser()
    whole = words(visitor.get("/frameworks/nhse-ahp-2023").text)
    assert whole.count("Working draft") == 24 + 1  # the items, and the score rule
    assert "W3.1 Named preceptor Working draft" in words(
        visitor.get("/frameworks/hcpc-principles-2023/P3d").text
    )
    assert "W3.1 Named preceptor Working draft" in words(visitor.get("/crosswalks").text)
    assert "2 Law and ethics Working draft" in words(
        visitor.get("/coverage/hcpc-sop-radiographers-2023").text
    )
    assert "Provenance Working draft" in words(visitor.get("/frameworks/nhse-ahp-2023/W1.1").text)


def test_an_item_says_where_it_was_read_and_which_questions_speak_to_it(service: Service) -> None:
    page = service.browser().get("/frameworks/hcpc-principles-2023/P3d").text
    assert 'focus-on-being-a-preceptee/">HCPC, Principles for preceptorship' in page
    assert "Do you have a named preceptor now? Preceptee learning needs Partial" in words(page)
    assert 'href="/frameworks/hcpc-principles-2023/P3"' in page


def test_links_are_folded_until_one_crosswalk_is_chosen(service: Service) -> None:
    visitor = service.browser()
    every = visitor.get("/crosswalks").text
    one = visitor.get("/crosswalks?origin=nhse-ahp-2023&target=hcpc-principles-2023").text
    assert (every.count("<details"), every.count('<details class="nhsuk-details" open>')) == (12, 0)
    assert one.count('<details class="nhsuk-details" open>') == 1


def test_dates_are_in_words(service: Service) -> None:
    page = words(service.browser().get("/frameworks/hcpc-principles-2023").text)
    assert "Published 30 November 2023" in page


def test_coverage_tells_what_is_asked_from_what_only_another_framework_says(service: Service) -> None:
    said = words(service.browser().get("/coverage/hcpc-principles-2023").text)
    assert "Our questions reach 27 of 30 items. Only items of another framework reach 2 more. " in said
    assert "Nothing reaches 1. What nothing reaches P5f Joined up with other programmes" in said
    assert "What no question reaches" in said


def test_every_code_in_a_coverage_table_leads_to_what_it_means(service: Service) -> None:
    page = service.browser().get("/coverage/hcpc-principles-2023").text
    targets = set(re.findall(r'href="#(key-[^"]+)"', page))
    assert targets
    assert targets == set(re.findall(r'id="(key-[^"]+)"', page))


def test_frameworks_nothing_is_linked_to_are_named(service: Service) -> None:
    said = words(service.browser().get("/coverage").text)
    assert "Not linked yet" in said
    assert "Flying Start NHS" in said


def test_what_is_not_there_is_a_plain_404(service: Service) -> None:
    visitor = service.browser()
    for address in ("/frameworks/none", "/frameworks/hcpc-principles-2023/P9z", "/coverage/none"):
        assert visitor.get(address).status_code == 404


def test_elements_that_links_cover_only_together_say_so_and_partial_ones_what_remains(
    service: Service,
) -> None:
    said = words(service.browser().get("/coverage/hcpc-principles-2023").text)
    assert "P3d A named preceptor Covered jointly" in said
    assert "P1d Health and wellbeing Covered jointly" in said
    assert (
        "Whether it fits what each of them needs"
        in said.split("P2a Access that fits need")[1].split("P2b")[0]
    )
    item = words(service.browser().get("/frameworks/hcpc-principles-2023/P2a").text)
    assert "Partly covered. What remains: Whether it fits what each of them needs." in item
    assert "(the part: Who can get preceptorship, and how)" in item


def test_links_through_constructs_stand_apart_show_their_path_and_are_not_counted(service: Service) -> None:
    visitor = service.browser()
    path = "named-preceptor.core says the same as ‘A named preceptor to turn to’ in full, which is part of P3d in part"
    item = words(visitor.get("/frameworks/hcpc-principles-2023/P3d").text)
    assert f"{path}; so at most in part." in item.split("Worked out through constructs")[1]
    without, shown = (
        words(visitor.get(f"/coverage/hcpc-principles-2023{query}").text) for query in ("", "?inferred=yes")
    )
    assert "NHSE nursing: named-preceptor.core" in shown
    assert "Each covers an item at most in part, unless it says “in full”." in shown
    assert "NHSE nursing" not in without
    for said in (without, shown):
        assert "Our questions reach 27 of 30 items. Only items of another framework reach 2 more." in said


def test_a_relation_is_named_from_the_side_it_is_read_from(service: Service) -> None:
    visitor = service.browser()
    assert "It supports P3d" in words(visitor.get("/frameworks/hcpc-principles-2023/P3d").text)
    assert "It is supported by W3.1" in words(visitor.get("/frameworks/nhse-ahp-2023/W3.1").text)


def test_the_list_of_constructs_makes_no_question_count_as_reaching_a_framework(service: Service) -> None:
    said = words(service.browser().get("/coverage").text)
    assert "Constructs of preceptorship" in said
    assert "Questions that reach nothing" not in said


def test_crosswalks_are_filtered_by_where_they_lead_and_how_far_they_have_come(service: Service) -> None:
    visitor = service.browser()
    said = words(
        visitor.get("/crosswalks?origin=nhse-ahp-2023&target=hcpc-principles-2023&coverage=full").text
    )
    assert "5 links in 1 crosswalk. Show all" in said
    assert "No link is like that." in words(visitor.get("/crosswalks?status=published").text)
    assert "Looked at, and linked to nothing: P1b Equality, diversity and inclusion" in words(
        visitor.get("/crosswalks?origin=hcpc-principles-2023").text
    )
    assert visitor.get("/crosswalks?status=finished").status_code == 422
    assert visitor.get("/crosswalks?colour=blue").status_code == 422
