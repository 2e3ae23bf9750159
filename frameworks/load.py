"""The editions shipped with the tool, loaded and checked against the rules of `DESIGN.md` section 3."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.document import read_document
from frameworks.model import Framework, Item
from frameworks.overlay_files import OVERLAYS, resolve_overlays
from frameworks.scoring.loading import scoring_rules
from frameworks.succession import succession_rules
from frameworks.wording import refused_words

EDITIONS = Path(__file__).parent / "editions"
FROM_AN_OVERLAY = ("base", "national", "overlay", "applies_to", "withdrawn")

Wrong = Iterator[tuple[Loc, str]]


def load_frameworks(folder: Path = EDITIONS, overlays: Path | None = None) -> dict[str, Framework]:
    """Every edition by id, in file-name order, then what each overlay leads to; DefinitionError with every problem
    if there is any.

    Without `overlays` they are those in the folder of that name beside the editions.
    """
    frameworks, problems = find_frameworks(folder, overlays)
    if problems:
        raise DefinitionError(tuple(problems))
    return frameworks


def check_frameworks(folder: Path = EDITIONS, overlays: Path | None = None) -> list[Problem]:
    """Everything wrong in the folders, with file and line; empty when all is well."""
    return find_frameworks(folder, overlays)[1]


def find_frameworks(folder: Path, overlays: Path | None = None) -> tuple[dict[str, Framework], list[Problem]]:
    """The good editions and overlays of these folders by id, and everything wrong with the others."""
    editions, problems = check_folder(folder, Framework, rule=edition_rules)
    problems += _succession(folder, editions)
    overlays = overlays or folder.with_name(OVERLAYS.name)
    if not overlays.is_dir():
        return editions, problems
    resolved, wrong = resolve_overlays(overlays, editions, rules=framework_rules)
    return editions | resolved, problems + wrong


def _succession(folder: Path, editions: dict[str, Framework]) -> list[Problem]:
    problems = []
    for edition in editions.values():
        wrong = list(succession_rules(edition, editions))
        document = read_document(folder / f"{edition.id}.yaml") if wrong else None
        problems += [document.problem(loc, message) for loc, message in wrong if document]
    return problems


def edition_rules(framework: Framework) -> Wrong:
    """What an edition may not say of itself, and what every framework must keep."""
    for field in FROM_AN_OVERLAY:
        if getattr(framework, field):
            yield (field,), "only an overlay leads to this; write an overlay and leave it out here"
    for index, item in enumerate(framework.items):
        if item.changes:
            yield ("items", index, "changes"), "only an overlay changes an item; leave it out here"
    yield from framework_rules(framework)


def framework_rules(framework: Framework) -> Wrong:
    """(place, message) for each rule a well-shaped framework breaks."""
    yield from _dates(framework)
    yield from _codes(framework)
    yield from _parents(framework)
    yield from _tiers(framework)
    yield from scoring_rules(framework)
    yield from _provenance(framework)
    yield from _gists(framework)


def _dates(framework: Framework) -> Wrong:
    start, end = framework.in_force_from, framework.in_force_to
    if start and end and end < start:
        yield ("in_force_to",), f"{end} is before in_force_from {start}; put the dates in order"


def _codes(framework: Framework) -> Wrong:
    yield from _repeats(framework, {index: item.code for index, item in enumerate(framework.items)}, "code")
    tiers = Counter(tier.code for tier in framework.tiers)
    for code in (code for code, times in tiers.items() if times > 1):
        yield ("tiers",), f"the tier '{code}' is declared twice; keep one"


def _repeats(framework: Framework, values: Mapping[int, str], field: str) -> Wrong:
    """Values, by the number of their item, that another item has already."""
    first: dict[str, int] = {}
    for index, value in values.items():
        before = first.setdefault(value, index)
        if before != index:
            code = framework.items[before].code
            yield ("items", index, field), f"repeats the {field} of items[{before}] ({code}): '{value}'"


def _parents(framework: Framework) -> Wrong:
    codes = {item.code for item in framework.items}
    seen: set[str] = set()
    for index, item in enumerate(framework.items):
        if item.parent is not None and item.parent not in seen:
            why = "must stand before its children" if item.parent in codes else "is not an item here"
            yield ("items", index, "parent"), f"the parent '{item.parent}' of '{item.code}' {why}"
        seen.add(item.code)


def _tiers(framework: Framework) -> Wrong:
    known = [tier.code for tier in framework.tiers]
    for index, item in enumerate(framework.items):
        if item.tier is not None and item.tier not in known:
            listed = ", ".join(known) or "none"
            yield ("items", index, "tier"), f"'{item.tier}' is not a tier of this framework ({listed})"


def _provenance(framework: Framework) -> Wrong:
    """Nothing unread may look official: drafts are announced, and what was read names its source."""
    drafts = [item.code for item in framework.items if item.provenance == "working"]
    if drafts and "working draft" not in (framework.note or "").lower():
        message = f"'{drafts[0]}' is working; the note must say which items are a working draft"
        yield ("note",), message
    if framework.scoring and framework.scoring.provenance == "working" and not framework.scoring.note:
        yield ("scoring", "note"), "a working score rule needs a note saying where it comes from"
    for index, item in enumerate(framework.items):
        if item.provenance != "working" and not item.source_key:
            yield ("items", index, "provenance"), f"a {item.provenance} item needs a 'source_key'"
        if item.source_key and item.source_key not in framework.sources:
            known = ", ".join(framework.sources) or "none"
            message = f"'{item.source_key}' is not one of this edition's sources ({known})"
            yield ("items", index, "source_key"), message


def is_quoted(framework: Framework, item: Item) -> bool:
    """Whether an item is in the words of the framework's owner, which are not ours to judge."""
    return framework.quoted and item.provenance == "published"


def _gists(framework: Framework) -> Wrong:
    if framework.quoted and not framework.licence.strip():
        yield ("licence",), "say what allows the owner's words to be used here, or write them in your own"
    ours = {index: item for index, item in enumerate(framework.items) if not is_quoted(framework, item)}
    yield from _repeats(framework, {index: item.gist for index, item in ours.items()}, "gist")
    for index, item in ours.items():
        if not item.gist.strip().endswith("."):
            yield ("items", index, "gist"), "must be a sentence that ends with a full stop"
        for field, message in _refused(item):
            yield ("items", index, field), message


def _refused(item: Item) -> list[tuple[str, str]]:
    texts = {"title": item.title, "gist": item.gist, "levels": " ".join(item.levels.values())}
    return [(field, message) for field, text in texts.items() for message in refused_words(text)]
