"""What a preceptor's own numbers come to, in words: for their result page and their workbook."""

from dataclasses import dataclass
from decimal import Decimal

from app.binding import DEFAULTS, conclude, preceptor_time
from frameworks.language import mark, say, say_count
from mapping.places import PreceptorConclusion, Slots

RATIO_SOURCE = mark(
    "The ratio of 2 preceptees for each preceptor comes from nursing. None is confirmed for allied health "
    "professions."
)
NO_HOURS = mark("You did not say how many hours a year you are given, so this cannot be worked out.")
BARRED = {
    "not-eligible": mark(
        "You cannot take a preceptee yet: you said you have not been registered for 12 months at the same level "
        "or above. That is what limits you now, not your hours."
    ),
    "not-trained": mark(
        "Training is what limits you now: you said you have none, or that it is out of date. That comes "
        "before your hours."
    ),
    "not-willing": mark(
        "You said you would rather not take a preceptee at present, so no places are counted."
    ),
}


@dataclass(frozen=True)
class Conclusion:
    """The limit that binds in one sentence, what follows from it, the numbers, and where they come from."""

    limit: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


def conclusion_words(facts: dict[str, tuple[str, ...]]) -> Conclusion:
    """The result page's first part; without hours only the sentence that says so."""
    found, time = conclude(facts), preceptor_time(facts)
    if found is None or time is None:
        return Conclusion(limit=say(NO_HOURS), sentences=(), rows=(), sources=())
    slots = found.slots
    rows = (
        (say("Protected hours a year"), figure(time.protected_hours)),
        (say("Hours a year for your own training and peers"), figure(time.fixed_hours)),
        (say("Hours a year for each preceptee"), figure(time.hours_per_preceptee)),
        (say("Places by time"), str(slots.by_time)),
        (say("Places by ratio"), str(slots.by_ratio)),
        (say("Places"), str(slots.slots)),
        (say("Preceptees now"), str(found.preceptees_now)),
        (say("Free places"), str(found.free)),
        (say("More hours a year needed for one more"), figure(found.hours_short)),
    )
    left = [say(words) for code, words in DEFAULTS.items() if code not in facts]
    used = say("Where you left a question blank we used: {defaults}.", defaults="; ".join(left))
    return Conclusion(
        limit=limit_words(slots),
        sentences=_follows(facts, found),
        rows=rows,
        sources=(*((used,) if left else ()), say(RATIO_SOURCE)),
    )


def limit_words(slots: Slots) -> str:
    """Which limit binds.

    >>> limit_words(Slots(by_time=1, by_ratio=2, slots=1, limit="time"))
    'Time is the limit. Your hours allow 1 preceptee, fewer than the 2 the usual ratio allows.'
    """
    if slots.limit in BARRED:
        return say(BARRED[slots.limit])
    allowed = say_count("{count} preceptee", "{count} preceptees", slots.by_time)
    if slots.limit == "time":
        return say(
            "Time is the limit. Your hours allow {allowed}, fewer than the {ratio} the usual ratio allows.",
            allowed=allowed,
            ratio=slots.by_ratio,
        )
    if slots.limit == "ratio":
        return say(
            "The ratio is the limit. Your hours would allow {allowed}, and the usual ratio is at most {ratio}.",
            allowed=allowed,
            ratio=slots.by_ratio,
        )
    return say("Time and ratio are the limit together: both allow {allowed}.", allowed=allowed)


def figure(hours: Decimal) -> str:
    """Hours without spare zeros.

    >>> figure(Decimal("16.50")), figure(Decimal("120"))
    ('16.5', '120')
    """
    return f"{hours.normalize():f}"


def _follows(facts: dict[str, tuple[str, ...]], found: PreceptorConclusion) -> tuple[str, ...]:
    """What the limit means beside the preceptees of now and the number the preceptor could support well."""
    sentences = []
    over = found.preceptees_now - found.slots.slots
    if over > 0:
        allowed = say_count("{count} place", "{count} places", found.slots.slots)
        now = say_count("{count} preceptee", "{count} preceptees", found.preceptees_now)
        sentences.append(
            say(
                "You support {now} now, {over} more than the {allowed} counted here.",
                now=now,
                over=over,
                allowed=allowed,
            )
        )
    elif found.free:
        sentences.append(say("You have room for {free} more than you support now.", free=found.free))
    possible = next(iter(facts.get("preceptees-possible", ())), "")
    if possible and int(possible) != found.slots.slots:
        sentences.append(
            say(
                "You said you could support {possible} well at one time. Talk with your preceptorship lead about "
                "why that differs from the places counted here.",
                possible=possible,
            )
        )
    if found.hours_short > 0:
        sentences.append(
            say_count(
                "One more preceptee would take {hours} more protected hour a year than you have.",
                "One more preceptee would take {hours} more protected hours a year than you have.",
                1 if found.hours_short == 1 else 5,
                hours=figure(found.hours_short),
            )
        )
    return tuple(sentences)
