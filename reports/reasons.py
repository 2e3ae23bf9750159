"""Why a published figure reads as it does: the rule that was applied to it, in plain words.

A hidden figure is never told apart by the reason that hid it: only what other published cells say already.
"""

from mapping.cell import HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, Cell
from mapping.figures import Dimension, Withheld
from mapping.policy import HIDE_UP_TO, MINIMUM_GROUP, MINIMUM_ORGANISATIONS, PERCENTAGE_BASE, ROUND_TO
from reports.values import NOT_CALCULABLE
from reports.wording import withheld_words

SUPPORT_SHARES = {"learning_share", "organisation_share"}
PERCENTS = {"need_share", "important_share", "confident_share", "share", "response_rate"} | SUPPORT_SHARES
MEANS = {"mean_importance", "mean_confidence"}
LIMITS = {"need_low", "need_high", "learning_low", "learning_high", "low", "high"}
POINTS = {"difference", "difference_low", "difference_high"}
AGREEMENT = {"same_share", "more_share", "less_share", "kappa", "icc"}
COMBINED = {"section", "element", "construct"}
ONE_SIGN = (
    "It may also be hidden only because another figure could be worked out from it. The sign is the same for every "
    "reason, so that it gives nothing away."
)
FEW = (
    f"Too few people on one side: {HIDE_UP_TO} or fewer, nobody among them, or all but {HIDE_UP_TO} or fewer; or the "
    f"people it counts are fewer than {MINIMUM_GROUP}, or mostly from one organisation. {ONE_SIGN}"
)
FEW_ORGANISATIONS = (
    f"Fewer than {MINIMUM_ORGANISATIONS} organisations answered here, or would be left over elsewhere; or, of starters "
    f"and leavers, too few people on one side. {ONE_SIGN}"
)
SUPPORT = SUPPORT_SHARES | {
    "support",
    "support_n",
    "learning",
    "organisation",
    "learning_low",
    "learning_high",
}
WITH_NEED = "Support is counted among people with a need only, and is hidden wherever their number is."
MEAN = "A mean is shown only when the number of people who gave each of the 5 ratings could be."
ALL_OF = {
    "mean_importance": MEAN,
    "mean_confidence": MEAN,
    "rds": "The score is shown only when the numbers of people with a need, with more confidence than the "
    "importance, and with both alike all could be.",
    "score": "A score is shown only when the number of people who gave each of the 5 answers is.",
    **dict.fromkeys(POINTS, "A difference is shown only when all four numbers of people it comes from are."),
    "support": "It is told only where the share it is worked out from can be shown.",
    **dict.fromkeys(AGREEMENT, "Agreement is shown only when all nine counts of pairs it comes from are."),
}
"""What has to be shown for a figure to be, where that is more than its own count."""

OUTSIDE = {
    "published": (
        "As another survey published it.",
        "No published share could be confirmed, so none is shown.",
    ),
    "headcount": (
        "A known headcount: not from anybody's answers, so it is not rounded.",
        "How many people there are was not known when this release was made.",
    ),
    "response_rate": ("", "How many people there are was not known, so there is nothing to divide by."),
}
"""Figures that rest on something outside the survey: why one reads as it does, and why one is not available."""

TOO_MANY = "More people answered than the headcount says there are, so the headcount cannot be right."

NOT_ASKED = {
    "criterion": "The version used here does not have this criterion, so there is nothing to count.",
    "construct": "Nothing was asked about it, so this lens is not known.",
    "element": "No need area is linked to it, so there is nothing to count.",
    "area": "This area is not asked of this group, so there is nothing to count.",
}
DOES_NOT_APPLY = "This does not apply here, so there is nothing to count."
NOTHING_HERE = "This release has no figure here: nobody in this group answered."


FROM_SHOWN = "Worked out only from figures that are shown."
BY_THRESHOLD = "Given by the thresholds below, from figures that are shown or by the sign that they are not."
RULED = {
    **dict.fromkeys(("need_level", "capacity_level", "provision_level"), BY_THRESHOLD),
    "action": "Given by the table of actions, from the three levels and nothing else.",
    **dict.fromkeys({"based_on", "quadrant", "support"} | POINTS | AGREEMENT, FROM_SHOWN),
}
"""Words that a rule gives, and which rule."""


def figure_reason(
    entry: Cell | str,
    *,
    measure: str,
    kind: str,
    audience: str,
    group: tuple[Dimension, str],
    withheld: Withheld | None = None,
    n: Cell | None = None,
) -> str:
    """The rule applied to one figure. `n` is the published number of people it is a share or mean of."""
    text = entry if isinstance(entry, str) else entry.text
    if text == NOT_APPLICABLE:
        return NOT_ASKED.get(kind, DOES_NOT_APPLY)
    if text == NOT_AVAILABLE:
        return OUTSIDE.get(measure, ("", NOTHING_HERE))[1]
    if text == NOT_CALCULABLE.text:
        return TOO_MANY
    if text != HIDDEN:
        return _shown(measure, kind, audience)
    if withheld is not None:
        return withheld_words(withheld, group[0])
    return _hidden(measure, kind, audience, n)


def _shown(measure: str, kind: str, audience: str) -> str:
    if words := OUTSIDE.get(measure, ("", ""))[0] or RULED.get(measure):
        return words
    if audience == "organisation":
        return (
            f"Numbers of organisations are exact from {MINIMUM_ORGANISATIONS} upwards; numbers of starters and "
            f"leavers are people, and are rounded to the nearest {ROUND_TO}."
        )
    if kind in COMBINED:
        return "Worked out only from figures that are shown for its areas, each already rounded."
    if form := _form(measure):
        return f"{form}, for {PERCENTAGE_BASE} people or more, from counts rounded to the nearest {ROUND_TO}."
    return f"Rounded to the nearest {ROUND_TO}."


def _form(measure: str) -> str:
    """How a figure made from counts is written; empty for a count."""
    if measure in PERCENTS | LIMITS:
        return "A whole percentage"
    if measure in MEANS or measure == "score":
        return "To one decimal"
    return "A whole number" if measure == "rds" else ""


def _hidden(measure: str, kind: str, audience: str, n: Cell | None) -> str:
    if audience == "organisation":
        return FEW_ORGANISATIONS
    if kind == "construct":
        return (
            "The figures it is worked out from cannot be shown: fewer than half of the need areas have a share that "
            "can, or one of the answers that count is hidden."
        )
    if kind in COMBINED or measure == "quadrant":
        return (
            "The figures it is worked out from cannot be shown: for a section or an element, fewer than half of its "
            "areas have a share that can."
        )
    if _form(measure) and n is not None and n.value is not None and n.value < PERCENTAGE_BASE:
        return (
            f"Percentages, means and scores are shown only for {PERCENTAGE_BASE} people or more, and here there are "
            f"about {n.text}."
        )
    words = " ".join(filter(None, (ALL_OF.get(measure), FEW)))
    return f"{words} {WITH_NEED}" if measure in SUPPORT else words
