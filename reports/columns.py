"""Columns that several tables share, with what each one counts."""

from reports.table import Column

NEED_MEANING = "Share of people who rated their confidence lower than the importance of the area."
WORDS = (
    Column(key="area", title="Need area", meaning="What people were asked to rate, in short."),
    Column(key="item", title="Item", meaning="The code of the need area in the questionnaire."),
    Column(key="section", title="Section", meaning="The part of the questionnaire the area is in."),
)
FIGURES = (
    Column(key="need_share", title="Share with a need", unit="percent", meaning=NEED_MEANING),
    Column(
        key="need_low",
        title="Need: lower limit",
        unit="percent",
        meaning="Lower end of the 95% interval (Wilson) of the share with a need.",
    ),
    Column(
        key="need_high",
        title="Need: upper limit",
        unit="percent",
        meaning="Upper end of the 95% interval (Wilson) of the share with a need.",
    ),
    Column(
        key="need",
        title="People with a need",
        unit="count",
        meaning="People who rated their confidence lower than the importance of the area.",
    ),
    Column(key="n", title="People who rated both", unit="count", meaning="People who gave both ratings."),
    Column(key="missing", title="Left blank", unit="count", meaning="People asked who left a rating out."),
    Column(
        key="not_in_role",
        title="Not in my role",
        unit="count",
        meaning="People who said it is not in their role. They are not counted in any share.",
    ),
    Column(
        key="important_share",
        title="Rated important",
        unit="percent",
        meaning="Share of people who rated importance 4 or 5.",
    ),
    Column(
        key="confident_share",
        title="Rated confident",
        unit="percent",
        meaning="Share of people who rated confidence 4 or 5.",
    ),
    Column(
        key="mean_importance",
        title="Mean importance",
        unit="mean",
        meaning="Average importance, 1 to 5.",
    ),
    Column(
        key="mean_confidence",
        title="Mean confidence",
        unit="mean",
        meaning="Average confidence, 1 to 5.",
    ),
    Column(
        key="rds",
        title="Ranked discrepancy score",
        unit="score",
        meaning="From -100 (everyone has a need) to 100 (everyone's confidence is above importance).",
    ),
)
COMBINED_NOTE = (
    "Each figure adds up the figures shown for its areas, so one person may be counted once for each area. "
    "It is hidden when fewer than half of the areas can be shown."
)
COMBINED = (
    Column(key="based_on", title="Areas used", meaning="How many of the areas could be shown and are used."),
    Column(key="ratings", title="Ratings", unit="count", meaning="Pairs of ratings added up over areas."),
    Column(
        key="need_ratings",
        title="Ratings with a need",
        unit="count",
        meaning="Pairs of ratings with confidence below importance.",
    ),
    Column(
        key="need_share",
        title="Share with a need",
        unit="percent",
        meaning="Ratings with a need as a share of the ratings added up.",
    ),
)
