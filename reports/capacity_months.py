"""The sheets of a capacity workbook with a row a month: demand, supply, and the posts that releasing takes."""

from mapping.capacity import Cohort, Month, active_in
from mapping.cell import Cell
from mapping.full_time import WEEKS
from reports.capacity import SHORT_LIMITS, Named, cohort_of, month_name
from reports.capacity_refs import (
    DEMAND,
    MONTH_KEYS,
    POSTS,
    SUPPLY,
    columns,
    groups,
    live,
    month,
    months,
    number,
    quoted,
    step,
    typed,
    within,
)
from reports.live import Live
from reports.table import Table

NO_SUPPLY = "no supply"


def month_tables(named: Named) -> tuple[Table, Table, Table]:
    """Demand, supply and posts, month by month."""
    cells = [_cells(named, index) for index in range(len(named.result.months))]

    def rows(table: str) -> tuple[tuple[str | Cell, ...], ...]:
        return tuple(tuple(within(row[key], table) for key in MONTH_KEYS[table]) for row in cells)

    demand = Table(
        id=DEMAND,
        title="Demand by month",
        subtitle="Who starts, and who is in preceptorship",
        columns=columns(
            MONTH_KEYS[DEMAND],
            (
                ("Month", "text", "The month."),
                ("Number", "count", "Counted from 1."),
                ("Newly registered who start", "count", "Entered; in later years as in the first."),
                ("Others who start", "count", "Entered; in later years as in the first."),
                (
                    "Newly registered here",
                    "count",
                    "Those who started less than their length ago, and those already here at first.",
                ),
                ("Others here", "count", "The same of others."),
                ("Preceptees", "count", "The two added."),
            ),
        ),
        rows=rows(DEMAND),
        sentence=f"At most {named.result.peak.active} preceptees, in {month_name(named.result.peak.month)}.",
    )
    supply = Table(
        id=SUPPLY,
        title="Supply by month",
        subtitle="Places by each limit, the gap, and which limit binds",
        columns=columns(
            MONTH_KEYS[SUPPLY],
            (
                ("Month", "text", "The month."),
                ("New preceptors", "mean", "A share of newly registered starters, once here long enough."),
                ("Preceptors", "mean", "Willing preceptors and new ones."),
                ("Places by time", "mean", "What hours allow, less absence."),
                ("Places by ratio", "mean", "What the ratio allows, less absence."),
                ("Preceptees", "count", "From the sheet Capacity demand."),
                ("Places", "mean", "The lower for each preceptor, less absence."),
                ("Gap", "mean", "Preceptees less places."),
                ("Places in use", "percent", "Preceptees out of places."),
                ("Which limit binds", "text", "What keeps places from being enough."),
            ),
        ),
        rows=rows(SUPPLY),
        sentence=f"{len(named.result.short)} of {len(cells)} months have more preceptees than places.",
    )
    posts = Table(
        id=POSTS,
        title="Time and posts by month",
        subtitle="What releasing everyone takes, at the level of each month",
        columns=columns(
            MONTH_KEYS[POSTS],
            (
                ("Month", "text", "The month."),
                ("Preceptees", "count", "From the sheet Capacity demand."),
                ("Preceptors", "mean", "From the sheet Capacity supply."),
                ("Hours a year", "hours", "Preceptees times both sides' hours, and preceptors' fixed hours."),
                ("Full-time hours a week", "mean", "Of the nation in that month, or as entered."),
                ("Hours of a full-time post", "hours", "A year: hours a week times 52."),
                ("Full-time posts", "number", "Hours divided by those of one post."),
            ),
        ),
        rows=rows(POSTS),
        sentence=f"{float(named.result.peak.posts):.2f} full-time posts in {month_name(named.result.peak.month)}.",
    )
    return demand, supply, posts


def _cells(named: Named, index: int) -> dict[str, str | Cell]:
    """Every entry of one month, whichever sheet it stands on."""
    found = named.result.months[index]
    return {
        "month": month_name(found.month),
        **_demand(named, found, index),
        **_supply(named, found, index),
        **_posts(found, index),
    }


