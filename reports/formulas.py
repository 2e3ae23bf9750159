"""How each published figure is worked out, in words, with where the formula comes from (`DOMAIN.md` 4.2)."""

from frameworks.model import Frozen
from mapping.policy import ROUND_TO
from surveys.counts import PAIR_BANDS

RANKED = "Ranked discrepancy model, Narine and Harder 2021"
WILSON = "Wilson's 95% interval for a share"
NEWCOMBE = "Newcombe's 95% interval for a difference of two shares, 1998, method 10"
QUADRANTS = "Importance–performance analysis, Martilla and James 1977"
BARRIERS = "Training or organisation: Hennessy and Hicks, and COM-B"
LENS = "Three lenses: Hennessy and Hicks extended, with thresholds of our own judgement"
OURS = "A plain count"
PERCENTAGE = "A plain percentage"
ROUNDED = f"both rounded to the nearest {ROUND_TO} first"


class Formula(Frozen):
    """How one measure is worked out, and its source."""

    words: str
    source: str


FORMULAS = {
    "need_share": Formula(
        words="People whose confidence rating is lower than their importance rating (NR), divided by the people "
        f"who gave both ratings (n), {ROUNDED}: 100 × NR ÷ n. People who left a rating out, and people who said "
        "it is not in their role, are in neither number.",
        source=f"NR and n are those of the {RANKED[0].lower()}{RANKED[1:]}",
    ),
    "need_low": Formula(
        words="The lower end of the range in which the share would lie for most such groups of this size, from p, "
        "the share with a need, and n: (p + z²÷2n) ÷ (1 + z²÷n) less z × √(p(1 − p)÷n + z²÷4n²) ÷ (1 + z²÷n), "
        "with z = 1.96.",
        source=WILSON,
    ),
    "need_high": Formula(
        words="The upper end of the same range: its two parts added instead of taken away.", source=WILSON
    ),
    "need": Formula(
        words="How many people rated their confidence lower than the importance (NR).", source=RANKED
    ),
    "n": Formula(words="How many people gave both ratings, or answered the question (n).", source=OURS),
    "missing": Formula(words="How many of the people asked left one rating or both out.", source=OURS),
    "not_in_role": Formula(words="How many of the people asked said it is not in their role.", source=OURS),
    "important_share": Formula(
        words=f"People who rated the importance 4 or 5, divided by those who gave both ratings, {ROUNDED}.",
        source=QUADRANTS,
    ),
    "confident_share": Formula(
        words=f"People who rated their confidence 4 or 5, divided by those who gave both ratings, {ROUNDED}.",
        source=QUADRANTS,
    ),
    "mean_importance": Formula(
        words="Each rating from 1 to 5, times the rounded number of people who gave it, added up and divided by "
        "those people.",
        source="Arithmetic mean",
    ),
    "mean_confidence": Formula(
        words="Worked out like the mean importance, from the ratings of confidence.", source="Arithmetic mean"
    ),
    "rds": Formula(
        words="100 × (PR − NR) ÷ n. PR is how many people rated their confidence higher than the importance, NR how "
        "many rated it lower; those who rated both alike count for neither. −100 means that everyone has a need, "
        "100 that everyone's confidence is higher.",
        source=RANKED,
    ),
    "quadrant": Formula(
        words="High or low against two means: of the shares that rated the areas important, and of the shares that "
        "were confident, over all areas that can be shown.",
        source=QUADRANTS,
    ),
    "based_on": Formula(
        words="How many of its need areas have a share that can be shown. Only those are added up.",
        source=OURS,
    ),
    "ratings": Formula(words="The people who gave both ratings, added up over the areas used.", source=OURS),
    "need_ratings": Formula(
        words="The people with a need, added up over the areas used. One person can be counted once for each.",
        source=RANKED,
    ),
    "support": Formula(
        words="Mostly learning where the whole range of the share that chose learning lies above 50%, mostly "
        "organisation where it lies below, and mixed where 50% is within it.",
        source=BARRIERS,
    ),
    "support_n": Formula(
        words="How many people with a need here chose a kind of support. Those who chose none are left out.",
        source=OURS,
    ),
    "learning": Formula(
        words="How many of them chose training or study, practice with someone beside them, or support from peers.",
        source=BARRIERS,
    ),
    "organisation": Formula(
        words="How many of them chose protected time, equipment or access, or a clearer policy or way of working.",
        source=BARRIERS,
    ),
    "learning_share": Formula(
        words="Those who chose learning, divided by those with a need who chose a kind of support, "
        f"{ROUNDED}.",
        source=BARRIERS,
    ),
    "learning_low": Formula(
        words="The lower end of the range in which the share that chose learning would lie for most such groups "
        "of this size.",
        source=WILSON,
    ),
    "learning_high": Formula(words="The upper end of the same range.", source=WILSON),
    "organisation_share": Formula(
        words="Those who chose what the organisation gives, divided by those with a need who chose a kind of "
        f"support, {ROUNDED}.",
        source=BARRIERS,
    ),
    "low": Formula(
        words="The lower end of the range in which the share would lie for most such groups of this size, worked out "
        "from the share p and the people n it is of: (p + z²÷2n) ÷ (1 + z²÷n) less "
        "z × √(p(1 − p)÷n + z²÷4n²) ÷ (1 + z²÷n), with z = 1.96.",
        source=WILSON,
    ),
    "high": Formula(
        words="The upper end of the same range: its two parts added instead of taken away.", source=WILSON
    ),
    "difference": Formula(
        words="The share who often think about leaving in the first group, less the share in the second, in "
        "percentage points, from counts that are shown.",
        source="A plain difference",
    ),
    "difference_low": Formula(
        words="The difference d, less √((p1 − l1)² + (u2 − p2)²), with p the two shares and l and u the limits of "
        "each.",
        source=NEWCOMBE,
    ),
    "difference_high": Formula(
        words="The difference d, plus √((u1 − p1)² + (p2 − l2)²), with the same p, l and u.", source=NEWCOMBE
    ),
    "score": Formula(
        words="Each answer's points (10 for strongly disagree, 7.5, 5, 2.5, 0 for strongly agree), times the rounded "
        "number of people who gave it, added up and divided by those people.",
        source="NHS Staff Survey, as recalled; not confirmed",
    ),
    "published": Formula(words="Taken over as another survey published it.", source="The survey named"),
    "started": Formula(words="How many people started, added up over organisations.", source=OURS),
    "answered": Formula(words="How many people sent their answers.", source=OURS),
    "headcount": Formula(
        words="How many people there are, from the file of headcounts that was loaded when the release was made.",
        source="The source named with it",
    ),
    "response_rate": Formula(
        words=f"The people who answered, rounded to the nearest {ROUND_TO}, divided by the headcount.",
        source=PERCENTAGE,
    ),
    "lens_need": Formula(
        words="Over the construct's need areas with a share that can be shown, preceptees with a need added up (NR), "
        "divided by the preceptees who gave both ratings added up (n): 100 × NR ÷ n.",
        source=RANKED,
    ),
    "lens_need_low": Formula(
        words="The lower end of the range around the share. The same people rate all areas, so the number of people "
        "in it is that of the area that the fewest rated.",
        source=WILSON,
    ),
    "lens_need_high": Formula(words="The upper end of the same range.", source=WILSON),
    "need_level": Formula(
        words="High where the whole range lies above the threshold, low where it lies below, and else unclear. Hidden "
        "where too little can be shown, and not asked where nothing was.",
        source=LENS,
    ),
    "lens_capacity": Formula(
        words="Preceptors who gave one of the answers that count, divided by those who answered the question; or, "
        "where the lens reads need areas, worked out like the need, from preceptors' own ratings.",
        source=PERCENTAGE,
    ),
    "lens_capacity_low": Formula(words="The lower end of the range around the share.", source=WILSON),
    "lens_capacity_high": Formula(words="The upper end of the same range.", source=WILSON),
    "capacity_level": Formula(
        words="Enough where the whole range lies above the threshold, short where it lies below, and else unclear. Of "
        "preceptors' own need it is the other way round: much need is short.",
        source=LENS,
    ),
    "lens_provision": Formula(
        words="Organisations that gave one of the answers that count, divided by those that answered the question.",
        source=PERCENTAGE,
    ),
    "provision_level": Formula(
        words="In place, partly or not in place, by two thresholds. Organisations are counted, not sampled, so no "
        "range is used.",
        source=LENS,
    ),
    "action": Formula(
        words="What the table of actions holds for the three levels and for what the capacity figure speaks of. A lens "
        "that is hidden or was not asked always gives unknown; one that is unclear never gives more than monitor.",
        source=LENS,
    ),
    "count": Formula(words="How many gave this answer.", source=OURS),
    **{
        f"score_{score}": Formula(
            words=f"How many organisations gave themselves the score {score}. Those whose own version leaves the "
            "criterion out are in no number.",
            source=OURS,
        )
        for score in range(10)
    },
    "organisations": Formula(words="How many organisations answered the question.", source=OURS),
    "handed_out": Formula(words="How many invitation codes were handed out and not withdrawn.", source=OURS),
    "submitted": Formula(words="How many people sent their answers.", source=OURS),
    "pairs": Formula(
        words="How many preceptees rated their confidence and had a preceptor give their view of it, once each.",
        source=OURS,
    ),
    "same_share": Formula(
        words="Pairs with both ratings in the same band (1 or 2, 3, or 4 or 5), divided by all nine counts of pairs "
        "added up.",
        source=PERCENTAGE,
    ),
    "more_share": Formula(
        words="Pairs with the preceptor's band above the preceptee's, divided in the same way.",
        source=PERCENTAGE,
    ),
    "less_share": Formula(
        words="Pairs with the preceptor's band below the preceptee's, divided in the same way.",
        source=PERCENTAGE,
    ),
    "kappa": Formula(
        words="1 − ΣwO ÷ ΣwE over the nine rounded counts: O is a count, E what chance would give it, and w the "
        "squared distance of the two bands, 1 for the furthest.",
        source="Cohen's weighted kappa, quadratic weights (Cohen 1968)",
    ),
    "icc": Formula(
        words="(MSR − MSE) ÷ (MSR + MSE + 2 × (MSC − MSE) ÷ n) over the nine rounded counts, the bands taken as 1, 2 "
        "and 3: MSR, MSC and MSE are the mean squares of pairs, of the two raters, and of what is left.",
        source="ICC(2,1), absolute agreement of single ratings (Shrout and Fleiss 1979)",
    ),
    **dict.fromkeys(
        (f"{own}_{view}" for own in PAIR_BANDS for view in PAIR_BANDS),
        Formula(words="How many pairs gave these two bands.", source=OURS),
    ),
}
SHARES = {
    "section": Formula(
        words="Over the areas used, the people with a need added up (NR), divided by the people who gave both "
        "ratings added up (n): 100 × NR ÷ n. Only counts that are shown are used.",
        source=RANKED,
    ),
    "question": Formula(
        words=f"Those who gave this answer, divided by those who answered the question, {ROUNDED}.",
        source=PERCENTAGE,
    ),
    "association": Formula(
        words="Those of the group who often think about leaving, divided by all of the group who said whether they do, "
        f"{ROUNDED}.",
        source=PERCENTAGE,
    ),
    "taking part": Formula(
        words=f"The answers sent, divided by the codes handed out, {ROUNDED}.", source=PERCENTAGE
    ),
}
SHARES["element"] = SHARES["section"]
OF_ORGANISATIONS = Formula(
    words="Organisations that gave this answer, divided by the organisations that answered the question, as a whole "
    "percentage. Of leavers: those who left, divided by those who started, both rounded first.",
    source=PERCENTAGE,
)


def formula_of(measure: str, kind: str, audience: str) -> Formula | None:
    """The formula of a measure in a row of this kind."""
    if measure == "share" and audience == "organisation":
        return OF_ORGANISATIONS
    if measure in {"need_share", "share"} and kind in SHARES:
        return SHARES[kind]
    return FORMULAS.get(measure)
