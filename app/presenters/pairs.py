"""Sharing in words and form fields: what is open, and where two people see one person's confidence differently."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape

from app.presenters.clash import ClashRow
from app.presenters.profile import gap_words
from app.presenters.questions import option_label
from app.shared import Shared
from mapping.cell import Cell
from mapping.pairs import Beside, Pair
from mapping.profile import Profile
from reports.table import Column, Table
from reports.wording import join_words, plural
from surveys.instrument import Instrument, NeedItem
from surveys.mirrors import PART
from surveys.rating import RATINGS
from surveys.shares import Terms, What
from surveys.tables import Share

Form = Mapping[str, Sequence[str]]
WHAT_WORDS: dict[What, str] = {
    "profile": "My profile",
    "ratings": "My ratings of each area",
    "plan": "My learning plan",
}
HINTS: dict[What, str] = {
    "profile": "Your needs in order, in words, and the support you would like.",
    "ratings": (
        "Your importance and confidence from 1 to 5 in each area. Your preceptor first says how they see your "
        "confidence, then you both see the two side by side. The pairs of ratings count in national figures, under "
        "the same rules as every answer."
    ),
    "plan": "Your actions, reflections and meetings.",
}
TALK = (
    "A difference is something to talk about: an example each of you has in mind, or a case to look at together. "
    "It does not say who is right."
)
STATES = {"offered": "Code not used yet", "accepted": "Shared"}
CANNOT_SAY = "I cannot say"


def opens_words(share: Share) -> str:
    """What a share opens, as a list in words.

    >>> opens_words(Share(id="", preceptee="", name="", opens_plan=True))
    'Profile and learning plan'
    """
    short = {"opens_profile": "profile", "opens_ratings": "ratings", "opens_plan": "learning plan"}
    words = join_words(name for column, name in short.items() if getattr(share, column))
    return words[:1].upper() + words[1:]


def share_rows(shares: Sequence[Share]) -> list[dict[str, str]]:
    """A preceptee's own list."""
    return [
        {
            "id": share.id,
            "whom": share.whom or "No reminder given",
            "name": share.name,
            "opens": opens_words(share),
            "state": STATES[share.state],
        }
        for share in shares
    ]


def terms_fields(typed: Form) -> dict[str, Any]:
    """The form about one share: the two names as typed, and the checkboxes."""
    chosen = set(typed.get("opens", ()))
    return {
        "name": next(iter(typed.get("name", ())), ""),
        "whom": next(iter(typed.get("whom", ())), ""),
        "opens": [
            {"value": what, "text": words, "hint": {"text": HINTS[what]}, "checked": what in chosen}
            for what, words in WHAT_WORDS.items()
        ],
    }


def typed_terms(terms: Terms) -> dict[str, list[str]]:
    """Stored terms as the form fields that would store them again."""
    return {"name": [terms.name], "whom": [terms.whom], "opens": list(terms.opens)}


def terms_clash(stored: Terms, typed: Form) -> list[ClashRow]:
    """What is saved and what was typed, line by line."""
    opened = [WHAT_WORDS[what] for what in WHAT_WORDS if what in set(typed.get("opens", ()))]
    return [
        ClashRow("You are called", stored.name, next(iter(typed.get("name", ())), "").strip() or "Blank"),
        ClashRow(
            "Your reminder", stored.whom or "Blank", next(iter(typed.get("whom", ())), "").strip() or "Blank"
        ),
        ClashRow(
            "Opens", join_words(WHAT_WORDS[what] for what in stored.opens), join_words(opened) or "Nothing"
        ),
    ]


