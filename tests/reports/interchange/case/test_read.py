"""Packages nobody here wrote: older tools' habits are understood, and what cannot be is told or refused by place."""

import json
from typing import Any

import pytest

from frameworks.document import DefinitionError
from frameworks.load import framework_rules
from frameworks.loss import Lost
from reports.interchange.case import package_file
from reports.interchange.case.read import ReadPackage, read_package
from tests.reports.interchange.case.files import DOCUMENT, TOP, associate, item, link, package, uuid


def read(content: bytes) -> ReadPackage:
    """The package, from a file called theirs.json."""
    return read_package(content, "theirs.json")


def refusals(content: bytes) -> list[str]:
    """What a refused package is told, problem by problem."""
    with pytest.raises(DefinitionError) as refused:
        read(content)
    return [str(problem) for problem in refused.value.problems]


def lost(content: bytes, place: str) -> Lost:
    """What the import says of one place."""
    return next(each for each in read(content).loss.lost if each.place == place)


def test_a_plain_package_becomes_a_framework_in_its_owners_words() -> None:
    document = {
        **DOCUMENT,
        "version": "2nd edition",
        "officialSourceURL": "https://example.net/standards.pdf",
        "statusStartDate": "2018-09-01",
        "description": "What is expected.",
        "notes": "Replaces the leaflet.",
        "licenseURI": link("CFLicenses", 9, "Open"),
    }
    licence = {"identifier": uuid(9), "title": "Open", "licenseText": "Reuse with attribution."}
    content = package(
        item(
            2,
            "Competent staff supervise",
            humanCodingScheme="A",
            CFItemType="Standard",
            abbreviatedStatement="Staff",
        ),
        item(3, "Rooms are quiet", humanCodingScheme="A.1"),
        links=(associate(10, 2, "isChildOf", TOP), associate(11, 3, "isChildOf", 2, sequenceNumber=1)),
        document=document,
        CFDefinitions={"CFLicenses": [licence]},
    )
    framework = read(content).framework
    assert (framework.id, framework.edition, framework.owner) == (
        "example-standards-2nd-edition",
        "2nd edition",
        "Board of Examples",
    )
    assert framework.licence == "Reuse with attribution."
    assert framework.source.note == "What is expected.\n\nReplaces the leaflet."
    assert framework.quoted
    assert list(framework_rules(framework)) == []
    assert str(framework.in_force_from) == "2018-09-01"
    assert framework.source.address == "https://example.net/standards.pdf"
    assert [(each.code, each.title, each.gist, each.kind, each.parent) for each in framework.items] == [
        ("A", "Staff", "Competent staff supervise", "standard", None),
        ("A.1", "Rooms are quiet", "Rooms are quiet", "criterion", "A"),
    ]
    assert {(each.provenance, each.source_key) for each in framework.items} == {("published", "CASE")}
    assert framework.sources["CASE"].title == "Example standards"


def test_older_producers_may_write_bare_addresses_and_other_names() -> None:
    old = item(2, "One", humanCodingScheme="A", educationalLevel="06", CFDocumentURI=TOP["uri"])
    tree = associate(10, link("CFItems", 2)["uri"], "isChildOf", TOP["uri"])
    under = associate(11, link("CFItems", 3)["uri"], "isChildOf", link("CFItems", 2)["uri"])
    content = package(old, item(3, "Two", humanCodingScheme="B"), links=(tree, under))
    assert [each.parent for each in read(content).framework.items] == [None, "A"]
    assert lost(content, "CFItems[0].educationalLevel").value == "06"
    assert lost(content, "CFItems[*].CFDocumentURI").value == "1 of them"


def test_the_answer_of_a_server_may_wrap_the_package_and_leave_definitions_an_empty_list() -> None:
    plain = json.loads(package(item(2, "One"), CFDefinitions=[]))
    assert read(json.dumps({"CFPackage": plain}).encode()).framework.title == "Example standards"
    assert len(read(b"\xef\xbb\xbf" + json.dumps(plain).encode()).framework.items) == 1


