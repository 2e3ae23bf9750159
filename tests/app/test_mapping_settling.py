"""Two finished mappings: agreement, settling with a record, and publishing a new edition (ANCHORS (d) 4)."""

import threading
from typing import Any

import pytest
from sqlmodel import select

from app.audit import last_entries
from app.mapping_tasks import finish_part
from surveys.errors import Refused
from surveys.store.mapping_tasks import get_mapping_task, mapping_sheet
from surveys.tables import MappingSettlement
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
from tests.people import Browser, Service

NAMED: dict[str, object] = {"edition": "2027.1", "title": "Preceptors"}


def two_who_have_mapped(service: Service, **task: Any) -> tuple[Browser, Browser, str]:
    """Ann and Ben have finished: they agree on R01 and R03, and differ on R09 in three pairs."""
    ann, ben = (service.signed_in(who, role="steering") for who in (ANN, BEN))
    made = has_task(service, **task)
    has_mapped(
        service,
        made,
        ANN,
        R01=(link("P4a"),),
        R03=(),
        R09=(link("P1d", covers=("preceptor",)), link("P4f")),
        R12=(link("P4g"),),
    )
    has_mapped(
        service,
        made,
        BEN,
        R01=(link("P4a", aspect="Ben's words"),),
        R03=(),
        R09=(link("P1d", relation="overlaps", covers=("preceptor",)), link("P1a")),
    )
    return ann, ben, f"/steering/mapping/{made}"


def test_agreement_is_shown_with_its_counts_and_what_is_not_calculable(service: Service) -> None:
    ann, _, base = two_who_have_mapped(service)
    said = words(ann.get(f"{base}/agreement").text)
    # 3 items both judged x 35 principles and elements; linked by both 2, by each alone 1
    assert "105 pairs: 3 items that both judged, each with every element" in said
    assert "2 by both, 1 by the first alone, 1 by the second alone, 101 by neither" in said
    assert "Kappa, linked or not 0.66, substantial" in said
    assert "Same answer, linked or not 98%" in said
    assert "Linked by both, of those linked by at least one 50%" in said
    assert "Kappa, relation of pairs both linked 0.00, slight" in said
    assert "Same relation, of pairs both linked 50%" in said
    assert "Judged by one of the two only, and so not published as mapped by two: R12" in said
    assert "3 in all, 3 still to be settled." in said
    assert "Where only their words differ" in said
    assert "See what would be published" not in said
    refused = ann.get(f"{base}/publish")
    assert (refused.status_code, "3 of the differences are still to be settled." in refused.text) == (
        409,
        True,
    )


