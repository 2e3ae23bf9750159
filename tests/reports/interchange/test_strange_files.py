"""Files that make no sense are refused as such, whatever they hold: nothing else is ever raised."""

import contextlib
import copy
import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from frameworks.document import DefinitionError
from reports.interchange.fhir.answers import write_response
from reports.interchange.fhir.answers_reading import read_response
from reports.interchange.fhir.convert import read_questionnaire, write_questionnaire
from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.load import load_instruments
from surveys.rating import Rating
from tests.reports.interchange.xlsform.books import book, changed

INSTRUMENTS = load_instruments()
ORGANISATION, PRECEPTOR = INSTRUMENTS["organisation-2026"], INSTRUMENTS["preceptor-2026"]
QUESTIONNAIRES = [json.loads(write_questionnaire(each)[0]) for each in (ORGANISATION, PRECEPTOR)]
RATED = {"R01": Rating(item="R01", importance=5, confidence=2, looking_back=1, note="A note")}
RESPONSE = json.loads(
    write_response(PRECEPTOR, RATED, {"pathway": ("mri",)}, complete=False, month="2026-11")
)
FORM, _ = write_xlsform(ORGANISATION)

ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["code", "item", "url", "x"]), inner)
    ),
    max_leaves=6,
)
quick = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def spoilt(data: DataObject, value: Any) -> Any:
    """The value with something odd in one place."""
    made = copy.deepcopy(value)
    at = made
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.integers(0, 3)) == 0:
            at[key] = data.draw(ODD)
            return made
        at = at[key]


@quick
@given(st.data())
def test_a_questionnaire_with_something_odd_in_it_is_read_or_refused(data: DataObject) -> None:
    made = spoilt(data, data.draw(st.sampled_from(QUESTIONNAIRES)))
    with contextlib.suppress(DefinitionError):
        assert read_questionnaire(json.dumps(made).encode(), "q.json")[0]


@quick
@given(st.data())
def test_a_response_with_something_odd_in_it_is_read_or_refused(data: DataObject) -> None:
    made = spoilt(data, RESPONSE)
    with contextlib.suppress(DefinitionError):
        assert read_response(made, "r.json", INSTRUMENTS).instrument == PRECEPTOR


@quick
@given(st.binary(max_size=60))
def test_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b'{"resourceType": "Questionnaire",'):
        for read in (read_questionnaire, read_xlsform):
            with contextlib.suppress(DefinitionError):
                assert read(start + content, "file")


WORDS = st.sampled_from(
    ["select_one a", "select_multiple a", "begin group", "end group", "begin repeat", "end repeat", "text", "integer",
     "range", "note", "yes", "N01__imp", "a", "b", "((. > 1", ". >= 5 and . <= 1", "${a} = 1", "=A1", "", "0"]
)  # fmt: skip
HEADINGS = ["type", "name", "label", "relevant", "constraint", "required", "parameters"]


@quick
@given(st.lists(st.lists(WORDS | st.text(max_size=5), min_size=7, max_size=7), max_size=6))
def test_a_survey_of_any_rows_is_read_or_refused(rows: list[list[str]]) -> None:
    printable = [["".join(filter(str.isprintable, cell)) for cell in row] for row in rows]
    content = book(survey=[HEADINGS, *printable], choices=[["list_name", "name"], ["a", "x"], ["a", "y"]])
    with contextlib.suppress(DefinitionError):
        assert read_xlsform(content, "form.xlsx")[0]


@settings(quick, max_examples=15)
@given(st.sampled_from(["survey", "choices", "_preceptmap", "settings"]), st.integers(1, 12), WORDS)
def test_our_form_with_one_cell_spoilt_is_read_or_refused(sheet: str, row: int, text: str) -> None:
    for column in "ABC":
        with contextlib.suppress(DefinitionError):
            assert read_xlsform(changed(FORM, sheet, f"{column}{row}", text), "form.xlsx")[0]
