"""A file nobody here wrote, walked entry by entry: what is wrong is told with its place, and what nobody asked
for is left over, so that it can be told as lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from frameworks.document import DefinitionError, Loc, Problem, place
from frameworks.loss import Lost, What

MOST_PROBLEMS = 50
LONGEST_VALUE = 300


def no_line(_: Loc) -> int | None:
    """The line of a place in a file whose places say enough."""
    return None


@dataclass
class Findings:
    """What was found so far in the file of this name: problems, and what does not come through."""

    file: str
    line: Callable[[Loc], int | None] = no_line
    problems: list[Problem] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    def wrong(self, loc: Loc, message: str) -> None:
        """Remember a problem."""
        self.problems.append(Problem(file=self.file, line=self.line(loc), place=place(loc), message=message))

    def lose(self, loc: Loc | str, what: What, why: str, value: object = None) -> None:
        """Remember something that does not come through, or comes through changed."""
        where = loc if isinstance(loc, str) else place(loc)
        said = None if value is None else str(value)
        if said is not None and len(said) > LONGEST_VALUE:
            said = said[: LONGEST_VALUE - 1] + "…"
        self.lost.append(Lost(place=where, what=what, value=said, why=why))

    def refuse(self, loc: Loc, message: str) -> NoReturn:
        """Raise DefinitionError with this problem and those before it."""
        self.wrong(loc, message)
        self.stop_if_wrong()
        raise AssertionError("a problem was just told")

    def stop_if_wrong(self) -> None:
        """Raise DefinitionError with the problems so far, at most MOST_PROBLEMS of them, if there are any."""
        if not self.problems:
            return
        shown, more = self.problems[:MOST_PROBLEMS], len(self.problems) - MOST_PROBLEMS
        if more > 0:
            message = f"and {more} more problems; mend these first"
            shown = [*shown, Problem(file=self.file, line=None, place="", message=message)]
        raise DefinitionError(tuple(shown))


class Entry:
    """One mapping of the file. It remembers which keys were asked for."""

    def __init__(self, data: Mapping[str, object], loc: Loc, findings: Findings) -> None:
        self.data, self.loc, self.findings = data, loc, findings
        self._asked: set[str] = set()

    def text(self, key: str, *, needed: bool = False) -> str:
        """The text at this key without spaces around it; empty, and a problem if it was needed, when absent."""
        value = self._ask(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            self.findings.wrong((*self.loc, key), f"must be text, not {_kind(value)}; write it in quotes")
            return ""
        said = (value or "").strip()
        if needed and not said:
            self.findings.wrong((*self.loc, key), f"missing '{key}'; add it")
        return said

    def whole(self, key: str) -> int | None:
        """The whole number at this key, or None; text that is one counts."""
        value = self._ask(key)
        if isinstance(value, str) and value.strip().lstrip("-").isdigit():
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is None or value == "":
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.findings.wrong((*self.loc, key), f"must be a whole number, not {_kind(value)}")
            return None
        return value

    def texts(self, key: str) -> list[str]:
        """The list of texts at this key; one text alone counts as a list of one."""
        value = self._ask(key)
        values = [value] if isinstance(value, str) else (value or [])
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            self.findings.wrong((*self.loc, key), "must be a list of texts")
            return []
        return [each.strip() for each in values if each.strip()]

    def flag(self, key: str) -> bool:
        """True, or False when absent."""
        value = self._ask(key)
        if value is not None and not isinstance(value, bool):
            self.findings.wrong((*self.loc, key), f"must be true or false, not {_kind(value)}")
        return value is True

    def entries(self, key: str) -> list["Entry"]:
        """The mappings in the list at this key."""
        value = self._ask(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.findings.wrong((*self.loc, key), f"must be a list, not {_kind(value)}")
            return []
        found = [self._entry((key, number), each) for number, each in enumerate(value)]
        return [each for each in found if each is not None]

    def entry(self, key: str) -> "Entry | None":
        """The mapping at this key, or None; an empty list counts as none."""
        value = self._ask(key)
        return None if value is None or value == [] else self._entry((key,), value)

    def anything(self, key: str) -> object:
        """Whatever is at this key, or None."""
        return self._ask(key)

    def skip(self, *keys: str) -> None:
        """Count these keys as asked for."""
        self._asked.update(keys)

    def left(self) -> Iterator[tuple[str, object]]:
        """The keys nobody asked for, and what they hold, where they hold anything."""
        for key, value in self.data.items():
            if key not in self._asked and value not in (None, "", [], {}):
                yield key, value

    def _ask(self, key: str) -> object:
        self._asked.add(key)
        return self.data.get(key)

    def _entry(self, steps: Loc, value: object) -> "Entry | None":
        if isinstance(value, Mapping):
            return Entry(value, (*self.loc, *steps), self.findings)
        self.findings.wrong((*self.loc, *steps), f"must be an object with keys, not {_kind(value)}")
        return None


def _kind(value: object) -> str:
    names = {bool: "true or false", str: "text", list: "a list", dict: "an object", int: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")
