"""Overlays resolved on their bases (`ANCHORS.md` (d) 3 and row 5)."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.compare import compare
from frameworks.model import AppliesTo, Framework, Item, Source
from frameworks.overlay import ItemFields, Overlay, OverlayChange
from frameworks.overlay_rules import hash_of_base
from frameworks.resolve import CannotResolve, resolve
from frameworks.yaml_text import yaml_text
from tests.frameworks.overlays import change, item, london, national, overlay

BASE = national()


def codes(framework: Framework) -> list[str]:
    return [each.code for each in framework.items]


def refused(base: Framework, given: Overlay, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(CannotResolve) as found:
        resolve(base, given, **more)
    return [(".".join(map(str, loc)), message) for loc, message in found.value.wrong]


def test_london_keeps_the_national_codes_of_four_amended_items_and_leaves_out_the_withdrawn_one() -> None:
    found = resolve(BASE, london(BASE))
    assert codes(found) == ["4", "4.1", "4.2", "5", "5.1", "5.2"]
    assert [each.code for each in found.items if each.origin == "amended"] == ["4.1", "4.2", "5.1", "5.2"]
    assert [each.item.code for each in found.withdrawn] == ["5.5"]
    assert (found.withdrawn[0].author, found.withdrawn[0].reason) == ("A. Lead", "Why 5.5.")
    assert (found.id, found.base, found.national, found.overlay) == (
        "london",
        "national",
        "national",
        "london",
    )


def test_an_amended_item_has_the_new_words_and_keeps_the_rest() -> None:
    found = resolve(BASE, london(BASE)).item("4.1")
    assert found is not None
    assert (found.gist, found.title, found.mandatory, found.parent) == (
        "London's 4.1.",
        "Standard 4.1",
        True,
        "4",
    )
    assert [(each.what, each.overlay, each.reason) for each in found.changes] == [
        ("amended", "london", "Why 4.1.")
    ]


def test_what_an_amendment_clears_is_gone() -> None:
    base = national(item("5.6", parent="5", values={"hours": 8.0}))
    found = resolve(base, overlay(base, change("amend", "5.6", clear=("values",)))).item("5.6")
    assert found is not None
    assert found.values == {}


def test_an_added_item_stands_after_the_one_it_names_else_last_under_its_parent() -> None:
    fields = {"title": "New", "kind": "standard", "provenance": "working", "parent": "4"}
    found = resolve(
        BASE,
        overlay(
            BASE,
            change("add", "LDN-1", after="4.1", gist="First new.", **fields),
            change("add", "LDN-2", after="4.1", gist="Second new.", **fields),
            change("add", "LDN-3", gist="Third new.", **fields),
        ),
    )
    assert codes(found) == ["4", "4.1", "LDN-1", "LDN-2", "4.2", "LDN-3", "5", "5.1", "5.2", "5.5"]
    added = found.item("LDN-1")
    assert added is not None
    assert added.origin == "added"


def test_an_item_moved_under_another_heading_takes_those_below_it_along() -> None:
    base = national(item("5.1.1", parent="5.1"))
    found = resolve(base, overlay(base, change("amend", "5.1", parent="4")))
    assert codes(found) == ["4", "4.1", "4.2", "5.1", "5.1.1", "5", "5.2", "5.5"]


def test_a_trust_builds_on_its_region() -> None:
    region = resolve(BASE, london(BASE))
    trust = overlay(
        region,
        change("amend", "4.1", gist="The trust's 4.1."),
        change("withdraw", "5.2"),
        id="trust",
        applies=AppliesTo(organisations=("RJ1",)),
        prefix="RJ1-",
    )
    found = resolve(region, trust)
    assert (found.base, found.national) == ("london", "national")
    assert [(each.item.code, each.overlay) for each in found.withdrawn] == [
        ("5.5", "london"),
        ("5.2", "trust"),
    ]
    amended = found.item("4.1")
    assert amended is not None
    assert [each.overlay for each in amended.changes] == ["london", "trust"]
    assert found.note == "All of it is a working draft."


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ([change("amend", "9.9", gist="New.")], "changes.0.item", "national has no item 9.9"),
        ([change("withdraw", "9.9")], "changes.0.item", "national has no item 9.9"),
        (
            [change("withdraw", "5")],
            "changes.0.item",
            "5 has items below it that stay (5.1, 5.2, 5.5); withdraw or move them too",
        ),
        ([change("withdraw", "5.5"), change("amend", "5.5", gist="New.")], "changes.1.item", "changed twice"),
        ([change("amend", "4.1")], "changes.0.fields", "an amendment says what it changes"),
        ([change("amend", "4.1", title="Standard 4.1")], "changes.0.fields.title", "says the same of 4.1"),
        ([change("amend", "4.1", parent="9")], "changes.0.fields.parent", "there is no item '9'"),
        ([change("amend", "5", parent="5.1")], "changes.0.fields.parent", "stands below 5 itself"),
        ([change("amend", "4.1", after="4.2", gist="New.")], "changes.0.after", "only an added item"),
        ([change("withdraw", "5.5", gist="New.")], "changes.0.fields", "a withdrawn item says nothing else"),
        (
            [change("amend", "4.1", clear=("values",), values={"a": 1.0})],
            "changes.0.clear",
            "'values' is both cleared and given",
        ),
        ([change("add", "LDN-1", title="New")], "changes.0.fields", "an added item needs 'gist'"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place(
    changes: list[OverlayChange], place: str, message: str
) -> None:
    found = refused(BASE, overlay(BASE, *changes))
    assert found[0][0] == place
    assert message in found[0][1]


NEW = {"title": "New", "gist": "New.", "kind": "standard", "provenance": "working"}


def test_an_added_code_begins_with_the_overlays_own_prefix_and_never_with_a_national_one() -> None:
    assert refused(BASE, overlay(BASE, change("add", "4.3", **NEW)))[0] == (
        "changes.0.item",
        "the code of an added item begins with this overlay's prefix 'LDN-'",
    )
    assert (
        "begins with the prefix '5'; choose another"
        in refused(BASE, overlay(BASE, change("add", "5.9", **NEW), prefix="5"))[0][1]
    )
    assert "needs a 'prefix'" in refused(BASE, overlay(BASE, change("add", "X1", **NEW), prefix=None))[0][1]


def test_a_withdrawn_code_is_never_used_again_nor_withdrawn_or_amended_twice() -> None:
    region = resolve(BASE, london(BASE))
    again = refused(region, overlay(region, change("withdraw", "5.5"), id="trust"))
    assert again == [("changes.0.item", "5.5 is withdrawn already, by london")]
    amended = refused(region, overlay(region, change("amend", "5.5", gist="Back."), id="trust"))
    assert amended == [("changes.0.item", "5.5 is withdrawn already, by london")]
    added = refused(region, overlay(region, change("add", "5.5", **NEW), id="trust", prefix="5.5"))
    assert added[0] == (
        "changes.0.item",
        "london has an item 5.5 already; a withdrawn item keeps its code too",
    )


def test_nothing_is_added_below_or_after_what_is_withdrawn() -> None:
    below = overlay(BASE, change("withdraw", "5.5"), change("add", "LDN-1", parent="5.5", **NEW))
    assert refused(BASE, below) == [
        ("changes.1.fields.parent", "the parent '5.5' is withdrawn by this overlay")
    ]
    after = overlay(BASE, change("withdraw", "5.5"), change("add", "LDN-1", parent="5", after="5.5", **NEW))
    assert refused(BASE, after) == [("changes.1.after", "there is no item 5.5 to stand after")]


def test_a_heading_goes_when_all_below_it_go_or_move() -> None:
    given = overlay(
        BASE,
        change("withdraw", "5"),
        change("withdraw", "5.1"),
        change("withdraw", "5.2"),
        change("amend", "5.5", parent="4"),
    )
    assert codes(resolve(BASE, given)) == ["4", "4.1", "4.2", "5.5"]


def test_a_source_key_of_the_base_cannot_mean_another_source() -> None:
    base = BASE.model_copy(update={"sources": {"K": Source(title="National page")}})
    given = overlay(base, change("withdraw", "5.5"), sources={"K": Source(title="Other page")})
    assert refused(base, given) == [
        ("sources.K", "national has another source of this key; choose another key")
    ]


def test_an_overlay_applies_somewhere() -> None:
    given = overlay(BASE, change("withdraw", "5.5"), applies_to=AppliesTo())
    assert refused(BASE, given) == [("applies_to", "name at least one region or organisation it applies to")]


def test_a_base_that_changed_since_is_refused_with_what_changed() -> None:
    given = london(BASE)
    items = [each for each in BASE.items if each.code != "4.2"]
    items[1] = items[1].model_copy(update={"gist": "Asks for more."})
    now = BASE.model_copy(update={"owner": "Somebody", "items": (*items, item("5.6", parent="5"))})
    ((_, message),) = [each for each in refused(now, given, was=BASE) if each[0] == "base_hash"]
    assert message == (
        "national has changed since this overlay was written:\n"
        "  owner: was “Nobody”, is “Somebody”\n"
        "  4.1 gist: was “What 4.1 asks for.”, is “Asks for more.”\n"
        "  4.2 Standard 4.2: removed\n"
        "  5.6 Standard 5.6: added\n"
        "  See that every change here still holds, then write base_hash: " + hash_of_base(now)
    )


def test_the_refusal_of_a_missing_hash_says_what_to_write() -> None:
    given = london(BASE).model_copy(update={"base_hash": "?"})
    assert refused(BASE, given) == [
        ("base_hash", f"write the hash of national as it is now; base_hash: {hash_of_base(BASE)}")
    ]


def test_a_stale_base_is_refused_without_a_copy_of_what_it_was_too() -> None:
    now = BASE.model_copy(update={"owner": "Somebody"})
    ((place, message),) = refused(now, london(BASE))
    assert place == "base_hash"
    assert "no copy of it as it was is kept here" in message


def test_a_copy_of_another_base_proves_nothing() -> None:
    other = BASE.model_copy(update={"owner": "Somebody"})
    ((_, message),) = refused(BASE, london(BASE), was=other)
    assert "not the one this overlay was written against" in message


def test_a_translation_of_the_base_does_not_make_it_another_base() -> None:
    assert hash_of_base(BASE.model_copy(update={"languages": ("en", "cy")})) == hash_of_base(BASE)


def test_every_field_of_an_item_can_be_added_or_amended() -> None:
    assert set(ItemFields.model_fields) == set(Item.model_fields) - {"code", "was", "changes"}


def test_base_and_overlay_compare_as_what_the_overlay_says() -> None:
    found = compare(BASE, resolve(BASE, london(BASE)))
    assert [(each.code, each.status) for each in found.differing] == [
        ("4.1", "changed"),
        ("4.2", "changed"),
        ("5.1", "changed"),
        ("5.2", "changed"),
        ("5.5", "removed"),
    ]
    assert found.differing[-1].reason == "Why 5.5. (A. Lead, 1 April 2024)"


@st.composite
def changes_to(draw: st.DrawFn) -> tuple[OverlayChange, ...]:
    """Changes to some of the standards, of any kind, that fit the base together."""
    found = []
    for code in ("4.1", "4.2", "5.1", "5.2", "5.5"):
        what = draw(st.sampled_from(["keep", "amend", "withdraw"]))
        if what == "amend":
            found.append(change("amend", code, gist=draw(st.sampled_from(["One.", "Two.", "Three."]))))
        elif what == "withdraw":
            found.append(change("withdraw", code))
    for number in range(draw(st.integers(0, 3))):
        parent = draw(st.sampled_from(["4", "5", None]))
        found.append(change("add", f"LDN-{number}", **(NEW | {"parent": parent})))
    return tuple(found)


@given(changes_to(), st.randoms(use_true_random=False))
def test_the_same_inputs_lead_to_the_same_bytes_whatever_their_order(
    changes: tuple[OverlayChange, ...], dice: random.Random
) -> None:
    given_ = overlay(BASE, *changes, sources={"B": Source(title="B"), "A": Source(title="A")})
    first = yaml_text(resolve(BASE, given_))
    mixed = [each for each in changes if each.what != "add"]
    dice.shuffle(mixed)
    content = given_.model_dump(mode="json") | {
        "changes": [
            each.model_dump(mode="json")
            for each in [*mixed, *(each for each in changes if each.what == "add")]
        ],
        "sources": {"A": {"title": "A"}, "B": {"title": "B"}},
    }
    keys = list(content)
    dice.shuffle(keys)
    again = Overlay.model_validate({key: content[key] for key in keys})
    assert yaml_text(resolve(BASE, again)) == first


@given(changes_to())
def test_every_national_item_is_kept_amended_or_withdrawn_and_every_parent_is_there(
    changes: tuple[OverlayChange, ...],
) -> None:
    found = resolve(BASE, overlay(BASE, *changes))
    left = {each.item.code for each in found.withdrawn}
    kept = {each.code for each in found.items if each.origin != "added"}
    assert kept | left == set(codes(BASE))
    assert not kept & left
    seen: set[str | None] = {None}
    for each in found.items:
        assert each.parent in seen
        seen.add(each.code)