def test_codes_are_made_where_they_are_missing_doubled_or_no_codes_and_stay_the_same() -> None:
    content = package(
        item(2, "One"),
        item(3, "Two", humanCodingScheme="A"),
        item(4, "Three", humanCodingScheme="A"),
        item(5, "Four", humanCodingScheme="§ 12 (a)"),
    )
    assert [each.code for each in read(content).framework.items] == ["i-00000002", "A", "A-00000004", "12-a"]
    assert lost(content, "CFItems[0].humanCodingScheme").what == "added"
    assert lost(content, "CFItems[2].humanCodingScheme") == Lost(
        place="CFItems[2].humanCodingScheme", what="approximated", value="A", why="kept as A-00000004"
    )
    assert read(content).framework == read(content).framework


def test_html_becomes_plain_words_and_markdown_stays_as_it_is() -> None:
    content = package(
        item(2, "<p>Uses <i>both</i> hands &amp; eyes</p><ul><li>left</li><li>right</li></ul>"),
        item(3, "A _table_ | with | bars and $x^2$, where a < b"),
    )
    first, second = read(content).framework.items
    assert first.gist == "Uses both hands & eyes\nleft\nright"
    assert second.gist == "A _table_ | with | bars and $x^2$, where a < b"
    assert lost(content, "CFItems[0].fullStatement").what == "approximated"
    assert not [each for each in read(content).loss.lost if each.place == "CFItems[1].fullStatement"]


def test_an_item_stands_under_one_other_and_orphans_stand_at_the_top() -> None:
    content = package(
        *(item(number, f"Item {number}", humanCodingScheme=str(number)) for number in (2, 3, 4)),
        links=(
            associate(10, 2, "isChildOf", TOP),
            associate(11, 3, "isChildOf", 2),
            associate(12, 3, "isChildOf", 4),
            associate(13, 4, "isChildOf", 77),
        ),
    )
    assert [(each.code, each.parent) for each in read(content).framework.items] == [
        ("2", None),
        ("3", "2"),
        ("4", None),
    ]
    assert (
        lost(content, "CFAssociations[2]").why
        == "an item stands under one other; the first in the file is kept"
    )
    assert lost(content, "CFAssociations[3]").why == "it stands under something outside this package"


def test_items_are_put_in_the_order_of_the_tree() -> None:
    content = package(
        *(item(number, f"Item {number}", humanCodingScheme=str(number)) for number in (2, 3, 4, 5)),
        links=(
            associate(10, 2, "isChildOf", 5),
            associate(11, 5, "isChildOf", TOP, sequenceNumber=2),
            associate(12, 3, "isChildOf", TOP, sequenceNumber=1),
        ),
    )
    assert [each.code for each in read(content).framework.items] == ["3", "5", "2", "4"]


def test_a_circle_is_refused_by_the_codes_of_its_items() -> None:
    content = package(
        *(item(number, f"Item {number}", humanCodingScheme=f"A{number}") for number in (2, 3, 4)),
        links=(
            associate(10, 2, "isChildOf", 3),
            associate(11, 3, "isChildOf", 4),
            associate(12, 4, "isChildOf", 3),
        ),
    )
    assert refusals(content) == [
        "theirs.json: CFAssociations[1]: these items stand under each other in a circle: A3, then A4; delete one link"
    ]


def test_links_that_have_no_place_are_told_one_by_one() -> None:
    outside = {"title": "Old 1", "identifier": "not-a-uuid", "uri": "https://elsewhere.example/1"}
    content = package(
        item(2, "One", humanCodingScheme="A"),
        item(3, "Two", humanCodingScheme="B"),
        links=(
            associate(10, 2, "exactMatchOf", outside),
            associate(11, 2, "isRelatedTo", 3),
            associate(12, 2, "precedes", 3),
            associate(13, 77, "isPartOf", 78),
            associate(14, 2, "ext:teaches", 3),
        ),
    )
    assert [lost(content, f"CFAssociations[{number}]").why for number in range(5)] == [
        "the other end is in no framework that is known here",
        "a link inside one framework is kept only where it makes the tree",
        "there is no such link here",
        "neither end is in this package",
        "there is no such link here",
    ]
    assert lost(content, "CFAssociations[0]").value == (
        f"2 ({link('CFItems', 2)['uri']}) exactMatchOf Old 1 (https://elsewhere.example/1)"
    )
    assert read(content).crosswalks == ()


