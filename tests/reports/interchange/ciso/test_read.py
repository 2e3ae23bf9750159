"""Libraries nobody here wrote: read as far as they go, with the rest told, or refused by line and place."""

import pytest

from frameworks.document import DefinitionError
from frameworks.load import framework_rules
from frameworks.loss import Lost
from reports.interchange.ciso import library_file, mappings, requirements
from reports.interchange.ciso.read import ReadLibrary, read_library

HEAD = """\
urn: urn:acme:risk:library:care-1.1
locale: en
ref_id: care-1.1
name: Care standards
description: How care is given.
copyright: Free to use with the name of its owner.
version: 3
publication_date: 2025-07-01
provider: Acme
packager: acme
"""
FRAMEWORK = """\
objects:
  framework:
    urn: urn:acme:risk:framework:care-1.1
    ref_id: CARE 1.1
    name: Care standards
    description: How care is given.
    implementation_groups_definition:
    - ref_id: B
      name: basic
      description: null
    - ref_id: F
      name: full
      description: Everything.
    scores_definition:
    - score: 1
      name: Initial
      description: Begun
    requirement_nodes:
    - urn: urn:acme:risk:req_node:care-1.1:a
      assessable: false
      depth: 1
      ref_id: A
      name: Competent care
      description: null
      translations:
        fr:
          name: Soins
    - urn: urn:acme:risk:req_node:care-1.1:a:node1
      assessable: true
      depth: 2
      parent_urn: urn:acme:risk:req_node:care-1.1:a
      description: Nobody fails to be heard
      annotation: Ask them
      implementation_groups: [B, F]
      importance: mandatory
"""
MAPPING = """\
objects:
  requirement_mapping_set:
    urn: urn:acme:risk:req_mapping_set:care-to-iso
    ref_id: care-to-iso
    name: Care to ISO
    description: A first try
    source_framework_urn: urn:acme:risk:framework:care-1.1
    target_framework_urn: urn:acme:risk:framework:iso
    requirement_mappings:
    - source_requirement_urn: urn:acme:risk:req_node:care-1.1:a.1
      target_requirement_urn: urn:acme:risk:req_node:iso:b.1
      relationship: intersect
      strength_of_relationship: 90
      rationale: semantic
      annotation: The evening
    - source_requirement_urn: urn:acme:risk:req_node:care-1.1:a.1
      target_requirement_urn: urn:acme:risk:req_node:iso:b.1
      relationship: intersect
    - source_requirement_urn: urn:acme:risk:req_node:care-1.1:a.2
      target_requirement_urn: urn:acme:risk:req_node:iso:b.2
      relationship: superset
      strength_of_relationship: 7
      annotation: All of it
    - source_requirement_urn: urn:acme:risk:req_node:care-1.1:a.3
      target_requirement_urn: urn:acme:risk:req_node:iso:b.1
      relationship: not_related
"""


def read(text: str, **known: dict[str, str]) -> ReadLibrary:
    """The library, from a file called theirs.yaml."""
    return read_library(text.encode(), "theirs.yaml", known=known)


def lost(text: str, place: str) -> Lost:
    """What the import says of one place."""
    return next(each for each in read(text).loss.lost if each.place == place)