def _demand(named: Named, found: Month, index: int) -> dict[str, str | Cell]:
    entries: dict[str, str | Cell] = {"number": typed(index + 1)}
    year = len(named.plan.cohorts[0].starters)
    for key, newly in (("newly", True), ("others", False)):
        cohort = cohort_of(named.plan, newly=newly)
        entries[key] = (
            typed(_starters(cohort, index))
            if index < year
            else live(_starters(cohort, index % year), month(key, index - year))
        )
        entries[f"{key}_here"] = live(active_in(cohort, index), _here(named, key, index))
    entries["active"] = live(found.active, f"{month('newly_here', index)}+{month('others_here', index)}")
    return entries


def _supply(named: Named, found: Month, index: int) -> dict[str, str | Cell]:
    def at(key: str) -> str:
        return month(key, index)

    count = len(named.plan.groups)
    willing = groups("willing", count)
    places = {
        key: f"(SUMPRODUCT({willing},{groups(key, count)})+{at('new')}*{new})*{step('present')}"
        for key, new in (
            ("by_time", step("new_by_time")),
            ("by_ratio", number("ratio")),
            ("slots", step("new_slots")),
        )
    }
    use = f"IF({at('supply')}=0,{quoted(NO_SUPPLY)},{at('preceptees')}/{at('supply')})"
    return {
        "new": live(found.new_preceptors, _new(named, index)),
        "preceptors": live(found.preceptors, f"SUM({willing})+{at('new')}"),
        "by_time": live(found.by_time, places["by_time"]),
        "by_ratio": live(found.by_ratio, places["by_ratio"]),
        "preceptees": live(found.active, at("active")),
        "supply": live(found.supply, places["slots"]),
        "gap": live(found.gap, f"ROUND({at('preceptees')}-{at('supply')},9)"),
        "use": Live(text=NO_SUPPLY, formula=use)
        if found.utilisation is None
        else live(100 * found.utilisation, use),
        "limit": Live(text=SHORT_LIMITS[found.limit], formula=_limit(index)),
    }


def _posts(found: Month, index: int) -> dict[str, str | Cell]:
    def at(key: str) -> str:
        return month(key, index)

    return {
        "here": live(found.active, at("active")),
        "people": live(found.preceptors, at("preceptors")),
        "hours": live(
            found.hours,
            f"{at('here')}*({step('each')}+{number('preceptee')})+{at('people')}*{step('fixed')}",
        ),
        "weekly": typed(found.annual_hours / WEEKS),
        "annual": live(found.annual_hours, f"{at('weekly')}*{WEEKS}"),
        "posts": live(found.posts, f"{at('hours')}/{at('annual')}"),
    }


def _here(named: Named, key: str, index: int) -> str:
    """Those who started in the months that still count, and those here at first while they stay."""
    count, now = len(named.result.months), month("number", index)
    starters, numbers = months(key, count), months("number", count)
    return (
        f'SUMIFS({starters},{numbers},"<="&{now},{numbers},">"&({now}-{step(f"{key}_stay")}))'
        f"+IF({now}<={number(f'{key}_left')},{number(f'{key}_here')},0)"
    )


def _new(named: Named, index: int) -> str:
    """The share of those who started long enough ago."""
    count, now, experience = len(named.result.months), month("number", index), number("experience")
    gone_by = f"MAX(0,{step('newly_stay')}-{number('newly_left')})"
    return (
        f"{number('becoming')}/100*"
        f'(SUMIFS({months("newly", count)},{months("number", count)},"<="&({now}-{experience}))'
        f"+IF({now}>{experience}-{gone_by},{number('newly_here')},0))"
    )


def _limit(index: int) -> str:
    by_time, by_ratio, supply = (month(key, index) for key in ("by_time", "by_ratio", "supply"))
    words = {code: quoted(text) for code, text in SHORT_LIMITS.items()}
    people = f"{month('preceptors', index)}*{step('present')}"
    return (
        f"IF({month('gap', index)}<=0,{words['none']},IF({people}=0,{words['people']},"
        f"IF(AND({by_time}={supply},{by_ratio}={supply}),{words['equal']},"
        f"IF({by_time}={supply},{words['time']},IF({by_ratio}={supply},{words['ratio']},{words['mixed']})))))"
    )


def _starters(cohort: Cohort, index: int) -> int:
    return cohort.starters[index] if index < len(cohort.starters) else 0