def test_where_nothing_is_linked_kappa_is_not_calculable(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    task = has_task(service)
    for who in (ANN, BEN):
        has_mapped(service, task, who, R01=(), R02=())
    said = words(ann.get(f"/steering/mapping/{task}/agreement").text)
    assert "Kappa, linked or not Not calculable: both gave one and the same answer throughout" in said
    assert "Kappa, relation of pairs both linked Not calculable: there is no pair to compare" in said
    assert "They link the same pairs in the same way." in said


def test_a_difference_is_settled_with_a_reason_a_name_and_a_date(service: Service) -> None:
    ann, ben, base = two_who_have_mapped(service)
    page = f"{base}/settle/R09/P4f"
    wrong = words(send(ann, page, page, {"way": "none"}, status=422))
    assert "Choose how to settle it." in wrong  # one of the two has no link: that way is "second"
    assert "Say in a sentence why it is settled this way." in wrong
    assert send(ann, page, page, {"way": "second", "reason": "Recognition is not wellbeing."}) == (
        f"{base}/agreement#differences"
    )
    said = words(ben.get(f"{base}/agreement").text)
    assert (
        "As Ben@Example.Org has it, settled by Ann@Example.Org on 24 November 2026: Recognition is not wellbeing."
        in said
    )
    assert "3 in all, 2 still to be settled." in said
    assert ben.get(f"{base}/settle/R01/P1a").status_code == 404
    with service.database.reading() as session:
        entry = last_entries(session, limit=1)[0]
        assert (entry.actor, entry.action) == (ANN, "settle difference")
        assert (entry.subject, entry.result) == ("Preceptors to HCPC: R09 to P4f", "second")


def test_another_link_needs_every_field_and_keeps_what_was_typed(service: Service) -> None:
    ann, _, base = two_who_have_mapped(service)
    page = f"{base}/settle/R09/P1d"
    other = {f"other.{name.removeprefix('P1d.')}": value for name, value in filled("P1d").items()}
    fields = {"way": "other", "reason": "We talked."} | other
    wrong = send(ann, page, page, fields | {"other.remainder": "", "other.aspect": "typed words"}, status=422)
    assert 'href="#other.remainder"' in wrong
    assert "typed words" in wrong
    send(ann, page, page, fields | {"other.coverage": "full", "other.remainder": ""})
    assert "Another link, settled by" in words(ann.get(f"{base}/agreement").text)


def test_two_who_settle_one_difference_at_once_do_not_overwrite_each_other(service: Service) -> None:
    ann, ben, base = two_who_have_mapped(service)
    page = f"{base}/settle/R09/P4f"
    old = hidden_of(ben.get(page).text, page)
    send(ann, page, page, {"way": "second", "reason": "Ann's reason"})
    clash = ben.send_fields(page, old | {"way": "first", "reason": "Ben's reason"})
    assert clash.status_code == 409
    send(ben, page, page, {"way": "first", "reason": "Ben's reason after all"})
    with service.database.reading() as session:
        assert [(row.way, row.revision) for row in session.exec(select(MappingSettlement))] == [("first", 2)]


def settle_all(browser: Browser, base: str) -> None:
    for pair, way in (("R09/P4f", "second"), ("R09/P1d", "first"), ("R09/P1a", "first")):
        page = f"{base}/settle/{pair}"
        send(browser, page, page, {"way": way, "reason": "We talked."})


def test_what_is_settled_is_looked_at_published_and_shows_everywhere(service: Service) -> None:
    ann, _, base = two_who_have_mapped(service)
    settle_all(ann, base)
    look = words(ann.get(f"{base}/publish").text)
    assert "2 links from Preceptor needs and capacity to HCPC principles, by Ann@Example.Org" in look
    assert "It replaces preceptor-to-hcpc in every view of coverage." in look
    assert "Looked at, and linked to nothing: R03" in look
    assert "P4g Feedback on the role: partly covered, then partly covered" not in look
    assert "P4f Benefit from the role: partly covered, then nothing reaches it" in look
    assert "R09 to P4f. As Ben@Example.Org has it, settled by Ann@Example.Org" in look

    bad = send(ann, f"{base}/publish", f"{base}/publish", {"edition": " ", "title": "t"}, status=422)
    assert "Type an edition of 1 to 120 letters and figures." in bad
    assert send(ann, f"{base}/publish", f"{base}/publish", dict(NAMED)) == base
    assert "Published" in words(ann.get(base).text)

    visitor = service.browser()
    found = visitor.get("/api/v1/crosswalks/preceptor-to-hcpc-2").json()
    assert (found["replaces"], found["edition"], found["unlinked"]) == (
        "preceptor-to-hcpc",
        "2027.1",
        ["R03"],
    )
    assert found["agreement"]["kappa"] == 0.66
    assert {(edge["author"], edge["reviewer"], edge["status"]) for edge in found["edges"]} == {
        ("Ann@Example.Org", "Ben@Example.Org", "published")
    }
    assert [(edge["origin"], edge["target"], edge["covers"]) for edge in found["edges"]] == [
        ("R01", "P4a", []),
        ("R09", "P1d", ["preceptor"]),
    ]
    crosswalks = words(visitor.get(f"/crosswalks?origin={ORIGIN}&target={TARGET}").text)
    assert "edition 2027.1: 2 links, by Ann@Example.Org, checked by Ben@Example.Org" in crosswalks
    assert "Kappa, linked or not: 0.66, substantial." in crosswalks
    assert "It replaces preceptor-to-hcpc." in crosswalks
    old = words(visitor.get(f"/crosswalks?origin={ORIGIN}&target={TARGET}&status=replaced").text)
    assert "Replaced by a newer edition. The newer one is Preceptors, edition 2027.1." in old
    assert "P4e Learning with other preceptors Partly covered" in words(
        visitor.get(f"/coverage/{TARGET}").text
    )
    element = words(visitor.get(f"/frameworks/{TARGET}/P4e").text)
    made, worked_out = element.split("Worked out through constructs")
    assert "R13" not in made  # the edition before linked it
    assert "R13 supports ‘Preceptors learning from one another’ in part" in worked_out
    with service.database.reading() as session:
        done = [(entry.actor, entry.action) for entry in last_entries(session, limit=2)]
        assert done == [(ANN, "publish mapping"), (ANN, "add crosswalk")]
    again = ann.get(f"{base}/publish")
    assert (again.status_code, "This task has ended" in again.text) == (409, True)


def test_links_of_items_not_judged_again_are_carried_over_with_those_who_made_them(service: Service) -> None:
    ann, _, base = two_who_have_mapped(service, start="carry")
    assert "so they agree more than two people who start afresh" in words(ann.get(f"{base}/agreement").text)
    settle_all(ann, base)
    send(ann, f"{base}/publish", f"{base}/publish", dict(NAMED))
    found = service.browser().get("/api/v1/crosswalks/preceptor-to-hcpc-2").json()
    people = {edge["origin"]: (edge["author"], edge["status"]) for edge in found["edges"]}
    assert people["R09"] == ("Ann@Example.Org", "published")
    assert people["R12"] == ("preceptmap working group", "draft")  # judged by one of the two only
    assert "R03" not in people
    assert list(dict.fromkeys(edge["origin"] for edge in found["edges"]))[:3] == ["R01", "R08", "R10"]


def test_a_newer_edition_that_came_meanwhile_stands_in_the_way_of_publishing(service: Service) -> None:
    ann, ben, base = two_who_have_mapped(service)
    other = has_task(service, title="Another map")
    for who in (ANN, BEN):
        has_mapped(service, other, who, R01=(link("P4a"),))
    form = f"/steering/mapping/{other}/publish"
    send(ben, form, form, dict(NAMED))
    settle_all(ann, base)
    refused = ann.get(f"{base}/publish")
    assert refused.status_code == 409
    assert "A newer edition of this crosswalk came after the task began." in refused.text


def test_words_that_judge_people_are_refused_when_publishing_and_nothing_is_stored(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    service.has_account(BEN, role="steering")
    task = has_task(service)
    for who in (ANN, BEN):
        has_mapped(service, task, who, R01=(link("P4a", aspect="Whether they are competent"),))
    base = f"/steering/mapping/{task}"
    said = words(send(ann, f"{base}/publish", f"{base}/publish", dict(NAMED), status=422))
    assert "What has to be put right" in said
    assert "say 'confidence' or 'support'" in said
    assert service.browser().get("/api/v1/crosswalks/preceptor-to-hcpc-2").status_code == 404
    assert "Being compared" in words(ann.get(base).text)


def test_two_who_finish_at_the_same_moment_are_compared(service: Service) -> None:
    for who in (ANN, BEN):
        service.has_account(who, role="steering")
    task = has_task(service)
    for who in (ANN, BEN):
        has_mapped(service, task, who, finish=False, R01=())
    start, wrong = threading.Barrier(2), []

    def finish(who: str, mapper: Any) -> None:
        start.wait()
        try:
            with service.database.writing() as session:
                seen = mapping_sheet(session, task, mapper).revision
                finish_part(session, task, seen=seen, by=who, now=service.clock())
        except Refused as refused:
            wrong.append(refused)

    threads = [threading.Thread(target=finish, args=pair) for pair in ((ANN, "first"), (BEN, "second"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert wrong == []
    with service.database.reading() as session:
        assert get_mapping_task(session, task).state == "comparing"


@pytest.mark.parametrize("page", ["agreement", "publish", "settle/R01/P4a"])
def test_a_third_member_reads_what_was_compared_but_only_after_both_finished(
    service: Service, page: str
) -> None:
    cara = service.signed_in(CARA, role="steering")
    for who in (ANN, BEN):
        service.has_account(who, role="steering")
    task = has_task(service)
    has_mapped(service, task, ANN, R01=(link("P4a"),))
    assert cara.get(f"/steering/mapping/{task}/{page}").status_code == 403
    has_mapped(service, task, BEN, R01=(link("P4a", aspect="in other words"),))
    assert cara.get(f"/steering/mapping/{task}/{page}").status_code == 200
