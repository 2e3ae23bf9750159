"""Mapping tasks: who may start and do what, item by item, with nothing of the other's shown (ANCHORS (d) 4)."""

import pytest

from app.mapping_tasks import become_second, start_task
from surveys.errors import Conflict, Invalid, NotAllowed
from surveys.store.definitions import uses_of_definition
from tests.app.mapping import (
    ANN,
    BEN,
    CARA,
    ORIGIN,
    TARGET,
    filled,
    has_mapped,
    has_task,
    hidden_of,
    link,
    send,
)
from tests.app.test_frameworks import words
from tests.people import Service


def test_a_task_is_started_on_a_page_that_says_what_will_not_do(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    page = "/steering/mapping/start"
    said = send(
        ann,
        page,
        page,
        {"title": " ", "origin": ORIGIN, "target": ORIGIN, "first": ANN, "second": ANN},
        status=422,
    )
    assert "<title>Error: Start a mapping task" in said
    for message in (
        "Type a title of at most 120 letters and figures.",
        "Choose another framework than the one to map from.",
        "Choose how to start.",
        "Choose somebody else as the second mapper",
    ):
        assert message in said
    fields = {
        "title": "A map",
        "origin": ORIGIN,
        "target": TARGET,
        "start": "afresh",
        "first": ANN,
        "second": BEN,
    }
    where = send(ann, page, page, dict(fields))
    task = words(ann.get(where).text)
    assert "Preceptor needs and capacity" in task
    assert "Ann@Example.Org: has not finished" in task
    assert "A map" in words(ann.get("/steering/mapping").text)
    assert "There is a mapping task with this title." in send(ann, page, page, dict(fields), status=422)


def test_mappers_are_members_who_can_sign_in_and_a_carried_task_needs_something_to_carry(
    service: Service,
) -> None:
    service.has_account(ANN, role="steering")
    service.has_account("lead@example.org", role="admin")
    with service.database.writing() as session, pytest.raises(Invalid) as refusal:
        start_task(
            session,
            service.app.state.current.get(),
            title="A map",
            origin="flying-start-nhs",
            target=TARGET,
            start="carry",
            first=ANN,
            second="lead@example.org",
            by=ANN,
            now=service.clock(),
        )
    assert set(refusal.value.problems) == {"start", "second"}


def test_a_part_left_open_is_taken_by_somebody_else_once(service: Service) -> None:
    for who in (ANN, BEN, CARA):
        service.has_account(who, role="steering")
    task = has_task(service, second=None)
    with service.database.writing() as session, pytest.raises(NotAllowed):
        become_second(session, task, seen=1, by=ANN, now=service.clock())
    with service.database.writing() as session:
        become_second(session, task, seen=1, by=BEN, now=service.clock())
    with service.database.writing() as session, pytest.raises(Conflict):
        become_second(session, task, seen=2, by=CARA, now=service.clock())


def test_an_item_is_linked_filled_in_looked_at_and_saved(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    item, links = f"{base}/items/R09", f"{base}/items/R09/links"

    assert send(ann, item, item, {"target": ["P1d", "P4f"]}) == links
    review = words(ann.get(f"{base}/review").text)
    assert "2 added, 0 changed, 0 removed." in review
    assert "R09 to P1d" in review
    assert ": choose how the two relate; choose whether" in review  # what one link lacks, said together
    assert "Save my mapping" not in review

    wrong = send(
        ann, links, links, {"link": ["P1d", "P4f"]} | filled("P1d") | filled("P4f", remainder=""), status=422
    )
    assert 'href="#P4f.remainder"' in wrong
    assert 'id="P4f.remainder"' in wrong
    assert "P4f: say what of the element it leaves uncovered." in wrong
    right = {"link": ["P1d", "P4f"]} | filled("P1d") | {"P1d.covers": ["preceptor"]} | filled("P4f")
    assert send(ann, links, links, right) == f"{base}/items"
    assert "Changes not saved yet: 2 added" in words(ann.get(f"{base}/items").text)

    assert send(ann, f"{base}/review", f"{base}/save", {}) == f"{base}/items"
    said = words(ann.get(f"{base}/items").text)
    assert "You have judged 1 of" in said
    assert "Everything is saved." in said
    assert "2 links: P1d, P4f" in said


def test_nothing_said_is_told_from_speaks_to_nothing_and_both_at_once_is_refused(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    item = f"{base}/items/R01"
    assert "not both" in send(ann, item, item, {"target": ["P1a"], "nothing": "yes"}, status=422)
    assert "Choose from the elements shown." in send(ann, item, item, {"target": ["P9z"]}, status=422)
    assert send(ann, item, item, {"nothing": "yes"}) == f"{base}/items"
    assert "R01 Being clear about what a preceptor does and does not do Speaks to nothing" in words(
        ann.get(f"{base}/items").text
    )
    send(ann, item, item, {})
    assert "Everything is saved." in words(ann.get(f"{base}/items").text)


def test_a_link_half_filled_in_can_be_kept_for_later_but_not_saved(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    item, links = f"{base}/items/R01", f"{base}/items/R01/links"
    send(ann, item, item, {"target": ["P4a"]})
    send(ann, links, links, {"link": ["P4a"], "P4a.aspect": "kept so far", "action": "later"})
    assert "kept so far" in ann.get(links).text
    revision = hidden_of(ann.get(f"{base}/review").text, f"{base}/drop")
    assert "Still to be filled in" in ann.send_fields(f"{base}/save", dict(revision)).text
    send(ann, f"{base}/review", f"{base}/drop", {})
    assert ann.get(links).status_code == 404


def test_two_windows_clash_on_one_item_and_nothing_is_lost(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    item = f"{base}/items/R01"
    old = hidden_of(ann.get(item).text, item)
    send(ann, item, item, {"nothing": "yes"})
    clash = ann.send_fields(item, old | {"target": ["P4a"]})
    assert clash.status_code == 409
    assert "You changed R01 in another window" in clash.text
    assert "This item Speaks to nothing Linked" in words(clash.text)
    kept = hidden_of(clash.text, item) | {"target": ["P4a"]}
    assert ann.send_fields(item, dict(kept)).headers["location"] == f"{item}/links"
    other = f"{base}/items/R02"
    send(ann, other, other, {"nothing": "yes"})  # another item is no clash


def test_changes_made_after_the_look_are_shown_before_anything_is_saved(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    send(ann, f"{base}/items/R01", f"{base}/items/R01", {"nothing": "yes"})
    looked = hidden_of(ann.get(f"{base}/review").text, f"{base}/save")
    send(ann, f"{base}/items/R02", f"{base}/items/R02", {"nothing": "yes"})
    again = ann.send_fields(f"{base}/save", dict(looked))
    assert again.status_code == 409
    assert "2 added" in words(again.text)
    assert "nothing was saved" in words(again.text)


def test_elements_are_filtered_by_words_and_by_whether_they_are_reached_and_ticks_stay(
    service: Service,
) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    task = has_task(service)
    has_mapped(service, task, ANN, finish=False, R01=(link("P4a"),), R02=())
    base = f"/steering/mapping/{task}"
    tree = ann.get(f"{base}/items/R01?show=unlinked&q=wellbeing").text
    assert 'value="P1d"' in tree
    assert 'value="P4a" checked' in tree  # chosen for this item, so the filter does not lose it
    assert 'value="P1a"' not in tree
    assert 'value="P4a"' not in ann.get(f"{base}/items/R02?show=unlinked").text
    assert 'value="P4a"' in ann.get(f"{base}/items/R02?show=linked").text
    items = words(ann.get(f"{base}/items?show=linked").text)
    assert "1 item shown." in items
    assert ann.get(f"{base}/items?show=some").status_code == 422


def test_the_second_mapper_works_blind_until_both_have_finished(service: Service) -> None:
    ann, ben, cara = (service.signed_in(who, role="steering") for who in (ANN, BEN, CARA))
    task = has_task(service)
    base = f"/steering/mapping/{task}"
    has_mapped(service, task, ANN, R01=(link("P4a", aspect="Ann's secret aspect"),))
    for page in ("", "/items", "/items/R01", "/review", "/agreement", "/publish", "/settle/R01/P4a"):
        for browser in (ben, cara):
            answer = browser.get(f"{base}{page}").text
            assert "secret aspect" not in answer
            assert "1 link" not in answer
    assert 'value="P4a" checked' not in ben.get(f"{base}/items/R01").text
    assert "Not judged" in ben.get(f"{base}/items").text
    for browser, page in ((ann, "/agreement"), (ben, "/agreement"), (cara, "/agreement"), (cara, "/items")):
        assert browser.get(f"{base}{page}").status_code == 403
    has_mapped(service, task, BEN, R01=(link("P4a"),))
    for browser in (ann, ben, cara):
        assert browser.get(f"{base}/agreement").status_code == 200
    assert cara.get(f"{base}/items").status_code == 403


def test_one_who_has_finished_can_go_on_until_the_other_has_too(service: Service) -> None:
    ann, ben = (service.signed_in(who, role="steering") for who in (ANN, BEN))
    task = has_task(service)
    base = f"/steering/mapping/{task}"
    has_mapped(service, task, ANN, R01=())
    item = f"{base}/items/R02"
    fields = hidden_of(ann.get(item).text, item) | {"nothing": "yes"}
    assert ann.send_fields(item, dict(fields)).status_code == 409
    assert send(ann, base, f"{base}/go-on", {}) == f"{base}/items"
    send(ann, item, item, {"nothing": "yes"})
    refused = ann.send_fields(
        f"{base}/finish", dict(hidden_of(ann.get(f"{base}/finish").text, f"{base}/finish"))
    )
    assert "You have changes that are not saved." in refused.text
    send(ann, f"{base}/review", f"{base}/save", {})
    send(ann, f"{base}/finish", f"{base}/finish", {})
    has_mapped(service, task, BEN, R01=())
    assert "Go on mapping" not in ann.get(base).text
    assert ben.get(f"{base}/items").status_code == 200


def test_nobody_finishes_with_nothing_judged_and_a_closed_task_stays_blind(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    task = has_task(service)
    base = f"/steering/mapping/{task}"
    fields = hidden_of(ann.get(f"{base}/finish").text, f"{base}/finish")
    assert "You have not judged any item yet" in ann.send_fields(f"{base}/finish", dict(fields)).text
    has_mapped(service, task, ANN, R01=())
    send(ann, f"{base}/close", f"{base}/close", {})
    assert "Closed" in words(ann.get(base).text)
    assert ann.get(f"{base}/agreement").status_code == 403


def test_what_is_not_there_is_a_plain_404(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    task = has_task(service)
    for page in ("none", f"{task}/items/R99", f"{task}/items/R01/links", "none/agreement"):
        assert ann.get(f"/steering/mapping/{page}").status_code == 404


def test_a_mapper_says_what_an_element_falls_into_and_partial_links_can_name_the_part(
    service: Service,
) -> None:
    ann, cara = (service.signed_in(who, role="steering") for who in (ANN, CARA))
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    page = f"{base}/parts"
    assert "P1d Health and wellbeing The preceptee's health and wellbeing" in words(ann.get(page).text)
    for fields, message in (
        ({"target": "", "words": "one\ntwo"}, "Choose the element."),
        ({"target": "P1d", "words": "one\ntwo"}, "parts that are there never change"),
        ({"target": "P4g", "words": "one"}, "Type 2 to 8 parts"),
        ({"target": "P4g", "words": "The same\nthe same"}, "Two parts are the same."),
        ({"target": "P4g", "words": "x" * 121 + "\ntwo"}, "Use 120 letters and figures or fewer"),
    ):
        assert message in send(ann, page, page, dict(fields), status=422)
    assert send(ann, page, page, {"target": "P4g", "words": "How good it is\n\nWhat it changes"}) == page
    item = f"{base}/items/R12"
    send(ann, item, item, {"target": ["P4g"]})
    assert "What it changes" in words(ann.get(f"{item}/links").text)
    every = {"P4g.covers": ["how-good", "what-it"]}
    wrong = send(ann, f"{item}/links", f"{item}/links", {"link": "P4g"} | filled("P4g") | every, status=422)
    assert "You chose every part" in words(wrong) or "you chose every part" in words(wrong)
    refused = cara.send_fields(
        page, hidden_of(cara.get(page).text, page) | {"target": "P4f", "words": "a b\nc d"}
    )
    assert refused.status_code == 403


def test_a_set_that_is_being_mapped_is_needed_and_one_whose_task_was_closed_is_not(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    base = f"/steering/mapping/{has_task(service)}"
    for definition in (ORIGIN, TARGET, "preceptor-to-hcpc"):
        with service.database.reading() as session:
            assert uses_of_definition(session, definition) == ["the mapping task Preceptors to HCPC needs it"]
    send(ann, f"{base}/close", f"{base}/close", {})
    with service.database.reading() as session:
        assert uses_of_definition(session, ORIGIN) == []