def test_an_item_that_a_rubric_scores_is_assessable() -> None:
    levels = [
        {"identifier": uuid(40 + score), "score": float(score), "description": f"Step {score}."}
        for score in (0, 1, 2)
    ]
    criterion = {"identifier": uuid(30), "CFItemURI": link("CFItems", 2), "CFRubricCriterionLevels": levels}
    rubric = {"identifier": uuid(20), "title": "Scale", "CFRubricCriteria": [criterion]}
    content = package(item(2, "One"), item(3, "Two"), CFRubrics=[rubric])
    first, second = read(content).framework.items
    assert (first.assessable, second.assessable) == (True, False)
    assert first.levels == {0: "Step 0.", 1: "Step 1.", 2: "Step 2."}
    assert lost(content, "CFRubrics[0]").value == "Scale"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "theirs.json:1: not valid JSON: Expecting value"),
        (b'{"CFDocument":\n {"title": ]}', "theirs.json:2: not valid JSON: Expecting value"),
        (b"\xff\xfe", "theirs.json:1: not UTF-8 text; save the file as UTF-8"),
        (
            b'{"a": 1, "a": 2}',
            "theirs.json: not usable JSON: the key 'a' is given twice in one object; keep one",
        ),
        (
            b'{"a": NaN}',
            "theirs.json: not usable JSON: NaN is no number in JSON; write a number or leave the field out",
        ),
        (
            b"[" * 100_000,
            "theirs.json: nested too deeply; a CASE package is a few levels deep",
        ),
        (
            b"[]",
            "theirs.json: this is not a CASE package: it has no CFDocument. "
            "Save what a server gives at CFPackages/{identifier}",
        ),
        (package(), "theirs.json: CFItems: the package has no items; a framework has at least one"),
        (package(item(2, " ")), "theirs.json: CFItems[0].fullStatement: missing 'fullStatement'; add it"),
        (
            package(item(2, "One"), item(2, "Two")),
            "theirs.json: CFItems[1].identifier: the identifier is that of CFItems[0] too; every item has its own",
        ),
        (
            package(item(2, "One", abbreviatedStatement=["x"])),
            "theirs.json: CFItems[0].abbreviatedStatement: must be text, not a list; write it in quotes",
        ),
        (
            package("One"),
            "theirs.json: CFItems[0]: must be an object with keys, not text",
        ),
        (
            package(item(2, "One"), document={**DOCUMENT, "statusEndDate": "soon"}),
            "theirs.json: CFDocument.statusEndDate: 'soon' is no date; write it as 2026-01-31",
        ),
        (
            package(item(2, "One"), links=(associate(10, 2, "childOf", 2),)),
            "theirs.json: CFAssociations[0].associationType: 'childOf' is no type of association; known types are "
            "isChildOf, isPeerOf, isPartOf, exactMatchOf, precedes, isRelatedTo, replacedBy, exemplar, "
            "hasSkillLevel, isTranslationOf",
        ),
        (
            package(item(2, "One"), links=(associate(10, 2, "isChildOf", {}),)),
            "theirs.json: CFAssociations[0].destinationNodeURI: missing 'destinationNodeURI'; "
            "say which object it links, or delete this",
        ),
    ],
)
def test_bad_files_are_refused_by_place_and_with_the_way_to_mend_them(content: bytes, told: str) -> None:
    assert told in refusals(content)


def test_a_huge_package_is_refused_before_it_is_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(package_file.MOST, "CFItems", 1)
    assert refusals(package(item(2, "One"), item(3, "Two"))) == [
        "theirs.json: CFItems: holds 2; the most that is read is 1. Split the package"
    ]
    monkeypatch.setattr(package_file, "LARGEST", 1024 * 1024)
    assert refusals(b" " * (1024 * 1024 + 1)) == ["theirs.json: is larger than 1 MB; split the package"]


def test_many_problems_are_told_up_to_fifty() -> None:
    told = refusals(package(*(item(number, "") for number in range(2, 82))))
    assert len(told) == 51
    assert told[-1] == "theirs.json: and 30 more problems; mend these first"


def test_an_extension_of_ours_that_was_broken_is_refused_at_its_item() -> None:
    broken: Any = item(2, "One", extensions={"urn:preceptmap:definition": {"actor": "nobody"}})
    assert refusals(package(broken))[0].startswith(
        "theirs.json: CFItems[0].actor: Input should be 'organisation'"
    )
