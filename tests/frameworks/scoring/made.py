"""Expressions made at random over a small framework, and obvious ways to work them out."""

from hypothesis import strategies as st

from frameworks.scoring.inputs import Inputs

CODES = ("A1", "A2", "B1", "B2", "B3")
INPUTS = Inputs(
    items=CODES,
    mandatory=("A1", "B1"),
    attested=("A1", "A2"),
    tiers={"core": ("A1", "A2"), "gold": ("B1", "B2", "B3")},
    children={"A": ("A1", "A2"), "B": ("B1", "B2", "B3")},
    below={"A": ("A1", "A2"), "B": ("B1", "B2", "B3")},
)
SETS = st.sampled_from(
    [
        "all",
        "mandatory",
        "attested",
        'tier("core")',
        'section("B")',
        'items("A1", "B3")',
        'without(all, tier("core"))',
    ]
)
BLANKS_AS_ZERO = st.builds("blank_as_zero({})".format, SETS)


def numbers(sets: st.SearchStrategy[str], *, counts_answers: bool) -> st.SearchStrategy[str]:
    """Number expressions one level deep."""
    what = ["sum", "mean", "share", "min", "max", "size", *(["answered"] if counts_answers else [])]
    return st.one_of(
        st.builds("{}".format, st.integers(0, 12)),
        st.builds("{}%".format, st.integers(0, 120)),
        st.builds("{}({})".format, st.sampled_from(what), sets),
        st.builds("count({}, {})".format, sets, st.integers(0, 3)),
        st.builds('score("{}")'.format, st.sampled_from(CODES)),
    )


def truths(number: st.SearchStrategy[str], sets: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Truth expressions one level deep over these numbers."""
    return st.one_of(
        st.sampled_from(["true", "false"]),
        st.builds("{}({}, {})".format, st.sampled_from(["every", "some"]), sets, st.integers(0, 3)),
        st.builds("{} {} {}".format, number, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), number),
    )


def expressions(*, blanks: bool = True) -> st.SearchStrategy[str]:
    """Well-formed expressions of either kind; without `blanks` none looks at whether an item was answered."""
    sets = st.one_of(SETS, BLANKS_AS_ZERO) if blanks else SETS
    number = st.deferred(lambda: st.one_of(plain, plain, wider))
    truth = st.deferred(lambda: st.one_of(simple, simple, joined))
    plain = numbers(sets, counts_answers=blanks)
    simple = truths(plain, sets)
    wider = st.one_of(
        st.builds("({} {} {})".format, number, st.sampled_from(["+", "-", "*", "/"]), number),
        st.builds("{}({}, {})".format, st.sampled_from(["lowest", "highest"]), number, number),
        st.builds("(if {} then {} else {})".format, truth, number, number),
        st.builds("(-{})".format, plain),
    )
    joined = st.one_of(
        st.builds("({} {} {})".format, truth, st.sampled_from(["and", "or"]), truth),
        st.builds("(not {})".format, truth),
        st.builds("(if {} then {} else {})".format, truth, truth, truth),
        st.builds("({} >= {})".format, number, number),
    )
    return st.one_of(number, truth).filter(lambda text: len(text) <= 400)


SCORES = st.fixed_dictionaries(dict.fromkeys(CODES, st.one_of(st.none(), st.integers(0, 2))))
