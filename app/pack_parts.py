"""The parts a pack can hold, each asked, filled in, read back and stored exactly as its pages do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from sqlmodel import Session

from app.place import Here
from app.presenters.answers import fact_words
from app.presenters.lead_assessments import score_words, typed_criteria
from app.presenters.lead_provision import in_order
from frameworks.model import Framework
from frameworks.sections import AssessedPart, assessed_parts, score_titles
from reports.pack.asked import framework_part, provision_part
from reports.pack.form import PROVISION, PartAsked
from surveys.asking import besides_blank, read_facts
from surveys.errors import Invalid
from surveys.instrument import Instrument, Section
from surveys.provision import Facts, SavedProvision, save_section
from surveys.self_assessments import LONGEST_EVIDENCE, read_criteria, save_criteria
from surveys.store.self_assessments import Saved, Scored

Fields = Mapping[str, Sequence[str]]
BLANK = "Blank"


class Change(NamedTuple):
    """One answer that a pack would change, in words. `field` is the form field it stands for."""

    field: str
    question: str
    saved: str
    given: str


class Write(Protocol):
    """Stores one page's answers. Raises what saving the page raises."""

    def __call__(self, session: Session, *, here: Here, seen: int) -> None:
        """Store them, if the revision is still `seen`."""


@dataclass(frozen=True)
class PartRead:
    """What a part would change, and how: one write a page that differs, in the order of the pages."""

    changes: tuple[Change, ...]
    writes: tuple[Write, ...]


class Part(Protocol):
    """One part of a pack beside what is saved of it now."""

    @property
    def id(self) -> str:
        """`provision`, or a framework's id."""

    @property
    def revision(self) -> int:
        """The revision that is saved now."""

    def asked(self, taken: set[str]) -> PartAsked:
        """Its sheets; their names are added to `taken`."""

    def fields(self) -> dict[str, tuple[str, ...]]:
        """What is saved, as the form fields that would save it again."""

    def read(self, fields: Fields) -> PartRead:
        """What these fields would change. Raises Invalid naming each field that will not do."""


@dataclass(frozen=True)
class ProvisionPart:
    """An organisation's provision."""

    instrument: Instrument
    saved: SavedProvision
    id: str = PROVISION

    @property
    def revision(self) -> int:
        """The revision that is saved now."""
        return self.saved.revision

    def asked(self, taken: set[str]) -> PartAsked:
        """A sheet a section."""
        return provision_part(self.instrument, revision=self.revision, taken=taken)

    def fields(self) -> dict[str, tuple[str, ...]]:
        """Every answer by its question."""
        return dict(self.saved.facts)

    def read(self, fields: Fields) -> PartRead:
        """Each section read as its page is when it is saved for later: blanks may stay."""
        problems: dict[str, str] = {}
        changes: list[Change] = []
        writes: list[Write] = []
        for section in self.instrument.sections:
            form = {each.code: fields[each.code] for each in section.questions if each.code in fields}
            facts, found = read_facts(section, form)
            problems |= {each.field: each.message for each in besides_blank(section, form, found)}
            differing = self._changes(section, facts)
            changes += differing
            if differing:
                writes.append(partial(_save_section, section=section, facts=facts))
        if problems:
            raise Invalid(problems)
        return PartRead(tuple(changes), tuple(writes))

    def _changes(self, section: Section, facts: Facts) -> list[Change]:
        found = []
        for question in section.questions:
            saved = in_order(question, self.saved.facts.get(question.code, ()))
            given = in_order(question, facts.get(question.code, ()))
            if saved != given:
                words = (
                    fact_words(question, saved) if saved else BLANK,
                    fact_words(question, given) if given else BLANK,
                )
                found.append(Change(question.code, question.text, *words))
        return found


@dataclass(frozen=True)
class AssessmentPart:
    """A self-assessment against one framework."""

    framework: Framework
    saved: Saved

    @property
    def id(self) -> str:
        """The framework's id."""
        return self.framework.id

    @property
    def revision(self) -> int:
        """The revision that is saved now."""
        return self.saved.revision

    def asked(self, taken: set[str]) -> PartAsked:
        """One sheet with all its points."""
        return framework_part(
            self.framework, revision=self.revision, taken=taken, longest_evidence=LONGEST_EVIDENCE
        )

    def fields(self) -> dict[str, tuple[str, ...]]:
        """Every score and its evidence."""
        return {name: tuple(filter(None, values)) for name, values in typed_criteria(self.saved).items()}

    def read(self, fields: Fields) -> PartRead:
        """Each heading read as its page is."""
        problems: dict[str, str] = {}
        changes: list[Change] = []
        writes: list[Write] = []
        for part in assessed_parts(self.framework):
            try:
                criteria = self._criteria(part, fields)
            except Invalid as refusal:
                problems |= refusal.problems
                continue
            differing = self._changes(part, criteria)
            changes += differing
            if differing:
                save = partial(_save_part, framework=self.framework.id, part=part, criteria=criteria)
                writes.append(save)
        if problems:
            raise Invalid(problems)
        return PartRead(tuple(changes), tuple(writes))

    def _criteria(self, part: AssessedPart, fields: Fields) -> dict[str, Scored]:
        items = [item.code for item in part.items]
        names = [name for item in items for name in (item, f"{item}-evidence")]
        form = {name: fields[name] for name in names if name in fields}
        return read_criteria(form, items=items, scores=score_titles(self.framework))

    def _changes(self, part: AssessedPart, criteria: Mapping[str, Scored]) -> list[Change]:
        found = []
        for item in part.items:
            saved, given = self.saved.criteria.get(item.code, Scored(None, "")), criteria[item.code]
            if saved.score != given.score:
                words = (self._score(saved), self._score(given))
                found.append(Change(item.code, f"{item.title}: score", *words))
            if saved.evidence != given.evidence:
                words = (saved.evidence or BLANK, given.evidence or BLANK)
                found.append(Change(f"{item.code}-evidence", f"{item.title}: evidence", *words))
        return found

    def _score(self, scored: Scored) -> str:
        return BLANK if scored.score is None else score_words(self.framework, str(scored.score))


def _save_section(session: Session, *, here: Here, seen: int, section: Section, facts: Facts) -> None:
    save_section(session, section=section, facts=facts, seen=seen, **here)


def _save_part(
    session: Session,
    *,
    here: Here,
    seen: int,
    framework: str,
    part: AssessedPart,
    criteria: Mapping[str, Scored],
) -> None:
    items = [item.code for item in part.items]
    save_criteria(session, framework=framework, criteria=criteria, allowed=items, seen=seen, **here)
