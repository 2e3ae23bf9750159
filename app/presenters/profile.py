"""A respondent's own profile in words and as a table. Nothing is hidden here and nobody is compared."""

from app.presenters.questions import option_label
from frameworks.language import mark, say, say_count
from mapping.cell import Cell
from mapping.profile import OwnRating, Profile
from reports.table import Column, Table
from reports.wording import join_words
from surveys.respondents import Answers

GAP_WORDS = {
    1: mark("a small need"),
    2: mark("a clear need"),
    3: mark("a strong need"),
    4: mark("a very strong need"),
}


def profile_sentences(profile: Profile) -> list[str]:
    """What the profile says, in a few sentences."""
    rated = len(profile.rated)
    if not rated:
        return [say("You rated no area for both importance and confidence, so there is nothing to show.")]
    below = say_count(
        "In {count} area your confidence is below how important the area is to you: those are your needs.",
        "In {count} areas your confidence is below how important the area is to you: those are your needs.",
        len(profile.needs),
    )
    count = say_count("You rated {count} area.", "You rated {count} areas.", rated)
    sentences = [f"{count} {below}"]
    if profile.needs:
        top = [own for own in profile.needs if own.gap == profile.needs[0].gap][:3]
        names = join_words(f"“{own.item.text}”" for own in top)
        sentences.append(
            say_count(
                "Your strongest need is {names}.", "Your strongest needs are {names}.", len(top), names=names
            )
        )
    strong = [own for own in profile.balanced if own.confidence >= 4 and own.importance >= 4]
    if strong:
        sentences.append(
            say_count(
                "You are confident in {count} area that matters a great deal to you.",
                "You are confident in {count} areas that matter a great deal to you.",
                len(strong),
            )
        )
    if profile.not_in_role:
        sentences.append(
            say_count(
                "You said that {count} area is not in your role.",
                "You said that {count} areas are not in your role.",
                len(profile.not_in_role),
            )
        )
    if profile.missing:
        missing = len(profile.missing)
        sentences.append(say_count("You left {count} area blank.", "You left {count} areas blank.", missing))
    return sentences


def profile_table(answers: Answers, profile: Profile) -> Table:
    """Every rated area, needs first."""
    return Table(
        id="my-profile",
        title=say("Your areas, strongest needs first"),
        subtitle=say("{collection}: ratings from 1 (low) to 5 (high)", collection=answers.time_point.title),
        columns=(
            Column(key="area", title=say("Area"), meaning=say("What you rated.")),
            Column(
                key="importance",
                title=say("Importance"),
                unit="count",
                meaning=say("1 not important, 5 essential."),
            ),
            Column(
                key="confidence",
                title=say("Confidence"),
                unit="count",
                meaning=say("1 not yet, 5 very confident."),
            ),
            Column(key="gap", title=say("Gap"), unit="count", meaning=say("Importance minus confidence.")),
            Column(key="need", title=say("In words"), meaning=say("What the gap says.")),
            Column(key="support", title=say("Support you would like"), meaning=say("The support you chose.")),
        ),
        rows=tuple(_row(answers, own) for own in profile.rated),
        sentence=profile_sentences(profile)[0],
    )


def gap_words(gap: int) -> str:
    """A gap in words."""
    if gap <= 0:
        return say("no need now")
    return say(GAP_WORDS[gap])


def _row(answers: Answers, own: OwnRating) -> tuple[str | Cell, ...]:
    support = option_label(answers.instrument.support, own.support) if own.support else ""
    numbers = (own.importance, own.confidence, own.gap)
    return (
        own.item.text,
        *(Cell(text=str(number).replace("-", "−"), value=number) for number in numbers),
        gap_words(own.gap).capitalize(),
        support,
    )
