"""The national tables and book, made from the invented release."""

from functools import cache

from frameworks.load import load_frameworks
from reports.comparing import need_by_group
from reports.elements import need_by_level
from reports.facts import facts_table, provision_table
from reports.national_book import national_book
from reports.needs import need_by_area, need_by_section
from reports.participation import participation_table
from reports.quadrants import importance_and_confidence
from reports.table import Table
from reports.workbook import Book
from tests.reports.data import instruments, sample_release, small_crosswalk


@cache
def national_tables() -> tuple[Table, ...]:
    """One table of each kind."""
    release, asked = sample_release(people=700), instruments()
    preceptee, preceptor, organisation = asked["preceptee"], asked["preceptor"], asked["organisation"]
    framework = load_frameworks()["hcpc-principles-2023"]
    return (
        need_by_area(release, preceptee),
        need_by_section(release, preceptee),
        need_by_level(release, preceptee, framework, small_crosswalk(), kind="element"),
        need_by_group(release, preceptee, "region"),
        need_by_group(release, preceptee, "stage"),
        importance_and_confidence(release, preceptee),
        need_by_area(release, preceptor, id="preceptor-need-by-area"),
        facts_table(release, preceptor, preceptor.questions, id="preceptor-capacity", title="Capacity"),
        provision_table(release, organisation, "region"),
        participation_table(release),
    )


@cache
def sample_book() -> Book:
    """The national book of the invented release."""
    return national_book(
        sample_release(people=700),
        national_tables(),
        frameworks=load_frameworks().values(),
        crosswalks=[small_crosswalk()],
    )
