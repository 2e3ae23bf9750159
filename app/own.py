"""A respondent's needs with next steps and links, for their page and their workbook."""

from app.definitions import Definitions
from app.presenters.answers import fact_words, rating_words
from app.presenters.conclusion import conclusion_words
from app.presenters.links import Link, links_from
from app.presenters.plan_needs import resources_for
from app.presenters.profile import gap_words, profile_sentences, profile_table
from app.presenters.questions import option_label
from frameworks.language import mark, say
from mapping.cell import Cell
from mapping.profile import OwnRating, Profile, make_profile
from reports.personal_book import OwnNeed, personal_book
from reports.table import Column, Table
from reports.workbook import build_workbook
from surveys.respondents import Answers

HCPC = "hcpc-principles-2023"
FOR = {"learning": mark("For you to learn"), "organisation": mark("For your organisation to change")}


def ranked_needs(answers: Answers, profile: Profile, definitions: Definitions) -> list[dict[str, object]]:
    """Each need, strongest first, as the page shows it; `kind` is what the support chosen for it answers to."""
    kinds = answers.instrument.support_kinds
    return [
        {
            "rank": rank,
            "kind": kinds.get(own.support or "", ""),
            "code": own.item.code,
            "text": own.item.text,
            "words": say(
                "{need}: importance {importance}, confidence {confidence}",
                need=gap_words(own.gap).capitalize(),
                importance=own.importance,
                confidence=own.confidence,
            ),
            "support": _support(answers, own),
            "note": own.note,
            "steps": own.item.next_steps,
            "links": _elements(answers, own, definitions),
            "resources": resources_for(definitions, answers.instrument.id, own.item.code),
        }
        for rank, own in enumerate(profile.needs, start=1)
    ]


def own_workbook(
    answers: Answers, definitions: Definitions, *, sample: bool, progress: Table | None = None
) -> bytes:
    """One's own answers and profile as an .xlsx file, with `progress` where there is any."""
    profile = make_profile(answers.items, list(answers.ratings.values()))
    needs = [
        OwnNeed(
            code=own.item.code,
            text=own.item.text,
            words=gap_words(own.gap).capitalize(),
            support=_support(answers, own),
            note=own.note or "",
            steps=own.item.next_steps,
            kind=_calls_for(answers, own),
            elements=tuple(f"{link.code} {link.text}" for link in _elements(answers, own, definitions)),
        )
        for own in profile.needs
    ]
    extra = [_answers_table(answers)]
    if answers.response.audience == "preceptor":
        extra.insert(0, _capacity_table(answers))
    if progress is not None:
        extra.insert(0, progress)
    book = personal_book(
        title=say("My preceptorship profile")
        if answers.response.audience == "preceptee"
        else say("My preceptor result"),
        time_point=answers.time_point.title,
        instrument=say(
            "{title}, edition {edition}", title=answers.instrument.title, edition=answers.instrument.edition
        ),
        profile=profile_table(answers, profile),
        needs=needs,
        extra=extra,
        sentences=profile_sentences(profile),
        sample=sample,
    )
    return build_workbook(book)


def _calls_for(answers: Answers, own: OwnRating) -> str:
    words = FOR.get(answers.instrument.support_kinds.get(own.support or "", ""))
    return say(words) if words else ""


def _support(answers: Answers, own: OwnRating) -> str:
    return option_label(answers.instrument.support, own.support) if own.support else ""


def _elements(answers: Answers, own: OwnRating, definitions: Definitions) -> list[Link]:
    found = links_from(definitions, origin=answers.instrument.id, code=own.item.code)
    return [link for link in found if link.set_id == HCPC]


def _answers_table(answers: Answers) -> Table:
    """Everything asked and answered, in words: ratings, notes and plain questions."""
    rows = tuple(
        (section.title, asked, words)
        for section in answers.sections
        for asked, words in (
            *((item.text, rating_words(answers, answers.ratings.get(item.code))) for item in section.items),
            *((each.text, fact_words(each, answers.facts.get(each.code, ()))) for each in section.questions),
        )
    )
    return Table(
        id="all-answers",
        title=say("All your answers"),
        subtitle=say("In the order asked, your notes included"),
        columns=(
            Column(key="section", title=say("Section"), meaning=say("The part of the questionnaire.")),
            Column(key="question", title=say("Area or question"), meaning=say("What you were asked.")),
            Column(key="answer", title=say("Your answer"), meaning=say("What you answered, in words.")),
        ),
        rows=rows,
        sentence=say("You were asked about {count} areas and questions.", count=len(rows)),
    )


def _capacity_table(answers: Answers) -> Table:
    conclusion = conclusion_words(answers.facts)
    rows = tuple((words, Cell(text=number, value=float(number))) for words, number in conclusion.rows)
    return Table(
        id="capacity",
        title=say("What your hours allow"),
        subtitle=say("Worked out from the numbers you gave"),
        columns=(
            Column(key="what", title=say("What"), meaning=say("What is counted.")),
            Column(key="number", title=say("Number"), unit="hours", meaning=say("The result.")),
        ),
        rows=rows,
        sentence=" ".join((conclusion.limit, *conclusion.sentences)),
        notes=conclusion.sources,
    )
