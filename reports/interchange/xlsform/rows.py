"""An instrument as the rows of an XLSForm: what each sheet holds, by column.

A section is a group shown on one page (`field-list`); every need item is up to four plain rows, never a grid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frameworks.translation import Translation, translated
from reports.interchange.words import LANGUAGES, Words
from reports.interchange.xlsform.expressions import allowed, asked_in, asked_of, confident_of
from surveys.instrument import Instrument, NeedItem, Option, Question, Section
from surveys.rating import LONGEST_TEXT, NOT_IN_ROLE

Row = dict[str, str]
SECTION = "section__"
SCALES = ("importance", "confidence", "support")
SCALE_LIST = "scale__"
IMPORTANCE, CONFIDENCE, SUPPORT, NOTE, INTRO = "__imp", "__conf", "__support", "__note", "__intro"
YES = "yes"


@dataclass(frozen=True)
class Speech:
    """The same instrument in one language, with the words of that language."""

    words: Words
    instrument: Instrument


def speeches(instrument: Instrument, translations: Sequence[Translation] = ()) -> tuple[Speech, ...]:
    """English, and every other language there are words for."""
    others = [
        Speech(LANGUAGES[each.language], translated(instrument, each))
        for each in translations
        if each.of == instrument.id and each.language in LANGUAGES
    ]
    return (Speech(LANGUAGES["en"], instrument), *others)


def survey_rows(spoken: Sequence[Speech]) -> Iterator[Row]:
    """The rows of the sheet `survey`."""
    for number, section in enumerate(spoken[0].instrument.sections):
        same = [(each.words, each.instrument.sections[number]) for each in spoken]
        titles = _words("label", [(words, one.title) for words, one in same])
        yield (
            _row(
                type="begin_group",
                name=SECTION + section.code,
                relevant=asked_in(section.items),
                appearance="field-list",
            )
            | titles
        )
        if section.intro is not None:
            intro = _words("label", [(words, one.intro or "") for words, one in same])
            yield _row(type="note", name=SECTION + section.code + INTRO) | intro
        yield from _item_rows(section, same)
        yield from _question_rows(section, same)
        yield _row(type="end_group")


def choice_rows(spoken: Sequence[Speech]) -> Iterator[Row]:
    """The rows of the sheet `choices`: the three scales, then each question's own answers."""
    instrument = spoken[0].instrument
    for scale in SCALES if instrument.items else ():
        yield from _options(
            SCALE_LIST + scale, [(one.words, getattr(one.instrument, scale)) for one in spoken]
        )
        if scale == "importance":
            label = _words("label", [(one.words, one.words.not_in_role) for one in spoken])
            yield {"list_name": SCALE_LIST + scale, "name": NOT_IN_ROLE} | label
    for number, question in enumerate(instrument.questions):
        if question.options:
            same = [(one.words, one.instrument.questions[number].options) for one in spoken]
            yield from _options(question.code, same)


def settings_row(spoken: Sequence[Speech]) -> Row:
    """The one row of the sheet `settings`."""
    instrument = spoken[0].instrument
    return {
        "form_title": instrument.title,
        "form_id": instrument.id,
        "version": instrument.edition,
        "default_language": spoken[0].words.column,
        "style": "pages",
    }


def with_unit(question: Question) -> str:
    """What a number question asks, with its unit in brackets at the end."""
    return question.text if question.unit is None else f"{question.text} ({question.unit})"


def _item_rows(section: Section, same: Sequence[tuple[Words, Section]]) -> Iterator[Row]:
    for number, item in enumerate(section.items):
        said = [(words, one.items[number]) for words, one in same]
        relevant = asked_of(item)
        hint = _words("hint", [(words, one.hint or "") for words, one in said])
        yield _rated(item, IMPORTANCE, "importance", said, relevant) | hint
        yield _rated(item, CONFIDENCE, "confidence", said, confident_of(item))
        yield _rated(item, SUPPORT, "support", said, relevant)
        note = _row(type="text", name=item.code + NOTE, relevant=relevant, appearance="multiline")
        label = _words("label", [(words, f"{one.text}\n{words.note}") for words, one in said])
        note_hint = _words("hint", [(words, words.note_hint) for words, _ in said])
        yield note | label | note_hint | _length(said)


def _rated(
    item: NeedItem, suffix: str, scale: str, said: Sequence[tuple[Words, NeedItem]], relevant: str
) -> Row:
    row = _row(type=f"select_one {SCALE_LIST}{scale}", name=item.code + suffix, relevant=relevant)
    return row | _words("label", [(words, f"{one.text}\n{getattr(words, scale)}") for words, one in said])


def _length(said: Sequence[tuple[Words, NeedItem]]) -> Row:
    message = _words("constraint_message", [(words, words.longest) for words, _ in said])
    return {"constraint": f"string-length(.) <= {LONGEST_TEXT}"} | message


def _question_rows(section: Section, same: Sequence[tuple[Words, Section]]) -> Iterator[Row]:
    for number, question in enumerate(section.questions):
        said = [(words, one.questions[number]) for words, one in same]
        row = _row(
            type=_type(question),
            name=question.code,
            required=YES if question.required else "",
            constraint=allowed(question),
            appearance="multiline" if question.kind == "text" else "",
        )
        row |= _words("label", [(words, with_unit(one)) for words, one in said])
        row |= _words("hint", [(words, one.hint or "") for words, one in said])
        if question.required:
            row |= _words("required_message", [(words, words.required) for words, _ in said])
        if row["constraint"]:
            row |= _words("constraint_message", [(words, _refusal(words, one)) for words, one in said])
        yield row


def _type(question: Question) -> str:
    if question.kind == "number":
        return "integer" if question.whole else "decimal"
    if question.kind == "text":
        return "text"
    many = "select_multiple" if question.kind == "multiple" else "select_one"
    return f"{many} {question.code}"


def _refusal(words: Words, question: Question) -> str:
    if question.kind == "number":
        return words.range(question)
    return words.longest if question.kind == "text" else words.alone


def _options(list_name: str, same: Sequence[tuple[Words, Sequence[Option]]]) -> Iterator[Row]:
    """A row for each answer; its hint stands under its label, because choices have no hint of their own."""
    for number, option in enumerate(same[0][1]):
        labels = [(words, _with_hint(options[number])) for words, options in same]
        yield {"list_name": list_name, "name": option.code} | _words("label", labels)


def _with_hint(option: Option) -> str:
    return option.label if option.hint is None else f"{option.label}\n{option.hint}"


def _words(column: str, said: Sequence[tuple[Words, str]]) -> Row:
    """The same words in a column for each language. `${` would be read as the name of a question."""
    return {f"{column}::{words.column}": text.replace("${", "$ {") for words, text in said}


def _row(**columns: str) -> Row:
    return dict(columns)


def columns_of(rows: Sequence[Mapping[str, str]], first: Sequence[str]) -> list[str]:
    """Every column that any row fills, `first` ones first."""
    used = dict.fromkeys([*first, *(key for row in rows for key, value in row.items() if value)])
    return list(used)
