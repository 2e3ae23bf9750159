"""Any framework that keeps the rules: for round trips through every file format."""

import string
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from frameworks.model import Actor, Framework, Item, Kind, NamedResult, Provenance, Scoring, Source, Tier
from frameworks.wording import refused_words

AWKWARD = (
    "=1+1",
    "+44 20",
    "-5",
    "@name",
    "3.30",
    "2023-11",
    "1E5",
    "TRUE",
    "null",
    "a, b; c | d",
    "two\nlines",
    "Cymraeg: ŵ, é – “quoted” & <b>",
    "😀",
    "'quoted'",
    "# not a note",
)
"""Texts that spreadsheets, YAML or CSV are known to change."""


def is_allowed(text: str) -> bool:
    """Whether our wording guard lets a text pass."""
    return not refused_words(text)


def texts(*, longest: int = 25) -> SearchStrategy[str]:
    """Words a person could have typed: not blank, no spaces at the ends, no control characters."""
    characters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    free = st.text(characters, min_size=1, max_size=longest).map(str.strip).filter(bool)
    return (st.sampled_from(AWKWARD) | free).filter(is_allowed)


def ids() -> SearchStrategy[str]:
    """An id such as `nhse-ahp-2023`."""
    rest = st.text(string.ascii_lowercase + string.digits + "-", max_size=8)
    return st.tuples(st.sampled_from(string.ascii_lowercase), rest).map("".join)


def codes() -> SearchStrategy[str]:
    """A code as items have it, those a spreadsheet takes for a number or a date among them."""
    rest = st.text(string.ascii_letters + string.digits + ".-", max_size=5)
    free = st.tuples(st.sampled_from(string.ascii_letters + string.digits), rest).map("".join)
    return st.sampled_from(("3.30", "3.3", "1", "01", "1E5", "2023-11-01", "TRUE", "1-2")) | free


def numbers() -> SearchStrategy[float]:
    """A number an item may carry: finite, and no smaller than any file keeps."""
    return st.integers(-(10**9), 10**9).map(float) | st.floats(
        -1e9, 1e9, allow_nan=False, allow_infinity=False
    ).map(lambda value: round(value, 6) + 0.0)


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """None, or something."""
    return st.none() | strategy


def sources() -> SearchStrategy[Source]:
    """Where something was read."""
    return st.builds(
        Source, title=texts(), address=maybe(texts()), published=maybe(texts()), note=maybe(texts())
    )


@composite
def frameworks(draw: DrawFn, *, text: SearchStrategy[str] | None = None) -> Framework:
    """A framework with no problem by `framework_rules`, up to eight items; `text` gives its words."""
    words = texts() if text is None else text
    read_in = draw(st.dictionaries(codes(), sources(), max_size=3))
    tiers = draw(
        st.lists(
            st.builds(Tier, code=codes(), title=words, gist=words),
            max_size=3,
            unique_by=lambda tier: tier.code,
        )
    )
    scored = draw(st.booleans())
    scoring = draw(_scoring(words)) if scored else None
    scores = tuple(scoring.scores) if scoring else (0, 1, 2)
    items = draw(_items(words, tuple(read_in), tuple(tier.code for tier in tiers), scores, scored=scored))
    start, end = sorted(draw(st.lists(st.dates(date(1990, 1, 1), date(2099, 1, 1)), min_size=2, max_size=2)))
    note = draw(maybe(words))
    if any(item.provenance == "working" for item in items):
        note = f"{note or 'All'}: a working draft"
    return Framework(
        id=draw(ids()),
        title=draw(words),
        short_title=draw(words),
        aliases=tuple(draw(st.lists(words.filter(lambda each: "\n" not in each), max_size=2))),
        owner=draw(words),
        edition=draw(words),
        nation=draw(words),
        languages=draw(st.sampled_from((("en",), ("en", "cy")))),
        replaces=draw(maybe(ids())),
        published=draw(maybe(words)),
        in_force_from=draw(maybe(st.just(start))),
        in_force_to=draw(maybe(st.just(end))),
        source=draw(sources()),
        sources=read_in,
        licence=draw(words),
        quoted=draw(st.booleans()),
        optional=draw(st.booleans()),
        note=note,
        tiers=tuple(tiers),
        scoring=scoring,
        items=items,
    )


@composite
def _items(
    draw: DrawFn,
    words: SearchStrategy[str],
    keys: tuple[str, ...],
    tiers: tuple[str, ...],
    scores: tuple[int, ...],
    *,
    scored: bool,
) -> tuple[Item, ...]:
    chosen = draw(st.lists(codes(), min_size=1, max_size=8, unique=True))
    earlier = draw(st.lists(codes(), max_size=4, unique=True))
    items: list[Item] = []
    for number, code in enumerate(chosen):
        read = bool(keys) and draw(st.booleans())
        must = scored and (number == 0 or draw(st.booleans()))
        assessable = must or draw(st.booleans())
        levels = assessable and draw(st.booleans())
        items.append(
            Item(
                code=code,
                title=draw(words),
                gist=f"{draw(words)} {number}.",
                kind=draw(st.sampled_from(get_args(Kind))),
                provenance=draw(st.sampled_from(_provenances(read=read))),
                parent=draw(maybe(st.sampled_from(chosen[:number]))) if number else None,
                was=tuple(earlier[number * 2 : number * 2 + 2]),
                actor=draw(maybe(st.sampled_from(get_args(Actor)))),
                tier=draw(maybe(st.sampled_from(tiers))) if tiers else None,
                mandatory=must,
                assessable=assessable,
                levels={score: f"{draw(words)}." for score in scores} if levels else {},
                source_key=draw(st.sampled_from(keys)) if read else None,
                values=draw(st.dictionaries(words, numbers(), max_size=2)),
            )
        )
    return tuple(items)


def _provenances(*, read: bool) -> tuple[str, ...]:
    """Only what was read somewhere may say so."""
    return get_args(Provenance) if read else ("working",)


@composite
def _scoring(draw: DrawFn, words: SearchStrategy[str]) -> Scoring:
    """A rule in short, or written out as results."""
    named = draw(st.lists(words, min_size=2, max_size=4))
    provenance = draw(st.sampled_from(get_args(Provenance)))
    in_short = draw(st.booleans())
    return Scoring(
        title=draw(words),
        scores=dict(enumerate(named, start=draw(st.integers(0, 1)))),
        mandatory_at_least=draw(st.integers(1, len(named) - 1)) if in_short else None,
        threshold=draw(st.integers(0, 1000)) / 1000 if in_short else None,
        results=() if in_short else draw(_results(words)),
        provenance=provenance,
        note=draw(words if provenance == "working" else maybe(words)),
        equal_share=draw(st.booleans()),
    )


@composite
def _results(draw: DrawFn, words: SearchStrategy[str]) -> tuple[NamedResult, ...]:
    """A number with words for it, a share, and a truth about the share."""
    labels = draw(st.dictionaries(st.integers(0, 5), words, max_size=2))
    level = NamedResult(code="level", title=draw(words), expression="min(all)", labels=labels)
    part = NamedResult(code="part", title=draw(words), expression="share(blank_as_zero(all))", percent=True)
    met = NamedResult(
        code="enough",
        title=draw(words),
        expression="part >= 80%",
        when_met=draw(words),
        when_not=draw(words),
    )
    return (level, part, met)
