"""Words an item must not use: we ask about confidence and support and never test anyone again (HCPC-P3)."""

import re

REFUSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(in)?competen(t|ce|cy|cies|tly)\b", re.IGNORECASE),
        "say 'confidence' or 'support': HCPC principle 3 rules out judging competence",
    ),
    (
        re.compile(r"\b(pass|passes|passed|fail|fails|failed|failing|failure)\b", re.IGNORECASE),
        "preceptorship is not something a person passes or fails; say what is in place",
    ),
    (
        re.compile(r"\b(deficien(t|cy|cies)|inadequate|incapable|unfit|remedial)\b", re.IGNORECASE),
        "this labels a person; say what support is needed",
    ),
    (
        re.compile(r"\b(re-?test|re-?examin)(s|ed|es|ing|e)?\b", re.IGNORECASE),
        "preceptorship never tests people again; say what they reflect on",
    ),
)


def refused_words(text: str) -> list[str]:
    """One sentence for each kind of refused word in the text, saying what to write instead.

    >>> refused_words("Confident in own judgement.")
    []
    >>> refused_words("Is competent.")
    ["'competent': say 'confidence' or 'support': HCPC principle 3 rules out judging competence"]
    """
    return [f"'{found.group()}': {why}" for pattern, why in REFUSED if (found := pattern.search(text))]
