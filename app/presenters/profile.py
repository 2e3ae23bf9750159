"""A respondent's own profile in words and as a table. Nothing is hidden here and nobody is compared."""

from app.presenters.questions import option_label
from mapping.cell import Cell
from mapping.profile import OwnRating, Profile
from reports.table import Column, Table
from reports.wording import join_words, plural
from surveys.respondents import Answers

GAP_WORDS = {1: "a small need", 2: "a clear need", 3: "a strong need", 4: "a very strong need"}


def profile_sentences(profile: Profile) -> list[str]:
    """What the profile says, in a few sentences."""
    rated = len(profile.rated)
    if not rated:
        return ["You rated no area for both importance and confidence, so there is nothing to show."]
    sentences = [
        f"You rated {plural(rated, 'area')}. In {plural(len(profile.needs), 'area')} your confidence is "
        "below how important the area is to you: those are your needs."
    ]
    if profile.needs:
        top = [own for own in profile.needs if own.gap == profile.needs[0].gap][:3]
        names = join_words(f"“{own.item.text}”" for own in top)
        sentences.append(f"Your strongest {'need is' if len(top) == 1 else 'needs are'} {names}.")
    strong = [own for own in profile.balanced if own.confidence >= 4 and own.importance >= 4]
    if strong:
        sentences.append(
            f"You are confident in {plural(len(strong), 'area')} that {'matters' if len(strong) == 1 else 'matter'} "
            "a great deal to you."
        )
    if profile.not_in_role:
        sentences.append(
            f"You said that {plural(len(profile.not_in_role), 'area')} is not in your role."
            if len(profile.not_in_role) == 1
            else f"You said that {plural(len(profile.not_in_role), 'area')} are not in your role."
        )
    if profile.missing:
        sentences.append(f"You left {plural(len(profile.missing), 'area')} blank.")
    return sentences


def profile_table(answers: Answers, profile: Profile) -> Table:
    """Every rated area, needs first."""
    return Table(
        id="my-profile",
        title="Your areas, strongest needs first",
        subtitle=f"{answers.time_point.title}: ratings from 1 (low) to 5 (high)",
        columns=(
            Column(key="area", title="Area", meaning="What you rated."),
            Column(
                key="importance", title="Importance", unit="count", meaning="1 not important, 5 essential."
            ),
            Column(
                key="confidence", title="Confidence", unit="count", meaning="1 not yet, 5 very confident."
            ),
            Column(key="gap", title="Gap", unit="count", meaning="Importance minus confidence."),
            Column(key="need", title="In words", meaning="What the gap says."),
            Column(key="support", title="Support you would like", meaning="The support you chose."),
        ),
        rows=tuple(_row(answers, own) for own in profile.rated),
        sentence=profile_sentences(profile)[0],
    )


def gap_words(gap: int) -> str:
    """A gap in words."""
    if gap <= 0:
        return "no need now"
    return GAP_WORDS[gap]


def _row(answers: Answers, own: OwnRating) -> tuple[str | Cell, ...]:
    support = option_label(answers.instrument.support, own.support) if own.support else ""
    numbers = (own.importance, own.confidence, own.gap)
    return (
        own.item.text,
        *(Cell(text=str(number).replace("-", "−"), value=number) for number in numbers),
        gap_words(own.gap).capitalize(),
        support,
    )
