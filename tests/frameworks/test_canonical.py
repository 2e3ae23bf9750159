from datetime import date

import yaml

from frameworks.canonical import canonical_json, canonical_yaml, content_hash
from frameworks.load import load_frameworks
from frameworks.model import Framework, Item, Source

SMALL = Framework(
    id="small",
    title="Small",
    short_title="Small",
    owner="Nobody",
    edition="1",
    nation="England",
    in_force_from=date(2024, 1, 1),
    source=Source(title="A page"),
    sources={"Z": Source(title="Last"), "A": Source(title="First")},
    licence="Own words.",
    items=(Item(code="A", title="First", gist="The first.", kind="criterion", provenance="working"),),
)


def test_yaml_is_in_the_order_of_the_model_without_defaults_and_with_sorted_sources() -> None:
    assert canonical_yaml(SMALL) == (
        "id: small\ntitle: Small\nshort_title: Small\nowner: Nobody\nedition: '1'\nnation: England\n"
        "in_force_from: 2024-01-01\nsource:\n  title: A page\nsources:\n  A:\n    title: First\n"
        "  Z:\n    title: Last\nlicence: Own words.\nitems:\n- code: A\n  title: First\n  gist: The first.\n"
        "  kind: criterion\n  provenance: working\n"
    )


def test_every_shipped_edition_reads_back_as_itself() -> None:
    for framework in load_frameworks().values():
        assert Framework.model_validate(yaml.safe_load(canonical_yaml(framework))) == framework
        assert Framework.model_validate_json(canonical_json(framework)) == framework


def test_the_order_in_which_sources_were_written_changes_nothing() -> None:
    turned = SMALL.model_copy(update={"sources": dict(reversed(SMALL.sources.items()))})
    assert canonical_yaml(turned) == canonical_yaml(SMALL)
    assert content_hash(turned) == content_hash(SMALL)


def test_a_changed_word_changes_the_hash_and_a_translation_does_not() -> None:
    assert content_hash(SMALL.model_copy(update={"owner": "Somebody"})) != content_hash(SMALL)
    assert content_hash(SMALL.model_copy(update={"languages": ("en", "cy")})) == content_hash(SMALL)
