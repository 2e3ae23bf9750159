"""Front-end files are made safe to serve under our own policy."""

import pytest

from app.frontend import VENDOR, FrontendProblem, nhs_styles, plotly_styles


def test_sec_54_the_stylesheet_asks_no_other_host_for_anything() -> None:
    styles = "@font-face{font-family:F;src:url(https://fonts.example/f.woff)}a{background:url(/assets/images/x.svg)}"
    assert nhs_styles(styles) == "a{background:url(/static/vendor/images/x.svg)}"
    with pytest.raises(FrontendProblem):
        nhs_styles("a{background:url(https://elsewhere.example/x.png)}")


def test_plotlys_rules_become_a_stylesheet() -> None:
    rules = ",".join(f'"X .r{number}":"color:red;"' for number in range(45))
    styles = plotly_styles('var p={"X,X div":"margin:0;",Y:\'font-family:"Open Sans";\',' + rules + "};")
    assert styles.splitlines()[0] == ".js-plotly-plot .plotly,.js-plotly-plot .plotly div { margin:0; }"
    assert styles.splitlines()[1] == '.plotly-notifier { font-family:"Open Sans"; }'


def test_a_bundle_of_another_shape_is_refused_by_name() -> None:
    with pytest.raises(FrontendProblem, match="Plotly"):
        plotly_styles("var nothing = 1;")


def test_what_set_up_built_is_all_there() -> None:
    names = {path.name for path in VENDOR.iterdir()}
    assert {"nhsuk-frontend.min.css", "nhsuk-frontend.min.js", "plotly-basic.min.js", "plotly.css"} <= names
    assert (VENDOR / "plotly.css").read_text().count("{") >= 60