def view_fields(shared: Shared, typed: Form, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The mirror form: one question an area the preceptee rated, by section. Their own rating is not in it."""
    sections = []
    rated = {item.code for item in shared.rated}
    for section in shared.answers.sections:
        items = [item for item in section.items if item.code in rated]
        if items:
            fields = [_view_field(shared.answers.instrument, item, typed, problems) for item in items]
            sections.append({"title": section.title, "fields": fields})
    return sections


def typed_view(ratings: Mapping[str, int]) -> dict[str, list[str]]:
    """A stored view as the form fields that would store it again."""
    return {f"{item}-{PART}": [str(rating)] for item, rating in ratings.items()}


def view_problems(items: Sequence[NeedItem], problems: Mapping[str, str]) -> dict[str, str]:
    """Problems for the summary at the top of the page, each naming its area."""
    names = {f"{item.code}-{PART}": item.text for item in items}
    return {
        field: f"{names[field]}: {message}" if field in names else message
        for field, message in problems.items()
    }


def view_clash(shared: Shared, typed: Form) -> list[ClashRow]:
    """Where the saved view and the typed one differ, area by area."""
    stored = typed_view(shared.view.ratings)
    instrument = shared.answers.instrument
    return [
        ClashRow(item.text, _rating_words(instrument, stored, item), _rating_words(instrument, typed, item))
        for item in shared.rated
    ]


def beside_table(shared: Shared, *, own: str, other: str) -> Table:
    """Both people's ratings of confidence, the furthest apart first; `own` and `other` head the columns."""
    beside = shared.beside
    return Table(
        id="beside",
        title="Confidence, side by side",
        subtitle=f"{shared.point.title}: from 1 (not yet confident) to 5 (very confident)",
        columns=(
            Column(key="area", title="Area", meaning="What was rated."),
            Column(key="own", title=own, unit="count", meaning="The preceptee's own confidence."),
            Column(key="view", title=other, unit="count", meaning="The preceptor's view of it."),
            Column(key="words", title="In words", meaning="How far apart the two are."),
        ),
        rows=tuple(
            (pair.item.text, _number(pair.own), _number(pair.view), apart_words(pair))
            for pair in beside.pairs
        ),
        sentence=beside_sentence(beside),
    )


def beside_sentence(beside: Beside) -> str:
    """How many areas the two see differently."""
    if not beside.pairs:
        return "There is no area that both of you rated."
    if len(beside.same) == len(beside.pairs):
        return (
            f"You see all {plural(len(beside.pairs), 'area')} the same way."
            if len(beside.pairs) > 1
            else "You see the one area you both rated the same way."
        )
    return (
        f"You both rated {plural(len(beside.pairs), 'area')}. You are 2 or more steps apart in "
        f"{len(beside.far)}, 1 step apart in {len(beside.near)}, and see {len(beside.same)} the same way."
    )


def apart_words(pair: Pair) -> str:
    """How far apart two ratings are.

    >>> item = NeedItem(code="N01", text="On call")
    >>> apart_words(Pair(item=item, own=2, view=4)), apart_words(Pair(item=item, own=3, view=3))
    ('Preceptor sees 2 steps more', 'The same')
    """
    if pair.apart == 0:
        return "The same"
    return f"Preceptor sees {plural(abs(pair.apart), 'step')} {'more' if pair.apart > 0 else 'less'}"


def ratings_table(shared: Shared) -> Table:
    """A preceptee's importance and confidence in each area, in the order asked."""
    ratings = shared.answers.ratings
    return Table(
        id="ratings",
        title="Importance and confidence",
        subtitle=f"{shared.point.title}: ratings from 1 (low) to 5 (high)",
        columns=(
            Column(key="area", title="Area", meaning="What was rated."),
            Column(
                key="importance", title="Importance", unit="count", meaning="1 not important, 5 essential."
            ),
            Column(
                key="confidence", title="Confidence", unit="count", meaning="1 not yet, 5 very confident."
            ),
        ),
        rows=tuple(
            (
                item.text,
                _number(ratings[item.code].importance),
                _number(ratings[item.code].confidence),
            )
            for item in shared.answers.items
            if item.code in ratings
            and (ratings[item.code].importance is not None or ratings[item.code].confidence is not None)
        ),
        sentence="Importance and confidence as the preceptee rated them.",
    )


def open_needs(shared: Shared, profile: Profile) -> list[dict[str, object]]:
    """A preceptee's needs in order, in words: what an open profile shows, without ratings or notes."""
    instrument = shared.answers.instrument
    return [
        {
            "code": own.item.code,
            "text": own.item.text,
            "words": gap_words(own.gap).capitalize(),
            "support": option_label(instrument.support, own.support) if own.support else "",
            "steps": own.item.next_steps,
        }
        for own in profile.needs
    ]


def open_profile_sentence(name: str, profile: Profile) -> str:
    """What an open profile says first."""
    if not profile.rated:
        return f"{name} rated no area for both importance and confidence."
    return (
        f"{name} rated {plural(len(profile.rated), 'area')}. In {plural(len(profile.needs), 'area')} their "
        "confidence is below how important the area is to them: those are their needs, the strongest first."
    )


def _view_field(
    instrument: Instrument, item: NeedItem, typed: Form, problems: Mapping[str, str]
) -> dict[str, Any]:
    name = f"{item.code}-{PART}"
    chosen = next(iter(typed.get(name, ())), "")
    return {
        "name": name,
        "idPrefix": name,
        "classes": "nhsuk-radios--small",
        "small": True,
        "fieldset": {"legend": {"html": str(escape(item.text)), "classes": "nhsuk-fieldset__legend--s"}},
        "items": [
            *(
                {"value": option.code, "text": option.label, "checked": chosen == option.code}
                for option in instrument.confidence
            ),
            {"divider": "or"},
            {"value": "", "text": CANNOT_SAY, "checked": chosen == ""},
        ],
        "errorMessage": {"text": problems[name]} if name in problems else None,
    }


def _rating_words(instrument: Instrument, fields: Form, item: NeedItem) -> str:
    chosen = next(iter(fields.get(f"{item.code}-{PART}", ())), "")
    return option_label(instrument.confidence, chosen) if chosen else CANNOT_SAY


def _number(rating: int | None) -> Cell | str:
    return Cell(text=str(rating), value=rating) if rating in RATINGS else "Not rated"
