"""Fictional organisations in the real regions. Their codes cannot be those of real trusts."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from surveys.tables import Organisation

SNAPSHOT = date(2026, 9, 1)


@dataclass(frozen=True)
class Place:
    """An invented organisation; `size` is its share of the people who answer."""

    code: str
    name: str
    region: str
    size: int


PLACES = (
    Place("ZZ001", "Larkfield and Ashdown NHS Trust (fictional)", "Y60", 16),
    Place("ZZ002", "Middlemere Hospitals (fictional)", "Y60", 9),
    Place("ZZ003", "Thornbury Vale Imaging (fictional)", "Y60", 6),
    Place("ZZ004", "Castle Ridge University Hospitals (fictional)", "Y60", 8),
    Place("ZZ005", "Quayside Teaching Hospitals (fictional)", "Y63", 10),
    Place("ZZ006", "Northfell Community Diagnostics (fictional)", "Y63", 3),
    Place("ZZ007", "Dalesmoor NHS Trust (fictional)", "Y63", 6),
    Place("ZZ008", "Harrowgate Sands Cancer Centre (fictional)", "Y63", 4),
    Place("ZZ009", "Steelbeck Hospitals (fictional)", "Y63", 7),
    Place("ZZ010", "Mersey Heath Hospitals (fictional)", "Y62", 9),
    Place("ZZ011", "Pendle Brook NHS Trust (fictional)", "Y62", 6),
    Place("ZZ012", "Lakeland Cross Hospitals (fictional)", "Y62", 4),
    Place("ZZ013", "Irwell Cancer Centre (fictional)", "Y62", 5),
    Place("ZZ014", "Fenmarsh Hospitals (fictional)", "Y61", 6),
    Place("ZZ015", "Broadwater University Hospitals (fictional)", "Y61", 7),
    Place("ZZ016", "Orwell Reach NHS Trust (fictional)", "Y61", 4),
    Place("ZZ017", "Saffron Heath Imaging (fictional)", "Y61", 2),
    Place("ZZ018", "Riverside Cross Hospitals (fictional)", "Y56", 10),
    Place("ZZ019", "Northgate Royal Hospitals (fictional)", "Y56", 8),
    Place("ZZ020", "Kingsmead Cancer Centre (fictional)", "Y56", 6),
    Place("ZZ021", "Eastmarket NHS Trust (fictional)", "Y56", 7),
    Place("ZZ022", "Westmoor Diagnostic Network (fictional)", "Y56", 4),
    Place("ZZ023", "Wealden Hospitals (fictional)", "Y59", 6),
    Place("ZZ024", "Chalkhill NHS Trust (fictional)", "Y59", 5),
    Place("ZZ025", "Solent Reach Hospitals (fictional)", "Y59", 7),
    Place("ZZ026", "Thamesford University Hospitals (fictional)", "Y59", 8),
    Place("ZZ027", "Moorland Bay Hospitals (fictional)", "Y58", 7),
    Place("ZZ028", "Severnside NHS Trust (fictional)", "Y58", 3),
)
"""The last region has two organisations only, so that visitors see figures being held back."""


def add_places(session: Session) -> None:
    """Store them all, marked as sample."""
    session.add_all(
        Organisation(
            code=place.code,
            name=place.name,
            region=place.region,
            opened=date(2015, 4, 1),
            snapshot=SNAPSHOT,
            sample=True,
        )
        for place in PLACES
    )
    session.flush()
