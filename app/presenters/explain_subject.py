"""What a row of figures is about: its wording and edition, the links that speak of it, and who is counted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.definitions import Definitions
from app.national import PRINCIPLES
from app.presenters.explain_lens import areas_behind, said_of_construct
from app.presenters.links import Link, links_from, links_to
from app.subjects import NATION, Group, Subject
from mapping.assessments import criterion_of, reworded_in
from mapping.crosswalk import Crosswalk
from mapping.figures import Release
from mapping.leaving import THINKS, question_code
from mapping.sector import load_sectors
from reports.definitions import PROVENANCE
from reports.elements import linked_items
from reports.facts import choices
from reports.groups import by_item, missing_cell
from reports.leaving import SUB_SCORE
from reports.leaving_association import BY_WORDS
from reports.leaving_association import WORKED_OUT as LEAVING_WORKED_OUT
from reports.wording import AUDIENCES, PATHWAYS, group_name, join_words
from surveys.instrument import Instrument, NeedItem

FROM_HOURS = "From the answers about hours and preceptees, when a preceptor submits."
WORKED_OUT = {SUB_SCORE: "The mean of the scores of the three questions about leaving."}
ALL = "Every need area of the questionnaire."


class Said(NamedTuple):
    """A line about the subject: what it is, in words, and where to read more."""

    name: str
    words: str
    address: str = ""


class Counted(NamedTuple):
    """How many people stand behind the figures of one group or area, as published."""

    name: str
    n: str
    missing: str
    not_in_role: str


def said_about(subject: Subject, release: Release, definitions: Definitions) -> list[Said]:
    """Wording and edition of what was asked, or the element in our own words."""
    if subject.kind == "construct":
        return [Said(*line) for line in said_of_construct(subject, release, definitions)]
    if subject.kind in {"taking part", "response"}:
        return _taking_part(subject, release)
    if subject.kind == "criterion":
        return list(_criterion(subject, release, definitions))
    instrument = instrument_of(subject, release, definitions)
    edition = Said("Questionnaire", f"{instrument.title}, edition {instrument.edition} ({instrument.id})")
    return [*_asked(subject, instrument, release, definitions), edition]


def _asked(
    subject: Subject, instrument: Instrument, release: Release, definitions: Definitions
) -> Iterable[Said]:
    if subject.kind == "association":
        return _association(subject, instrument)
    if subject.kind == "question":
        return _question(subject, instrument)
    if subject.kind == "element":
        return _element(subject, definitions)
    if subject.kind == "section":
        return [Said("Need areas", _areas(areas_of(subject, release, definitions)) or ALL)]
    item = instrument.item(subject.item or "")
    return _area(item, instrument) if item else []


def links_of(subject: Subject, release: Release, definitions: Definitions) -> list[Link]:
    """The crosswalk edges that speak of it; none for sections and taking part."""
    if subject.kind not in {"area", "question", "element"}:
        return []
    instrument = instrument_of(subject, release, definitions)
    if subject.kind != "element":
        return links_from(definitions, origin=instrument.id, code=subject.item or "")
    framework = definitions.frameworks[PRINCIPLES]
    codes = [subject.item or "", *(child.code for child in framework.children(subject.item or ""))]
    found = [link for code in codes for link in links_to(definitions, target=PRINCIPLES, code=code)]
    return [link for link in found if link.set_id == instrument.id]


def counted_in(
    subject: Subject, groups: Sequence[Group], release: Release, definitions: Definitions
) -> list[Counted]:
    """The counts of each group of the row; for several areas together those of each area in the nation."""
    if subject.kind == "area":
        return [
            _counted(group_name(*group), release, subject.audience, group, subject.item) for group in groups
        ]
    if subject.kind == "construct":
        return [
            _counted(words, release, audience, subject.group, code)
            for audience, code, words in areas_behind(subject, release, definitions)
        ]
    if subject.kind in {"section", "element"}:
        return [
            _counted(area.text, release, subject.audience, NATION, area.code)
            for area in areas_of(subject, release, definitions)
        ]
    return []


def areas_of(subject: Subject, release: Release, definitions: Definitions) -> list[NeedItem]:
    """The need areas behind a section or an element; all of them where the row is over all."""
    instrument = instrument_of(subject, release, definitions)
    if subject.kind == "section":
        section = instrument.section(subject.item or "")
        return list(section.items if section else instrument.items)
    framework = definitions.frameworks[PRINCIPLES]
    crosswalk = _crosswalk(definitions.crosswalks.values(), instrument)
    codes = linked_items(subject.item or "", framework, crosswalk, instrument) if crosswalk else []
    return [item for item in instrument.items if item.code in codes]


def instrument_of(subject: Subject, release: Release, definitions: Definitions) -> Instrument:
    """The edition that was asked."""
    return definitions.instruments[release.instruments[subject.audience]]


def _crosswalk(crosswalks: Iterable[Crosswalk], instrument: Instrument) -> Crosswalk | None:
    return next(
        (each for each in crosswalks if (each.origin, each.target) == (instrument.id, PRINCIPLES)), None
    )


def _area(item: NeedItem, instrument: Instrument) -> Iterator[Said]:
    yield Said("Need area", f"{item.text} ({item.code})")
    if item.hint:
        yield Said("Explained as", item.hint)
    section = next(section for section in instrument.sections if item in section.items)
    yield Said("Section", section.title)
    yield Said("Asked of", _asked_of(item))
    scales = (("Importance", instrument.importance), ("Confidence", instrument.confidence))
    for name, options in scales:
        words = "; ".join(f"{option.code} {option.label}" for option in options)
        yield Said(name, words)


def _asked_of(item: NeedItem) -> str:
    pathways = join_words(PATHWAYS.get(code, code) for code in item.pathways)
    who = f"The pathways {pathways}" if len(item.pathways) > 1 else f"The pathway {pathways}"
    words = who if item.pathways else "Every pathway"
    if item.transitions:
        words += f", and only: {join_words(code.replace('-', ' ') for code in item.transitions)}"
    return words


def _question(subject: Subject, instrument: Instrument) -> Iterator[Said]:
    question = instrument.question(subject.item or "")
    if question is None:
        yield Said("Worked out", WORKED_OUT.get(subject.item or "", FROM_HOURS))
        return
    yield Said("Question", f"{question.text} ({question.code})")
    if question.hint:
        yield Said("Explained as", question.hint)
    if subject.answer:
        labels = dict(choices(question, [subject.answer]))
        yield Said("Answer", labels.get(subject.answer, subject.answer))
    if question.no_more_than:
        yield Said("Asked as", "A number, added up over the organisations that gave both numbers.")
    elif question.kind == "number":
        yield Said("Asked as", "A number, published in bands.")
    if question.kind == "multiple":
        yield Said("Asked as", "Several answers could be chosen, so shares can add up to more than 100%.")


def _association(subject: Subject, instrument: Instrument) -> Iterator[Said]:
    by, thinks = (subject.item or "").removeprefix(question_code("")), instrument.question(THINKS)
    yield Said("Worked out", LEAVING_WORKED_OUT.format(by=BY_WORDS[by]))
    for question in (thinks, instrument.question(by)):
        if question is not None:
            yield Said("Question", f"{question.text} ({question.code})")
    yield Said("What it says", "That two things go together, not that one causes the other.")


def _taking_part(subject: Subject, release: Release) -> list[Said]:
    if subject.kind == "taking part":
        return [Said("Who is counted", f"{AUDIENCES[subject.audience]}: codes handed out and answers sent.")]
    group = load_sectors().labels[subject.answer] if subject.answer else group_name(*subject.group)
    said = [Said("Who is counted", f"{AUDIENCES[subject.audience]} who sent answers: {group}.")]
    if subject.answer:
        said.append(Said("Sector", "Worked out from where people say they mainly work."))
    sources = dict.fromkeys(line.source for line in release.headcounts if line.audience == subject.audience)
    said.append(Said("Headcounts from", join_words(sources, between="; ") or "None were loaded."))
    return said


def _element(subject: Subject, definitions: Definitions) -> Iterator[Said]:
    framework = definitions.frameworks[PRINCIPLES]
    item = framework.item(subject.item or "")
    if item is None:
        return
    yield Said("Framework", f"{framework.title}, edition {framework.edition}", f"/frameworks/{framework.id}")
    yield Said(item.kind.capitalize(), f"{item.code} {item.title}", f"/frameworks/{framework.id}/{item.code}")
    yield Said("What it says", item.gist)
    yield Said("Where the words come from", PROVENANCE[item.provenance])


def _criterion(subject: Subject, release: Release, definitions: Definitions) -> Iterator[Said]:
    id, code = criterion_of(subject.item or "") or ("", "")
    framework = definitions.frameworks.get(id)
    item = framework.item(code) if framework else None
    if framework is None or item is None:
        return
    yield Said("Framework", f"{framework.title}, edition {framework.edition}", f"/frameworks/{framework.id}")
    yield Said(item.kind.capitalize(), f"{item.code} {item.title}", f"/frameworks/{framework.id}/{item.code}")
    yield Said("What it says", item.gist)
    yield Said("Where the words come from", PROVENANCE[item.provenance])
    for version in reworded_in(release, id, code, subject.group):
        found = definitions.frameworks.get(version)
        name = found.title if found else version
        yield Said(
            "Scored in other words", f"By organisations that use {name}", f"/frameworks/{version}/{code}"
        )


def _areas(areas: Sequence[NeedItem]) -> str:
    return "; ".join(f"{area.text} ({area.code})" for area in areas)


def _counted(name: str, release: Release, audience: str, group: Group, item: str | None) -> Counted:
    part = release.part(audience, *group)
    figures = by_item(part).get(item or "")
    if figures is None:
        return Counted(name, *[missing_cell(part).text] * 3)
    return Counted(name, figures.n.text, figures.missing.text, figures.not_in_role.text)
