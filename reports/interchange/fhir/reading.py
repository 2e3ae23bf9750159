"""The items of a Questionnaire as a draft: need items where groups are as ours are, plain questions otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from frameworks.document import place
from reports.interchange.draft import Choice, Draft, Where
from reports.interchange.fhir.choices import ValueSets, choices_of
from reports.interchange.fhir.items import item_code, read_item, read_scales
from reports.interchange.fhir.names import HIDDEN, SECTION
from reports.interchange.fhir.questions import KINDS, OPEN, extensions_of, fields_of
from reports.interchange.findings import Entry

MOST_ITEMS = 5000
DEEPEST = 30
"""Items inside items."""
NOT_ASKED = "an instrument has no such kind of question"
DEPENDS = "everybody is asked: who sees it cannot depend on answers"
EVERYBODY = f"{DEPENDS}. So it is not required any more"
SEVERAL = "what is asked several times over is not read"
FILLED = "it is not for people to answer"
PASSED_OVER = ("extension", "modifierExtension")


@dataclass
class Reading:
    """A Questionnaire being read item by item into a draft."""

    draft: Draft
    value_sets: ValueSets
    scales: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)
    """Where each link id stands."""
    _limited: list[bool] = field(default_factory=list)
    """For every open item, whether only some people see it."""

    def items(self, entries: Sequence[Entry]) -> None:
        """Read these items, one after the other."""
        for entry in entries:
            self._item(entry)

    def _item(self, entry: Entry) -> None:
        if len(self._limited) >= DEEPEST:
            entry.findings.refuse(entry.loc, f"items stand over {DEEPEST} deep; take some away")
        link, kind = entry.text("linkId", needed=True), entry.text("type", needed=True)
        self._check_link(entry, link)
        code = item_code(entry, link, kind)
        if code is not None:
            self._need(entry, code)
        elif why := self._left_out(entry, kind):
            self._drop(entry, why, kind)
        elif kind == "display":
            self.draft.note(entry.text("text"), _at(entry, "text"))
        elif kind == "group":
            self._group(entry, link)
        else:
            self._question(entry, link, kind)

    def _check_link(self, entry: Entry, link: str) -> None:
        here = place((*entry.loc, "linkId"))
        if link and link in self._links:
            entry.findings.wrong(
                (*entry.loc, "linkId"), f"'{link}' is also at {self._links[link]}; give each its own"
            )
        self._links[link] = here
        if len(self._links) > MOST_ITEMS:
            entry.findings.refuse(entry.loc, f"there are over {MOST_ITEMS} items; split the questionnaire")

    def _left_out(self, entry: Entry, kind: str) -> str:
        """Why an item is not read; empty when it is."""
        if kind == "group" and entry.flag("repeats"):
            return SEVERAL
        if _says(entry, HIDDEN) or entry.flag("readOnly"):
            return FILLED
        return "" if kind in {"group", "display", *KINDS} else NOT_ASKED

    def _drop(self, entry: Entry, why: str, kind: str) -> None:
        said = entry.text("text") or entry.text("linkId")
        self.draft.lose(_at(entry), "dropped", why, f"{kind}: {said}")
        for inner in entry.entries("item"):
            self._check_link(inner, inner.text("linkId", needed=True))
            self._drop(inner, why, inner.text("type", needed=True))

    def _need(self, entry: Entry, code: str) -> None:
        """A need item of ours; its parts count as read."""
        fields, parts = read_item(entry, code, self.draft)
        for part in parts:
            self._check_link(part, part.text("linkId", needed=True))
        self.draft.item(_at(entry), fields)
        if not self.scales:
            self.scales |= read_scales(parts, code)

    def _group(self, entry: Entry, link: str) -> None:
        title = _text(entry)
        self.draft.open_group(link.removeprefix(SECTION) or "section", title or link, _at(entry))
        self._limited.append(self._depends(entry, DEPENDS))
        if not link.startswith(SECTION) and not title:
            self.draft.lose(_at(entry, "text"), "approximated", "the group has no words of its own", link)
        self._tell_what_is_left(entry, "required", "readOnly", "repeats")
        self.items(entry.entries("item"))
        self._limited.pop()
        self.draft.close_group()

    def _question(self, entry: Entry, link: str, kind: str) -> None:
        required = entry.flag("required")
        fields = fields_of(entry, link, kind, self.draft)
        limited = self._depends(entry, EVERYBODY if required else DEPENDS) or any(self._limited)
        fields["required"] = required and not limited
        found = choices_of(entry, self.value_sets) if fields["kind"] in {"single", "multiple"} else ()
        helps, others = _split(entry.entries("item"))
        for each in helps:
            self._check_link(each, each.text("linkId", needed=True))
        fields["hint"] = "\n\n".join(each.text("text") for each in helps if each.text("text")) or None
        self._place(entry, link, fields, found, is_open=kind in OPEN)
        self._tell_what_is_left(entry)
        if others:
            self._limited.append(True)
            why = "questions below a question come after it, and are asked of everybody"
            self.draft.lose(_at(entry, "item"), "approximated", why)
            self.items(others)
            self._limited.pop()

    def _place(
        self, entry: Entry, link: str, fields: dict[str, Any], found: Sequence[Choice] | str, *, is_open: bool
    ) -> None:
        if isinstance(found, str) and is_open:
            self.draft.lose(
                _at(entry), "approximated", f"{found}, so any text answers it", str(fields["text"])
            )
            fields["kind"], found, is_open = "text", (), False
        if isinstance(found, str):
            self.draft.lose(_at(entry), "dropped", found, str(fields["text"]))
            return
        other = [Choice("other", "Other")] if is_open and fields["kind"] in {"single", "multiple"} else []
        self.draft.question(_at(entry), link, fields, choices=[*found, *other])
        if other:
            why = "people who choose 'Other' say more in a question of its own"
            self.draft.lose(_at(entry, "type"), "approximated", why, str(fields["text"]))
            said = {"text": f"{fields['text']}: if other, what?", "kind": "text"}
            self.draft.question(_at(entry), f"{link}-other", said)

    def _depends(self, entry: Entry, why: str) -> bool:
        """Whether only some people see an item; said of the draft."""
        when = entry.entries("enableWhen")
        entry.skip("enableBehavior")
        for each in when:
            each.skip("question", "operator")
            asked = f"{each.text('question')} {each.text('operator')}"
            self.draft.lose(_at(each), "dropped", why, asked)
        return bool(when)

    def _tell_what_is_left(self, entry: Entry, *besides: str) -> None:
        """What the item says that nobody asked for."""
        entry.skip("id", "_text", *PASSED_OVER, *besides)
        for key, _ in entry.left():
            self.draft.lose(_at(entry, key), "dropped", "an instrument has no place for it", key)
        for extension in extensions_of(entry).values():
            if not extension.known:
                url = extension.entry.text("url")
                self.draft.lose(
                    _at(extension.entry), "dropped", "an instrument has no place for this extension", url
                )


def _split(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Displays that help with their question, and everything else below it."""
    helps = [each for each in entries if each.text("type") == "display" and not each.entries("item")]
    return helps, [each for each in entries if each not in helps]


def _text(entry: Entry) -> str:
    return entry.text("text") or entry.text("prefix")


def _says(entry: Entry, url: str) -> bool:
    found = extensions_of(entry).get(url)
    return found is not None and found.entry.flag("valueBoolean")


def _at(entry: Entry, *steps: str) -> Where:
    return Where(place((*entry.loc, *steps)))
