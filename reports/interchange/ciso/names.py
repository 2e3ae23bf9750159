"""How things are called in a CISO Assistant library: lower-case URNs of the form urn:packager:risk:object:name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from frameworks.model import Framework
from mapping.relation import Relation
from reports.interchange.item_codes import near

PACKAGER = "preceptmap"
URN = re.compile(r"urn:[a-z0-9._\-]+:risk:[a-z0-9_\-]+:(?P<name>\S.*)", re.IGNORECASE)
LOCALE = "en"
FULL, PARTIAL = 10, 5
"""The strengths that are written: 10 covers all of the target, 5 a part. The tool takes 1 to 10."""

STRENGTHS = range(1, 11)
RELATIONSHIPS: dict[Relation, str] = {
    "equal": "equal",
    "subset": "subset",
    "superset": "superset",
    "overlaps": "intersect",
    "supports": "intersect",
}
TURNED = {"equal": "equal", "subset": "superset", "superset": "subset", "intersect": "intersect"}

Known = Mapping[str, Mapping[str, str]]
"""The codes of known frameworks by framework id and by the last part of their URN, which is in lower case."""


def urn(kind: str, *names: str) -> str:
    """A URN of ours.

    >>> urn("req_node", "nhse-ahp-2023", "w1.1")
    'urn:preceptmap:risk:req_node:nhse-ahp-2023:w1.1'
    """
    return ":".join(("urn", PACKAGER, "risk", kind, *names))


def last_names(framework: Framework) -> dict[str, str]:
    """The code of each item by the last part of its URN: the code in lower case, numbered where two are alike."""
    found: dict[str, str] = {}
    for item in framework.items:
        name, number = item.code.lower(), 1
        while name in found:
            number += 1
            name = f"{item.code.lower()}-{number}"
        found[name] = item.code
    return found


def known_codes(frameworks: Iterable[Framework]) -> dict[str, dict[str, str]]:
    """What the requirements of these frameworks are called here."""
    return {framework.id: last_names(framework) for framework in frameworks}


def id_of(urn: str) -> str:
    """The id here of what has this URN: its name in lower case letters, digits and hyphens.

    >>> id_of("urn:intuitem:risk:framework:nist-csf-1.1")
    'nist-csf-1-1'
    """
    plain = unicodedata.normalize("NFKD", name_of(urn)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def name_of(urn: str) -> str:
    """All that follows the kind of object; the text itself where it is no such URN."""
    found = URN.fullmatch(urn)
    return found["name"] if found else urn


def last_name(urn: str) -> str:
    """The last part of a requirement's URN as a code in lower case; the framework's name is left out.

    >>> last_name("urn:intuitem:risk:req_node:iso27001-2022:A.5.1")
    'a.5.1'
    """
    _, _, name = name_of(urn).partition(":")
    return near(name or name_of(urn)).lower()
