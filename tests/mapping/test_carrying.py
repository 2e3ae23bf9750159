"""Carrying answers from one framework to another: never over an answer, once, in any order."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.carrying import Proposal, Said, carried, propose, with_evidence
from mapping.item_links import ItemLink
from tests.mapping.criteria import criterion, framework

W = framework("w", criterion("W1"), criterion("W2"), criterion("W3"))
P = framework("p", criterion("P1"), criterion("P2"))


PARTS = ("who", "fit")


def link(line: str, *, covers: tuple[str, ...] = ()) -> ItemLink:
    source, relation, coverage, target = line.split()
    return ItemLink.model_validate(
        {"source": source, "relation": relation, "coverage": coverage, "target": target, "covers": covers}
        | ({"parts": PARTS} if covers else {})
    )


def proposed(
    links: Sequence[ItemLink],
    answers: Mapping[str, Said],
    existing: Mapping[str, Said] | None = None,
) -> Proposal:
    """What is proposed for P1."""
    return propose(W, P, links=links, answers=answers, existing=existing or {})[0]


@pytest.mark.parametrize("relation", ["equal", "superset"])
def test_what_says_the_same_or_more_is_proposed_and_ticked(relation: str) -> None:
    found = proposed([link(f"W1 {relation} full P1")], {"W1": Said(2, "Policy 7.")})
    assert (found.score, found.is_safe, found.sources) == (2, True, ("W1",))
    assert found.evidence == "From W W1: Policy 7."


def test_a_full_link_that_only_supports_is_proposed_but_not_ticked() -> None:
    found = proposed([link("W1 supports full P1")], {"W1": Said(2)})
    assert (found.score, found.is_safe) == (2, False)
    assert found.words == ("The link does not say the same, so look before you take it.",)


def test_a_part_proposes_nothing_but_is_shown_beside_the_question() -> None:
    found = proposed([link("W1 subset partial P1")], {"W1": Said(2, "Policy 7.")})
    assert (found.score, found.words) == (None, ("Covered in part only, so nothing is proposed.",))
    assert [(each.score, each.evidence) for each in found.beside] == [(2, "Policy 7.")]


def test_several_full_links_give_the_weakest_and_say_so() -> None:
    links = [link("W1 equal full P1"), link("W2 superset full P1")]
    found = proposed(links, {"W1": Said(2), "W2": Said(1)})
    assert (found.score, found.sources, found.words) == (1, ("W1", "W2"), ("The lowest of several scores.",))


def test_a_link_that_says_the_same_goes_before_one_that_supports() -> None:
    links = [link("W1 equal full P1"), link("W2 supports full P1")]
    assert proposed(links, {"W1": Said(2), "W2": Said(0)}).score == 2


def test_two_parts_that_cover_it_together_give_the_weaker() -> None:
    links = [
        link("W1 subset partial P1", covers=("who",)),
        link("W2 subset partial P1", covers=("fit",)),
    ]
    found = proposed(links, {"W1": Said(2), "W2": Said(1)})
    assert (found.score, found.is_safe) == (1, True)
    assert "Together they cover all of it; the weakest counts." in found.words
    lacking = proposed(links, {"W1": Said(2), "W2": Said(None)})
    assert lacking.score is None


def test_two_parts_that_cover_the_same_do_not_add_up() -> None:
    links = [link("W1 subset partial P1", covers=("who",)), link("W2 subset partial P1", covers=("who",))]
    assert proposed(links, {"W1": Said(2), "W2": Said(2)}).score is None


def test_what_nobody_answered_proposes_nothing_and_is_named() -> None:
    found = proposed([link("W1 equal full P1")], {"W1": Said(None, "Draft words")})
    assert (found.score, found.words) == (None, ("W1 not answered yet.",))
    assert proposed([], {}).words == ("Nothing speaks to it.",)


def test_an_answer_stays_and_what_was_carried_from_elsewhere_stays_too() -> None:
    links = [link("W1 equal full P1")]
    answers = {"W1": Said(2)}
    assert proposed(links, answers, {"P1": Said(0)}).words == ("Answered already.",)
    elsewhere = proposed(links, answers, {"P1": Said(0, "", "q")})
    assert elsewhere.words == ("Not confirmed yet, and carried from elsewhere.",)


def test_what_was_carried_from_here_and_not_confirmed_is_renewed_when_the_answer_changed() -> None:
    links = [link("W1 equal full P1")]
    assert proposed(links, {"W1": Said(2)}, {"P1": Said(1, "", "w")}).score == 2
    assert proposed(links, {"W1": Said(1)}, {"P1": Said(1, "", "w")}).words == ("Carried already.",)


def test_what_is_not_confirmed_at_its_source_is_not_ticked() -> None:
    found = proposed([link("W1 equal full P1")], {"W1": Said(2, "", "q")})
    assert (found.is_safe, found.words) == (
        False,
        ("Its own score was carried there and is not confirmed yet.",),
    )


def test_scales_that_cannot_be_converted_are_refused_with_the_reason() -> None:
    long = framework("l", criterion("P1"), highest=4)
    found = propose(W, long, links=[link("W1 equal full P1")], answers={"W1": Said(2)}, existing={})[0]
    assert found.score is None
    assert found.words == (
        "Its scores run 0 to 2 and here they run 0 to 4, and W and L do not say that scores are equal shares",
    )


def test_scales_that_can_be_converted_say_how() -> None:
    short = framework("s", criterion("W1"), equal_share=True)
    long = framework("l", criterion("P1"), highest=4, equal_share=True)
    found = propose(short, long, links=[link("W1 equal full P1")], answers={"W1": Said(2)}, existing={})[0]
    assert (found.score, found.words) == (4, ("2 of 0 to 2 becomes 4 of 0 to 4.",))


def test_evidence_is_added_once_and_too_much_of_it_is_not_cut() -> None:
    once = with_evidence("Ours.", [("W W1", "Policy 7.")])
    assert once == "Ours.\n\nFrom W W1: Policy 7."
    assert with_evidence(once, [("W W1", "Policy 7.")]) == once
    found = proposed([link("W1 equal full P1")], {"W1": Said(2, "x" * 1990)}, {"P1": Said(None, "Ours.")})
    assert (found.score, found.evidence) == (2, "Ours.")
    assert found.words == ("The evidence is not carried: both together are longer than 2000 characters.",)


SAID = st.builds(
    Said,
    score=st.none() | st.integers(0, 2),
    evidence=st.sampled_from(["", "Policy 7.", "A rota.", "y" * 1900]),
    carried_from=st.sampled_from([None, None, "w", "q"]),
)
LINKS = st.lists(
    st.builds(
        ItemLink,
        source=st.sampled_from(["W1", "W2", "W3"]),
        target=st.sampled_from(["P1", "P2"]),
        relation=st.sampled_from(["equal", "superset", "overlaps", "supports", "subset"]),
        coverage=st.sampled_from(["full", "partial"]),
        covers=st.sampled_from([(), ("who",), ("fit",), ("who", "fit")]),
        parts=st.sampled_from([(), ("who", "fit"), ("who",)]),
    ),
    max_size=6,
)
ANSWERS = st.dictionaries(st.sampled_from(["W1", "W2", "W3"]), SAID)
EXISTING = st.dictionaries(st.sampled_from(["P1", "P2"]), SAID)


@settings(max_examples=300, deadline=None)
@given(links=LINKS, answers=ANSWERS, existing=EXISTING, ticked=st.sets(st.sampled_from(["P1", "P2"])))
def test_carrying_never_takes_the_place_of_an_answer(
    links: list[ItemLink], answers: dict[str, Said], existing: dict[str, Said], ticked: set[str]
) -> None:
    found = propose(W, P, links=links, answers=answers, existing=existing)
    for code, said in carried(found, ticked=ticked, existing=existing, source="w").items():
        before = existing.get(code, Said())
        assert code in ticked
        assert before.score is None or before.carried_from == "w"
        assert said.evidence.startswith(before.evidence)
        assert said.score is not None


@settings(max_examples=300, deadline=None)
@given(links=LINKS, answers=ANSWERS, existing=EXISTING)
def test_carrying_twice_is_carrying_once(
    links: list[ItemLink], answers: dict[str, Said], existing: dict[str, Said]
) -> None:
    def once(now: dict[str, Said]) -> dict[str, Said]:
        found = propose(W, P, links=links, answers=answers, existing=now)
        return now | carried(found, ticked={"P1", "P2"}, existing=now, source="w")

    after = once(existing)
    assert once(after) == after


@settings(max_examples=300, deadline=None)
@given(links=LINKS, answers=ANSWERS, existing=EXISTING, data=st.data())
def test_the_order_of_links_does_not_matter(
    links: list[ItemLink], answers: dict[str, Said], existing: dict[str, Said], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(links))
    assert propose(W, P, links=links, answers=answers, existing=existing) == propose(
        W, P, links=shuffled, answers=answers, existing=existing
    )
