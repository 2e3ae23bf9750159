"""An instrument to a Questionnaire and back, with what was lost on the way."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from frameworks.loss import LossReport, Lost
from frameworks.model import Framework
from frameworks.translation import Translation, translated
from mapping.crosswalk import Crosswalk
from reports.interchange.draft import Draft
from reports.interchange.fhir.item_writing import Links, need_item
from reports.interchange.fhir.kept import kept_extensions, read_kept
from reports.interchange.fhir.names import AUDIENCE, USAGE, Json, filled, url_of
from reports.interchange.fhir.reading import Reading
from reports.interchange.fhir.translations import (
    add_words,
    languages_in,
    read_translations,
    said_in,
    translation_extensions,
)
from reports.interchange.fhir.writing import section_item
from reports.interchange.findings import Entry, Findings
from reports.interchange.json_text import read_json
from reports.interchange.other_words import words_besides
from reports.interchange.own_codes import own_code
from reports.interchange.unsaid import known_losses, not_known, restored, unsaid
from reports.interchange.words import ENGLISH, LANGUAGES, Words
from surveys.instrument import Instrument

NO_FRAMEWORKS: Mapping[str, Framework] = {}
Documents = tuple[Instrument | Translation, ...]
SOURCE = "Read from a FHIR Questionnaire."
NOT_SAID = "a Questionnaire does not say; correct it"
AUDIENCES = {"preceptee", "preceptor", "organisation"}
READ = {"resourceType", "id", "meta", "url", "version", "name", "title", "status", "description", "useContext",
        "extension", "item", "contained", "text", "language", "_title"}  # fmt: skip


def write_questionnaire(
    instrument: Instrument,
    *,
    crosswalks: Sequence[Crosswalk] = (),
    frameworks: Mapping[str, Framework] = NO_FRAMEWORKS,
    translations: Sequence[Translation] = (),
) -> tuple[bytes, LossReport]:
    """The Questionnaire as JSON. Nothing is lost: what FHIR cannot say is in an extension of ours."""
    made = questionnaire(instrument, links_of(instrument, crosswalks, frameworks))
    spoken = [each for each in translations if each.of == instrument.id and each.language in LANGUAGES]
    for each in spoken:
        said = questionnaire(translated(instrument, each), {}, words=LANGUAGES[each.language])
        add_words(made, said, each.language)
    reading, head = _read_alone(made, instrument.id)
    alone = reading.draft.instrument(_whole(reading, head), rules=False)
    kept = unsaid(instrument.model_dump(mode="json"), alone.model_dump(mode="json"))
    made["extension"] = kept_extensions([*kept, known_losses(reading.draft.lost)])
    made["extension"] += translation_extensions(spoken, _other_words(made, instrument.id, alone))
    return to_json(made), LossReport(format="fhir", direction="export", subject=instrument.id)


def read_questionnaire(content: bytes, file: str) -> tuple[Documents, LossReport]:
    """The instrument a Questionnaire asks, ours or anybody's, then its translations; and what of it they do not
    hold.

    Raises DefinitionError with every problem, naming places such as `item[2].item[0].linkId`.
    """
    data = read_json(content, file)
    reading, head = _read_alone(data, file)
    draft = reading.draft
    kept = read_kept(head.entries("extension"))
    head.findings.stop_if_wrong()
    alone = draft.instrument(_whole(reading, head), rules=False)
    whole, changed = restored(alone.model_dump(mode="json"), kept, place="extension")
    instrument = draft.instrument(whole, rules=True)
    others = _other_words(data, file, alone)
    translations, gone = read_translations(head.entries("extension"), instrument, others)
    head.findings.stop_if_wrong()
    added = () if kept else _added(head, instrument)
    lost = (*added, *not_known(draft.lost, kept), *changed, *gone)
    return (instrument, *translations), LossReport(
        format="fhir", direction="import", subject=instrument.id, lost=lost
    )


def questionnaire(instrument: Instrument, links: Links, *, words: Words = ENGLISH) -> Json:
    """The resource, as far as FHIR can say it. `words` are what is asked about every need item."""
    needs = {item.code: need_item(item, instrument, links, words) for item in instrument.items}
    sections = [
        section_item(section, [needs[item.code] for item in section.items], instrument=instrument.id)
        for section in instrument.sections
    ]
    return filled(
        {
            "resourceType": "Questionnaire",
            "language": "en",
            "extension": [],
            "url": url_of(instrument.id),
            "version": instrument.edition,
            "name": _machine_name(instrument.id),
            "title": instrument.title,
            "status": "active",
            "description": instrument.source,
            "useContext": [_audience(instrument.audience)],
            "item": sections,
        }
    )


def links_of(
    instrument: Instrument, crosswalks: Sequence[Crosswalk], frameworks: Mapping[str, Framework]
) -> Links:
    """What each item of the instrument is linked to."""
    links: dict[str, list[Any]] = {}
    for crosswalk in crosswalks:
        known = frameworks.get(crosswalk.target)
        for edge in crosswalk.edges if crosswalk.origin == instrument.id else ():
            linked = (crosswalk.target, known.edition if known else None, edge)
            links.setdefault(edge.origin, []).append(linked)
    return links


def to_json(resource: Json) -> bytes:
    """A resource as text, without spaces: the scales stand in it once an item."""
    return (json.dumps(resource, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _other_words(data: object, file: str, alone: Instrument) -> dict[str, dict[str, str]]:
    """The words of the resource in languages of ours, where they are others than its own."""
    found = {}
    for language in languages_in(data) & LANGUAGES.keys():
        reading, head = _read_alone(said_in(data, language), file)
        found[language] = words_besides(reading.draft.instrument(_whole(reading, head), rules=False), alone)
    return {language: found[language] for language in sorted(found)}


def _audience(audience: str) -> Json:
    return {
        "code": {"system": USAGE, "code": "user"},
        "valueCodeableConcept": {"coding": [{"system": AUDIENCE, "code": audience}]},
    }


def _machine_name(id: str) -> str:
    """A name as FHIR wants it for programs.

    >>> _machine_name("preceptee-2026")
    'Preceptee_2026'
    """
    return (id[:1].upper() + id[1:]).replace("-", "_")[:255]


def _read_alone(data: object, file: str) -> tuple[Reading, Entry]:
    """What the resource says without our extension."""
    findings = Findings(file)
    if not isinstance(data, dict) or data.get("resourceType") != "Questionnaire":
        kind = str(data.get("resourceType", "no resource")) if isinstance(data, dict) else "no resource"
        findings.refuse((), f"it is not a FHIR Questionnaire but {kind[:60]}; choose a file that is one")
    head = Entry(data, (), findings)
    sets = {f"#{each.text('id')}": each for each in head.entries("contained") if "resourceType" in each.data}
    reading = Reading(Draft(file=file, title=_title(head, file)), sets)
    reading.items(head.entries("item"))
    findings.stop_if_wrong()
    for key in sorted(head.data.keys() - READ):
        reading.draft.lost.append(
            Lost(place=key, what="dropped", value=None, why="an instrument has no place for it")
        )
    reading.draft.finish()
    findings.stop_if_wrong()
    return reading, head


def _whole(reading: Reading, head: Entry) -> dict[str, Any]:
    audience = _audience_of(head)
    return {
        "id": _id(head, reading.draft.title),
        "title": reading.draft.title,
        "edition": head.text("version") or "1",
        "audience": audience or ("preceptee" if reading.scales else "organisation"),
        "source": head.text("description") or SOURCE,
        **reading.scales,
        "sections": reading.draft.sections,
    }


def _title(head: Entry, file: str) -> str:
    return head.text("title") or head.text("name") or head.text("id") or file.rsplit(".", 1)[0]


def _id(head: Entry, title: str) -> str:
    own = head.text("url").removeprefix(url_of(""))
    name = own if own != head.text("url") else head.text("id") or head.text("name") or title
    return own_code(name, taken=(), instead="questionnaire")


def _audience_of(head: Entry) -> str | None:
    """Who is asked, where the file says it as ours do."""
    for context in head.entries("useContext"):
        concept = context.entry("valueCodeableConcept")
        for coding in concept.entries("coding") if concept else ():
            if coding.text("system") == AUDIENCE and coding.text("code") in AUDIENCES:
                return coding.text("code")
    return None


def _added(head: Entry, instrument: Instrument) -> tuple[Lost, ...]:
    """What a Questionnaire nobody here wrote leaves open."""
    said = {
        "edition": bool(head.text("version")),
        "audience": _audience_of(head) is not None,
        "source": bool(head.text("description")),
    }
    lost = [
        Lost(place=key, what="added", value=str(getattr(instrument, key)), why=NOT_SAID)
        for key, there in said.items()
        if not there
    ]
    return tuple(lost)
