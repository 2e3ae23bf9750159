"""An instrument in the making, from a form in another format: sections, questions, and what was lost on the way.

Groups become sections, however deep they stand; a section goes on until another group asks something. Notes
before the first question of a section are its introduction, later ones join the hint of the question after them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ValidationError

from frameworks.document import DefinitionError, Loc, Problem
from frameworks.loss import Lost, What
from reports.interchange.own_codes import OPTION, own_code
from surveys.instrument import Instrument
from surveys.instrument_rules import instrument_problems

LEAST, MOST = -999_999_999_999, 999_999_999_999
"""As far as a typed number goes."""
FEWEST_OPTIONS = 2
YES_NO = ["yes", "no"]
NO_QUESTION = (
    "nothing in it is a question this tool can ask: a choice of one or of several, a number, or text; add one"
)


class Where(NamedTuple):
    """A place in the file as people name it, such as `survey!C7`, and its line where it has one."""

    place: str
    line: int | None = None


@dataclass(frozen=True)
class Choice:
    """One answer as the file has it."""

    name: str
    label: str
    hint: str | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class _Group:
    name: str
    title: str
    where: Where


@dataclass
class Draft:
    """Sections and losses so far. `file` and `title` name the form."""

    file: str
    title: str
    sections: list[dict[str, Any]] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _groups: list[_Group] = field(default_factory=list)
    _section_of: tuple[_Group, ...] | None = None
    _notes: list[tuple[str, Where]] = field(default_factory=list)
    _codes: dict[str, str] = field(default_factory=dict)
    _places: dict[Loc, Where] = field(default_factory=dict)

    def lose(self, where: Where, what: What, why: str, value: str | None = None) -> None:
        """Remember one thing that does not come through."""
        self.lost.append(Lost(place=where.place, what=what, value=value, why=why))

    def open_group(self, name: str, title: str, where: Where) -> None:
        """What follows stands in this group."""
        self._drop_notes()
        self._groups.append(_Group(name, title or name, where))

    def close_group(self) -> None:
        """What follows stands in the group around."""
        self._drop_notes()
        self._groups.pop()

    def note(self, text: str, where: Where) -> None:
        """Words to read before what comes next."""
        if text.strip():
            self._notes.append((text, where))

    def item(self, where: Where, fields: Mapping[str, Any]) -> None:
        """A need item, with the fields of one."""
        section = self._section("items")
        self._places["sections", len(self.sections) - 1, "items", len(section["items"])] = where
        section["items"].append(dict(fields))

    def question(
        self, where: Where, name: str, fields: Mapping[str, Any], *, choices: Sequence[Choice] = ()
    ) -> None:
        """A plain question with its answers, under the nearest code to its name. Bounds that are missing are
        added; a choice of fewer than two is left out."""
        made = {"text": name, **fields}
        if made["kind"] in {"single", "multiple"} and len(choices) < FEWEST_OPTIONS:
            why = "a question needs at least two answers to choose from"
            self.lose(where, "dropped", why, str(made["text"]))
            return
        if choices:
            made["options"] = self._options(where, choices)
            if made["kind"] == "single" and [option["code"] for option in made["options"]] == YES_NO:
                made["kind"] = "yes-no"
        if made["kind"] == "number":
            self._bound(where, made)
        self._place(where, name, made)

    def finish(self) -> None:
        """The end of the file: what still waits is dropped. Raises DefinitionError when nothing is asked."""
        self._drop_notes()
        if not self.sections:
            raise DefinitionError((Problem(file=self.file, line=None, place="", message=NO_QUESTION),))
        for section in self.sections:
            for question in section["questions"]:
                self._limit(section, question)

    def instrument(self, whole: Mapping[str, Any], *, rules: bool) -> Instrument:
        """The value. With `rules` it can be asked too. Raises DefinitionError, naming places of the file."""
        try:
            made = Instrument.model_validate(whole)
        except ValidationError as error:
            faults = [(each["loc"], f"{each['msg']}; correct it") for each in error.errors()]
            raise DefinitionError(tuple(self._problem(*fault) for fault in faults)) from error
        problems = tuple(self._problem(*fault) for fault in instrument_problems(made)) if rules else ()
        if problems:
            raise DefinitionError(problems)
        return made

    def _problem(self, loc: Loc, message: str) -> Problem:
        """The problem at the file's place for the deepest part of `loc` that has one."""
        for end in range(len(loc), 0, -1):
            if where := self._places.get(loc[:end]):
                return Problem(file=self.file, line=where.line, place=where.place, message=message)
        place = ".".join(str(step) for step in loc)
        return Problem(file=self.file, line=None, place=place, message=message)

    def _section(self, holding: str) -> dict[str, Any]:
        """The section to put something in: a new one where the group changed, or holds another sort of thing."""
        other = "items" if holding == "questions" else "questions"
        groups = tuple(self._groups)
        if self._section_of != groups or self.sections[-1][other]:
            self._open_section(groups)
        return self.sections[-1]

    def _open_section(self, groups: tuple[_Group, ...]) -> None:
        codes = {str(section["code"]) for section in self.sections}
        innermost = groups[-1] if groups else _Group("questions", self.title, Where(""))
        title = ": ".join(group.title for group in groups) or self.title
        self._places["sections", len(self.sections)] = innermost.where
        self.sections.append(
            {
                "code": own_code(innermost.name, taken=codes, instead="section"),
                "title": title,
                "intro": "\n\n".join(text for text, _ in self._notes) or None,
                "items": [],
                "questions": [],
            }
        )
        self._notes, self._section_of = [], groups

    def _place(self, where: Where, name: str, made: dict[str, Any]) -> None:
        section = self._section("questions")
        if self._notes:
            why = "a note between questions becomes part of the hint of the question after it"
            for text, noted in self._notes:
                self.lose(noted, "approximated", why, text)
            made["hint"] = "\n\n".join([*(text for text, _ in self._notes), made.get("hint") or ""]).strip()
            self._notes = []
        code = own_code(name, taken=self._codes.values())
        if code != name:
            self.lose(where, "approximated", f"the question is called {code} here", name)
        self._codes[name] = code
        self._places["sections", len(self.sections) - 1, "questions", len(section["questions"])] = where
        section["questions"].append({"code": code, **made})

    def _options(self, where: Where, choices: Sequence[Choice]) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = []
        renamed = []
        for choice in choices:
            taken = [option["code"] for option in options]
            code = own_code(choice.name, taken=taken, pattern=OPTION, instead="option")
            renamed += [f"{choice.name} = {code}"] if code != choice.name else []
            options.append(
                {"code": code, "label": choice.label, "hint": choice.hint, "exclusive": choice.exclusive}
            )
        if renamed:
            self.lose(where, "approximated", "answers have other codes here", ", ".join(renamed))
        return options

    def _bound(self, where: Where, made: dict[str, Any]) -> None:
        """A number states its bounds and unit."""
        least, most = made.get("minimum"), made.get("maximum")
        if least is not None and most is not None and least >= most:
            self.lose(where, "dropped", "the lowest number must be below the highest", f"{least} to {most}")
            least = most = None
        lowest = LEAST if most is None or most > LEAST else most - 1
        highest = MOST if least is None or least < MOST else least + 1
        for key, given, instead in (
            ("minimum", least, lowest),
            ("maximum", most, highest),
            ("unit", made.get("unit"), "number"),
        ):
            made[key] = instead if given is None else given
            if given is None:
                self.lose(where, "added", f"a number states its {key}; correct it", str(instead))

    def _limit(self, section: Mapping[str, Any], question: dict[str, Any]) -> None:
        """The name of the number a number may not exceed, as its code here."""
        named = question.get("no_more_than")
        if named is None:
            return
        numbers = {each["code"] for each in section["questions"] if each["kind"] == "number"}
        code = self._codes.get(str(named), "")
        question["no_more_than"] = code if code in numbers - {question["code"]} else None
        if question["no_more_than"] is None:
            why = "a number can only be held against another number of its own section"
            self.lose(Where(str(question["code"])), "dropped", why, str(named))

    def _drop_notes(self) -> None:
        for text, where in self._notes:
            self.lose(where, "dropped", "no question follows this note in its group", text)
        self._notes = []
