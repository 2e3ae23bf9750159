"""Invented headcounts of the sample survey, with one region nobody knows, so that visitors see it said."""

from sqlmodel import Session

from app.headcounts import load_headcounts
from surveys.counts import HeadcountLine
from surveys.tables import TimePoint

SOURCE = "Invented register for the sample survey, August 2026"
PRECEPTEES = {"Y56": 520, "Y59": 460, "Y60": 640, "Y61": 330, "Y62": 350, "Y63": 450}
"""By region; nobody knows the South West."""
PATHWAYS = {"diagnostic": 1900, "therapeutic": 520, "ultrasound": 190, "nuclear-medicine": 90, "mri": 130}
SECTORS = {"nhs-acute": 1830, "nhs-community": 560, "independent": 390}
PRECEPTORS = {"Y56": 190, "Y60": 240, "Y62": 130}


def add_headcounts(session: Session, point: TimePoint) -> None:
    """Store them for a time point."""
    lines = [_line("preceptee", people=sum(PATHWAYS.values()))]
    lines += [_line("preceptee", region=code, people=people) for code, people in PRECEPTEES.items()]
    lines += [_line("preceptee", pathway=code, people=people) for code, people in PATHWAYS.items()]
    lines += [_line("preceptee", sector=code, people=people) for code, people in SECTORS.items()]
    lines += [_line("preceptor", region=code, people=people) for code, people in PRECEPTORS.items()]
    load_headcounts(session, lines, time_point=point.id or 0)


def _line(
    audience: str, *, people: int, region: str = "", pathway: str = "", sector: str = ""
) -> HeadcountLine:
    return HeadcountLine(
        audience=audience, region=region, pathway=pathway, sector=sector, people=people, source=SOURCE
    )
