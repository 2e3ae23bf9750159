"""The items of a framework or questionnaire in reading order, as the two trees of a mapping show them."""

from dataclasses import dataclass

from app.definitions import Definitions
from surveys.errors import NotFound
from surveys.instrument import NeedItem, Question, Section


@dataclass(frozen=True)
class SetItem:
    """One item: its words, how deep it stands below the top, and the section or item it stands under."""

    code: str
    text: str
    gist: str
    depth: int
    under: str
    working: bool = False
    label: str = ""
    """What people read in front of the words: its code; none for a question, whose code is not for people."""

    def matches(self, words: str) -> bool:
        """Whether every word is found in its code, text, gist or what it stands under."""
        said = f"{self.code} {self.text} {self.gist} {self.under}".casefold()
        return all(word in said for word in words.casefold().split())


def set_items(definitions: Definitions, set_id: str) -> tuple[SetItem, ...]:
    """Every item of a framework, or every need item and question of a questionnaire. Raises NotFound."""
    if set_id in definitions.frameworks:
        return _framework_items(definitions, set_id)
    instrument = definitions.instruments.get(set_id)
    if instrument is None:
        raise NotFound(f"There is no framework or questionnaire {set_id} any more.")
    return tuple(
        _asked(each, under=section.title) for section in instrument.sections for each in _all_asked(section)
    )


def item_codes(definitions: Definitions, set_id: str) -> list[str]:
    """The codes of a set's items, in reading order. Raises NotFound."""
    return [item.code for item in set_items(definitions, set_id)]


def find_set_item(definitions: Definitions, set_id: str, code: str) -> SetItem:
    """One item of a set. Raises NotFound."""
    found = next((item for item in set_items(definitions, set_id) if item.code == code), None)
    if found is None:
        raise NotFound(f"There is no item {code} to map.")
    return found


def _all_asked(section: Section) -> tuple[NeedItem | Question, ...]:
    return section.items + section.questions


def _asked(asked: NeedItem | Question, *, under: str) -> SetItem:
    label = asked.code if isinstance(asked, NeedItem) else ""
    return SetItem(code=asked.code, text=asked.text, gist=asked.hint or "", depth=0, under=under, label=label)


def _framework_items(definitions: Definitions, set_id: str) -> tuple[SetItem, ...]:
    framework = definitions.frameworks[set_id]
    depths: dict[str | None, int] = {None: -1}
    titles: dict[str | None, str] = {None: ""}
    found = []
    for item in framework.items:
        depths[item.code] = depths[item.parent] + 1
        titles[item.code] = f"{item.code} {item.title}"
        found.append(
            SetItem(
                code=item.code,
                text=item.title,
                gist=item.gist,
                depth=depths[item.code],
                under=titles[item.parent],
                working=item.provenance == "working",
                label=item.code,
            )
        )
    return tuple(found)
