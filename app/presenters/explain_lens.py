"""Where the evidence for an action comes from: each published figure behind a lens, the thresholds and the rule."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.definitions import Definitions
from app.national import lenses_for
from app.subjects import Subject
from mapping.cell import Cell, not_available
from mapping.evidence import evidence_in
from mapping.figures import Release
from mapping.lens import Construct, Source
from reports.evidence import CONSIDER, level_words, threshold_notes
from reports.facts import choices
from reports.groups import by_item, missing_cell
from reports.wording import AUDIENCES, group_name, join_words, spoken
from surveys.instrument import Instrument

LIMITS = {
    "time": "time",
    "preceptors": "preceptors: how many there are, and what they are trained and confident to do",
}


class Behind(NamedTuple):
    """One line about a construct: its name and words."""

    name: str
    words: str


def said_of_construct(subject: Subject, release: Release, definitions: Definitions) -> list[Behind]:
    """What stands behind one construct in one place."""
    lenses = lenses_for(release, definitions)
    construct = lenses.find(subject.item or "")
    assert construct is not None, "the row is of a construct of these lenses"
    evidence = next(
        each for each in evidence_in(release, lenses, *subject.group) if each.topic == construct.code
    )
    levels = (
        f"need {evidence.need_level}, capacity {evidence.capacity_level}, provision {evidence.provision_level}; the "
        f"capacity figure speaks of {LIMITS[construct.limit]}"
    )
    return [
        Behind("Construct", f"{construct.title} ({construct.code}). {construct.gist}"),
        Behind("Place", group_name(*subject.group)),
        *_figures(construct, subject, release, definitions),
        *(Behind("Threshold", note) for note in threshold_notes(lenses)),
        Behind("Levels", level_words(levels)),
        Behind("Rule that was applied", f"{CONSIDER[evidence.action]} {evidence.because}"),
        Behind("Lenses", f"{lenses.title}, edition {lenses.edition} ({lenses.id}). {lenses.source}"),
    ]


def areas_behind(subject: Subject, release: Release, definitions: Definitions) -> list[tuple[str, str, str]]:
    """Audience, code and words of each need area behind a construct, of preceptees and of preceptors."""
    construct = lenses_for(release, definitions).find(subject.item or "")
    if construct is None:
        return []
    capacity = construct.capacity.items if construct.capacity else ()
    return [
        (
            audience,
            code,
            item.text if (item := _instrument(audience, release, definitions).item(code)) else code,
        )
        for audience, codes in (("preceptee", construct.need), ("preceptor", capacity))
        for code in codes
    ]


def _figures(
    construct: Construct, subject: Subject, release: Release, definitions: Definitions
) -> Iterator[Behind]:
    yield from _of_items("preceptee", construct.need, subject, release, definitions)
    for audience, source in (("preceptor", construct.capacity), ("organisation", construct.provision)):
        if source is None:
            yield Behind(AUDIENCES[audience], "Nothing was asked about it, so this lens is not known.")
        elif source.items:
            yield from _of_items(audience, source.items, subject, release, definitions)
        else:
            instrument = _instrument(audience, release, definitions)
            yield _of_answers(audience, source, instrument, _answers(audience, source, subject, release))


def _of_items(
    audience: str, codes: Sequence[str], subject: Subject, release: Release, definitions: Definitions
) -> Iterator[Behind]:
    part = release.part(audience, *subject.group)
    found = by_item(part)
    for code in codes:
        item = _instrument(audience, release, definitions).item(code)
        share = found[code].need_share if code in found else missing_cell(part)
        n = found[code].n if code in found else missing_cell(part)
        of = f" of {n.text} people" if share.shown else ""
        yield Behind(
            AUDIENCES[audience],
            f"{item.text if item else code} ({code}): share with a need {spoken(share)}{of}.",
        )


def _answers(
    audience: str, source: Source, subject: Subject, release: Release
) -> list[tuple[str, Cell, Cell]]:
    """Value, count and base of each answer that counts, as published."""
    if audience == "organisation":
        given = {
            one.value: (one.value, one.count, one.organisations)
            for one in release.provision
            if (one.dimension, one.code) == subject.group and one.question == source.question
        }
    else:
        part = release.part(audience, *subject.group)
        facts = part.facts if part else ()
        given = {one.value: (one.value, one.count, one.n) for one in facts if one.question == source.question}
    return [given.get(value, (value, not_available, not_available)) for value in source.values]


def _of_answers(
    audience: str, source: Source, instrument: Instrument, answers: Iterable[tuple[str, Cell, Cell]]
) -> Behind:
    question = instrument.question(source.question)
    assert question is not None, "lenses are checked against the questionnaires they read"
    labels = dict(choices(question, source.values))
    said = join_words(
        (f"“{labels[value]}” {spoken(count)} of {spoken(n)}" for value, count, n in answers), between="; "
    )
    return Behind(AUDIENCES[audience], f"{question.text} ({question.code}): {said}.")


def _instrument(audience: str, release: Release, definitions: Definitions) -> Instrument:
    return definitions.instruments[release.instruments[audience]]