def refusals(text: str | bytes) -> list[str]:
    """What a refused library is told, problem by problem."""
    with pytest.raises(DefinitionError) as refused:
        read_library(text if isinstance(text, bytes) else text.encode(), "theirs.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_requirements_become_items_in_their_owners_words() -> None:
    (framework,) = read(HEAD + FRAMEWORK).frameworks
    assert (framework.id, framework.title, framework.short_title) == (
        "care-1-1",
        "Care standards",
        "CARE 1.1",
    )
    assert (framework.owner, framework.edition, framework.published) == ("Acme", "3", "2025-07-01")
    assert framework.licence == "Free to use with the name of its owner."
    assert [(each.code, each.gist) for each in framework.tiers] == [("B", "basic"), ("F", "Everything.")]
    assert [
        (each.code, each.title, each.gist, each.kind, each.parent, each.tier, each.assessable)
        for each in framework.items
    ] == [
        ("A", "Competent care", "Competent care", "heading", None, None, False),
        ("a-node1", "Nobody fails to be heard", "Nobody fails to be heard", "criterion", "A", "B", True),
    ]
    assert framework.quoted
    assert list(framework_rules(framework)) == []


def test_what_of_a_framework_has_no_place_is_told() -> None:
    node = "objects.framework.requirement_nodes"
    assert lost(HEAD + FRAMEWORK, f"{node}[1].annotation").value == "Ask them"
    assert lost(HEAD + FRAMEWORK, f"{node}[1].implementation_groups").value == "B, F"
    assert lost(HEAD + FRAMEWORK, f"{node}[1].importance").what == "dropped"
    assert lost(HEAD + FRAMEWORK, f"{node}[1].ref_id").what == "added"
    assert lost(HEAD + FRAMEWORK, f"{node}[0].translations").what == "dropped"
    assert lost(HEAD + FRAMEWORK, "objects.framework.scores_definition[0]").value == "1: Initial"
    assert lost(HEAD + FRAMEWORK, "requirement_nodes[*].urn").value == "2 of them"
    french = (HEAD + FRAMEWORK).replace("locale: en", "locale: fr")
    assert lost(french, "locale").value == "fr"


def test_an_older_mapping_set_becomes_a_crosswalk() -> None:
    (crosswalk,) = read(HEAD + MAPPING, iso={"b.1": "B.1"}).crosswalks
    assert (crosswalk.id, crosswalk.origin, crosswalk.target) == ("care-to-iso", "care-1-1", "iso")
    assert [
        (each.origin, each.target, each.relation, each.coverage, each.remainder, each.rationale)
        for each in crosswalk.edges
    ] == [
        ("a.1", "B.1", "overlaps", "partial", "The evening", "semantic"),
        ("a.2", "b.2", "superset", "full", None, "Not said in the library."),
    ]
    assert {each.status for each in crosswalk.edges} == {"draft"}


def test_strengths_outside_one_to_ten_and_links_that_say_nothing_are_told() -> None:
    edge = "objects.requirement_mapping_set.requirement_mappings"
    assert lost(HEAD + MAPPING, f"{edge}[0].strength_of_relationship") == Lost(
        place=f"{edge}[0].strength_of_relationship",
        what="dropped",
        value="90",
        why="strength goes from 1 to 10, so this number says nothing",
    )
    assert lost(HEAD + MAPPING, f"{edge}[2].strength_of_relationship").why == (
        "what a link covers is told by its relation"
    )
    assert lost(HEAD + MAPPING, f"{edge}[1]").why == "the same two stand here twice; the first is kept"
    assert lost(HEAD + MAPPING, f"{edge}[3]").why == "a link that says two are not related is not kept"


def test_a_set_that_turns_another_round_is_read_once_and_any_other_is_kept() -> None:
    sets = MAPPING.replace("  requirement_mapping_set:\n    urn", "  requirement_mapping_sets:\n  - urn")
    there = sets.split("    requirement_mappings:\n")[0]
    pair = "{source_requirement_urn: 'urn:a:risk:req_node:%s', target_requirement_urn: 'urn:a:risk:req_node:%s', "
    forward = f"    requirement_mappings:\n    - {pair % ('x:1', 'y:1')}relationship: subset}}\n"
    back = """\
  - urn: urn:acme:risk:req_mapping_set:care-to-iso-revert
    name: Back
    source_framework_urn: urn:acme:risk:framework:iso
    target_framework_urn: urn:acme:risk:framework:care-1.1
"""
    turned = f"    requirement_mappings:\n    - {pair % ('y:1', 'x:1')}relationship: subset}}\n"
    once = HEAD + there + forward + back + turned.replace("subset", "superset")
    assert [each.id for each in read(once).crosswalks] == ["care-to-iso"]
    assert lost(once, "objects.requirement_mapping_sets[1]").why.startswith(
        "the same links read from the other end"
    )
    both = HEAD + there + forward + back + turned.replace("subset", "intersect")
    assert [each.id for each in read(both).crosswalks] == ["care-to-iso", "care-to-iso-revert"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "theirs.yaml: the file is empty; choose a library's YAML file"),
        (
            "a: [",
            "theirs.yaml:2: not valid YAML: while parsing a flow node did not find expected node content",
        ),
        (b"a: \xff", "theirs.yaml:1: not UTF-8 text; save the file as UTF-8"),
        ("a: 1\na: 2", "theirs.yaml:1: the key 'a' is given twice here; keep one"),
        (
            "a: &x [1]\nb: *x",
            "theirs.yaml:1: this value is used again by an alias (*name); write it out there",
        ),
        (
            "a: !!python/object:os.system {}",
            "theirs.yaml:1: not valid YAML: could not determine a constructor",
        ),
        ("a: 2023-02-30", "theirs.yaml: holds a value that cannot be used: day is out of range for month"),
        (
            HEAD,
            "theirs.yaml:1: this is not a CISO Assistant library: it has no 'objects'. Choose a library's YAML file",
        ),
        (
            HEAD + "objects:\n  risk_matrix: [{name: 3x3}]\n",
            "theirs.yaml:11: objects: holds no framework and no mapping set, which are all that is read: risk_matrix",
        ),
        (
            (HEAD + FRAMEWORK).replace("version: 3", "version: three"),
            "theirs.yaml:7: version: must be a whole number, not text",
        ),
        (
            (HEAD + FRAMEWORK).replace(
                "parent_urn: urn:acme:risk:req_node:care-1.1:a", "parent_urn: urn:acme:b"
            ),
            "theirs.yaml:41: objects.framework.requirement_nodes[1].parent_urn: 'urn:acme:b' is no requirement "
            "before this one; put the parent first, or correct its URN",
        ),
        (
            (HEAD + FRAMEWORK).replace("care-1.1:a:node1", "care-1.1:a"),
            "theirs.yaml:38: objects.framework.requirement_nodes[1].urn: the URN is that of A too; each has its own",
        ),
        (
            (HEAD + FRAMEWORK).replace("assessable: true", "assessable: perhaps"),
            "theirs.yaml:39: objects.framework.requirement_nodes[1].assessable: must be true or false, not text",
        ),
        (
            (HEAD + MAPPING).replace("relationship: superset", "relationship: contains"),
            "theirs.yaml:31: objects.requirement_mapping_set.requirement_mappings[2].relationship: 'contains' is no "
            "relationship; known are equal, subset, superset, intersect, not_related",
        ),
    ],
)
def test_bad_libraries_are_refused_by_line_and_place(text: str | bytes, told: str) -> None:
    assert any(each.startswith(told) for each in refusals(text)), refusals(text)


def test_huge_libraries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "MOST", 1)
    assert "holds 2 requirements; the most that is read is 1" in refusals(HEAD + FRAMEWORK)[0]
    monkeypatch.setattr(mappings, "MOST", 1)
    assert "holds 4 mappings; the most that is read is 1" in refusals(HEAD + MAPPING)[0]
    monkeypatch.setattr(library_file, "MOST_NODES", 5)
    assert "holds more than 5 values" in refusals(HEAD + FRAMEWORK)[0]
    monkeypatch.setattr(library_file, "LARGEST", 1024 * 1024)
    assert refusals(b" " * (1024 * 1024 + 1)) == ["theirs.yaml: is larger than 1 MB; split the library"]


@pytest.mark.parametrize(
    "deep", ["[" * 20_000, "a: " + "{b: " * 20_000, "- " * 20_000], ids=["lists", "keys", "lines"]
)
def test_sec_36_a_library_nested_so_deep_that_reading_it_would_end_the_service_is_refused(deep: str) -> None:
    with pytest.raises(DefinitionError, match=r"over 100 levels deep|not valid YAML"):
        read_library(deep.encode(), "library.yaml")
