"""A framework's rule and levels as its pages tell them."""

from tests.people import Service


def test_an_item_says_what_each_score_means_and_a_framework_how_each_result_is_worked_out(
    service: Service,
) -> None:
    anyone, maturity = service.browser(), "/frameworks/preceptorship-maturity-working-2026"
    item = anyone.get(f"{maturity}/T1").text
    assert "What each score means" in item
    assert "<li>3: Hours are in the rota of every preceptee.</li>" in item
    page = anyone.get(maturity).text
    assert "How each result is worked out" in page
    assert "<code>lowest(leadership, time, preceptors, learning, listening)</code>" in page
    assert "at least 80% of the highest possible" in anyone.get("/frameworks/interim-quality-mark-2023").text
