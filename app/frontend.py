"""Front-end files at set-up: taken from node_modules, made safe to serve under our own policy.

Nothing third-party is committed. Two changes are made on the way: the NHS stylesheet's fonts, which it
asks an outside host for, are left out; and the rules Plotly would add from JavaScript are saved as a
stylesheet of our own, so that the content-security policy needs no `unsafe-inline`.
"""

import re
import shutil
from pathlib import Path

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"
NHS = Path("nhsuk-frontend/dist/nhsuk")
PLOTLY = Path("plotly.js-basic-dist-min/plotly-basic.min.js")
_STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
RULE = re.compile(rf"({_STRING}|[A-Za-z_$][\w$]*):({_STRING}),?")
OUTSIDE = re.compile(r"url\(\s*['\"]?(?:https?:)?//")


class FrontendProblem(RuntimeError):
    """A front-end package does not look as expected; the message says which and what to do."""


def build(modules: Path) -> list[Path]:
    """Fill `app/static/vendor` from `node_modules`; the files written. Raises FrontendProblem."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    images = VENDOR / "images"
    shutil.copytree(modules / NHS / "assets/images", images, dirs_exist_ok=True)
    written = [
        _write("nhsuk-frontend.min.css", nhs_styles((modules / NHS / "nhsuk-frontend.min.css").read_text())),
        _write("nhsuk-frontend.min.js", _without_map((modules / NHS / "nhsuk-frontend.min.js").read_text())),
        _write("plotly-basic.min.js", (modules / PLOTLY).read_text()),
        _write("plotly.css", plotly_styles((modules / PLOTLY).read_text())),
    ]
    return written


def nhs_styles(styles: str) -> str:
    """The NHS stylesheet without outside fonts, its pictures under our own address."""
    styles = re.sub(r"@font-face\{[^}]*\}", "", styles)
    styles = styles.replace("url(/assets/images/", "url(/static/vendor/images/")
    if OUTSIDE.search(styles):
        raise FrontendProblem("nhsuk-frontend asks another host for a file; look at app/frontend.py.")
    return _without_map(styles)


def plotly_styles(script: str) -> str:
    """The style rules that the Plotly bundle carries as a JavaScript object, as a stylesheet."""
    start = script.find('{"X,X div":')
    if start < 0:
        raise FrontendProblem("Plotly's style rules were not found in its bundle; look at app/frontend.py.")
    lines = []
    position = start + 1
    while rule := RULE.match(script, position):
        lines.append(f"{_selector(_text(rule[1]))} {{ {_text(rule[2])} }}")
        position = rule.end()
    if script[position : position + 1] != "}" or len(lines) < 40:
        raise FrontendProblem(
            f"Only {len(lines)} of Plotly's style rules were read; look at app/frontend.py."
        )
    return "\n".join(lines) + "\n"


def _text(token: str) -> str:
    """What a JavaScript string or bare name stands for; these rules hold no escapes but quotes."""
    return token[1:-1].replace("\\'", "'").replace('\\"', '"') if token[0] in "\"'" else token


def _selector(name: str) -> str:
    return name.replace("X", ".js-plotly-plot .plotly").replace("Y", ".plotly-notifier")


def _without_map(text: str) -> str:
    return re.sub(r"(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?", "", text)


def _write(name: str, text: str) -> Path:
    path = VENDOR / name
    path.write_text(text)
    return path


if __name__ == "__main__":
    for file in build(Path("node_modules")):
        print(f"  {file.relative_to(STATIC.parent.parent)}")
