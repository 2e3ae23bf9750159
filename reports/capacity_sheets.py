"""The sheets of a capacity workbook: numbers as entered, and each step from them as a formula.

Every formula gives what `mapping/capacity.py` gives; a division is rounded to 9 decimals before it is
rounded down or up, so that no place is lost to binary rounding.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname

from mapping.capacity import LEAST_HOURS, Cohort, OrganisationPlan, PlanResult, active_in
from mapping.cell import Cell
from mapping.expected_hours import HoursMark
from mapping.full_time import WEEKS
from reports.capacity import NOT_PLANNED, SHORT_LIMITS, Named, mark_words, month_name
from reports.live import Live
from reports.sheets.table_sheet import HEADER_ROW
from reports.sheets.text import sheet_name
from reports.table import Column, Table, Unit
from reports.values import NOT_CALCULABLE

NUMBERS, STEPS, GROUPS, MONTHS, RESULTS = (
    "capacity-numbers",
    "capacity-steps",
    "capacity-groups",
    "capacity-months",
    "capacity-results",
)
NOBODY = Cohort(name="Other starters", starters=(0,), length_months=6)
NO_SUPPLY = "no supply"
GROUP_COLUMNS = (
    "group", "eligible", "trained", "willing", "full_time", "share", "hours", "by_time", "by_ratio", "slots",
    "limit", "places", "mark",
)  # fmt: skip
MONTH_COLUMNS = (
    "month", "number", "newly", "others", "newly_here", "others_here", "active", "new", "preceptors", "by_time",
    "by_ratio", "supply", "gap", "use", "limit", "weekly", "hours", "annual", "posts",
)  # fmt: skip


class Sheets:
    """The tables of one plan, which know where each other's figures stand."""

    def __init__(self, plan: Named, marks: Sequence[HoursMark], sources: Mapping[str, str]) -> None:
        self.plan: OrganisationPlan = plan.plan
        self.result: PlanResult = plan.result
        self.marks = marks
        self.sources = sources
        self.newly = next((each for each in self.plan.cohorts if each.newly_registered), NOBODY)
        self.others = next((each for each in self.plan.cohorts if not each.newly_registered), NOBODY)
        self._numbers = self._number_rows()
        self._steps = self._step_rows()

    def numbers(self) -> Table:
        """What was entered about everybody's time."""
        rows = tuple(
            (what, cell, unit, self.sources.get(what, "")) for what, cell, unit in self._numbers.values()
        )
        return Table(
            id=NUMBERS,
            title="Numbers entered",
            subtitle="Change a number in this sheet and every other sheet follows",
            columns=(
                Column(key="what", title="What", meaning="What was asked."),
                Column(key="number", title="Number", unit="number", meaning="The number entered."),
                Column(key="unit", title="Unit", meaning="What the number counts."),
                Column(key="source", title="Where the default comes from", meaning="Source of the default."),
            ),
            rows=rows,
            sentence=f"{len(rows)} numbers. Preceptors are on the sheet Capacity groups, starters on Capacity months.",
        )

    def steps(self) -> Table:
        """What the numbers come to before any month is looked at."""
        rows = tuple(self._steps.values())
        return Table(
            id=STEPS,
            title="Steps from the numbers",
            subtitle="Hours, lengths and the places of a new preceptor",
            columns=(
                Column(key="what", title="What", meaning="What is worked out."),
                Column(key="figure", title="Figure", unit="number", meaning="The result."),
                Column(key="unit", title="Unit", meaning="What the result counts."),
                Column(key="how", title="How it is worked out", meaning="The formula in words."),
            ),
            rows=rows,
            sentence=f"{len(rows)} steps.",
        )

    def groups(self) -> Table:
        """Each group of preceptors: who is counted, their hours, and their places by each limit."""
        rows = tuple(self._group_row(index) for index in range(len(self.result.groups)))
        titles: tuple[tuple[str, Unit], ...] = (
            ("Group", "text"), ("Eligible", "count"), ("Of those, trained", "count"),
            ("Of those, willing", "count"), ("Protected hours, full-time", "hours"), ("Share of full time", "number"),
            ("Hours each", "hours"), ("Each by time", "count"), ("Each by ratio", "count"),
            ("Places each", "count"), ("Which limit binds", "text"), ("Places in all", "mean"),
            ("Beside what is expected", "text"),
        )  # fmt: skip
        meanings = (
            "Preceptors with the same hours.", "Entered.", "Entered.", "Entered; these are counted.",
            "Entered.", "Entered; 1 is full time.", "Protected hours times the share.",
            "Hours less the fixed hours, divided by the hours of one preceptee, rounded down.",
            "The most preceptees one preceptor should have.", "The lower of the two.",
            "The lower of the two.", "Willing times places each, less absence.",
            "Whether the hours each has reach what a framework expects.",
        )  # fmt: skip
        return Table(
            id=GROUPS,
            title="Preceptors and their places",
            subtitle="Groups of preceptors with the same hours",
            columns=_columns(GROUP_COLUMNS, titles, meanings),
            rows=rows,
            sentence=f"{sum(each.group.willing for each in self.result.groups)} preceptors are counted.",
            notes=tuple(f"{mark.name}: {mark.gist}" for mark in self.marks),
        )

    def months(self) -> Table:
        """Demand, supply, gap and which limit binds, month by month."""
        rows = tuple(self._month_row(index) for index in range(len(self.result.months)))
        titles: tuple[tuple[str, Unit], ...] = (
            ("Month", "text"), ("Number", "count"), ("Newly registered who start", "count"),
            ("Others who start", "count"), ("Newly registered here", "count"), ("Others here", "count"),
            ("Preceptees", "count"), ("New preceptors", "mean"), ("Preceptors", "mean"),
            ("Places by time", "mean"), ("Places by ratio", "mean"), ("Places", "mean"), ("Gap", "mean"),
            ("Places in use", "percent"), ("Which limit binds", "text"), ("Full-time hours a week", "mean"),
            ("Hours to release everyone, a year", "hours"), ("Hours of a full-time post, a year", "hours"),
            ("Full-time posts", "number"),
        )  # fmt: skip
        meanings = (
            "The month.", "Counted from 1.", "Entered; in later years as in the first.",
            "Entered; in later years as in the first.",
            "Those who started less than their length ago, and those already here at first.",
            "The same of others.", "The two added.",
            "The share of newly registered starters who have been here long enough.",
            "Willing preceptors and new ones.", "What hours allow, less absence.",
            "What the ratio allows, less absence.", "The lower for each preceptor, less absence.",
            "Preceptees less places.", "Preceptees out of places.",
            "What keeps places from being enough.", "Of the nation in that month, or as entered.",
            "Preceptees times both sides' hours, and the fixed hours of preceptors.",
            "Hours a week times 52.", "Hours divided by those of one post.",
        )  # fmt: skip
        return Table(
            id=MONTHS,
            title="Month by month",
            subtitle="Preceptees, places by each limit, and the gap",
            columns=_columns(MONTH_COLUMNS, titles, meanings),
            rows=rows,
            sentence=f"{len(self.result.short)} of {len(rows)} months have more preceptees than places.",
        )

    def results(self) -> Table:
        """What the plan comes to in the busiest and in the tightest month."""
        peak, tightest, needed = self.result.peak, self.result.tightest, self.result.preceptors_needed
        active, gap = self._all("active"), self._all("gap")
        willing, slots = self._each_group("willing"), self._each_group("slots")
        usual = (
            f"IF(SUM({willing})=0,{self._group('slots', 0)},SUMPRODUCT({willing},{slots})/SUM({willing}))"
            f"*{self._step('present')}"
        )
        most = "B6"
        at_peak = f"MATCH({most},{active},0)"
        needed_formula = (
            f'IF({usual}=0,IF({most}=0,0,"{NOT_CALCULABLE.text}"),ROUNDUP(ROUND({most}/({usual}),9),0))'
        )
        rows: tuple[tuple[str | Cell, ...], ...] = (
            ("Most preceptees in one month", _live(peak.active, f"MAX({active})"), "people"),
            (
                "The month of the most",
                Live(text=month_name(peak.month), formula=f"INDEX({self._all('month')},{at_peak})"),
                "",
            ),
            (
                "Preceptors counted at first",
                _live(sum(each.group.willing for each in self.result.groups), f"SUM({willing})"),
                "people",
            ),
            (
                "Preceptors needed for the most",
                _live(needed, needed_formula) if needed is not None
                else Live(text=NOT_CALCULABLE.text, formula=needed_formula),
                "people",
            ),
            ("Largest gap", _live(max(Decimal(0), tightest.gap), f"MAX(0,MAX({gap}))"), "places"),
            (
                "What binds at the largest gap",
                Live(
                    text=SHORT_LIMITS[tightest.limit],
                    formula=f"INDEX({self._all('limit')},MATCH(MAX({gap}),{gap},0))",
                ),
                "",
            ),
            (
                "Months with more preceptees than places",
                _live(len(self.result.short), f'COUNTIF({gap},">0")'),
                "months",
            ),
            (
                "Hours to release everyone at the most",
                _live(peak.hours, f"INDEX({self._all('hours')},{at_peak})"),
                "hours a year",
            ),
            ("The same as full-time posts", _live(peak.posts, f"INDEX({self._all('posts')},{at_peak})"), "posts"),
        )  # fmt: skip
        return Table(
            id=RESULTS,
            title="What the plan comes to",
            subtitle="From the sheet Capacity months",
            columns=(
                Column(key="what", title="What", meaning="What is worked out."),
                Column(key="figure", title="Figure", unit="number", meaning="The result."),
                Column(key="unit", title="Unit", meaning="What the result counts."),
            ),
            rows=rows,
            sentence="Every figure is worked out from the other sheets.",
        )

    def with_live_plan(self, compared: Table) -> Table:
        """The comparison with the plan's own row worked out from its sheets."""
        first = compared.rows[0]
        last = len(self.result.months) - 1
        active, gap = self._all("active"), self._all("gap")
        result = f"{_quoted(RESULTS)}!$B$"
        formulas = {
            "preceptors": f"SUM({self._each_group('willing')})",
            "first": self._month("supply", 0),
            "last": self._month("supply", last),
            "most": f"MAX({active})",
            "gap": f"MAX(0,MAX({gap}))",
            "short": f'COUNTIF({gap},">0")',
            "limit": f"{result}{HEADER_ROW + 6}",
            "needed": f"{result}{HEADER_ROW + 4}",
            "hours": f"{result}{HEADER_ROW + 8}",
        }
        row = tuple(
            _again(entry, formulas[column.key]) if column.key in formulas else entry
            for column, entry in zip(compared.columns, first, strict=True)
        )
        return compared.model_copy(update={"rows": (row, *compared.rows[1:])})

    def with_live_gaps(self, gaps: Table) -> Table:
        """The gaps with the plan's own column worked out from its sheets."""
        rows = []
        index = 0
        for row in gaps.rows:
            entry = row[1]
            if entry != NOT_PLANNED:
                entry = _live(self.result.months[index].gap, self._month("gap", index))
                index += 1
            rows.append((row[0], entry, *row[2:]))
        return gaps.model_copy(update={"rows": tuple(rows)})

    def _number_rows(self) -> dict[str, tuple[str, Cell, str]]:
        plan = self.plan
        rows: dict[str, tuple[str, Cell, str]] = {
            "meetings": ("Meetings with each preceptee", _typed(plan.meetings), "a year"),
            "meeting": ("Length of a meeting", _typed(plan.meeting_hours), "hours"),
            "preparation": ("Preparation for each meeting", _typed(plan.preparation_hours), "hours"),
            "records": ("Keeping records for each preceptee", _typed(plan.record_hours), "hours a year"),
            "training": ("Training of each preceptor", _typed(plan.training_hours), "hours a year"),
            "peers": ("Peer support of each preceptor", _typed(plan.peer_hours), "hours a year"),
            "ratio": ("Most preceptees for one preceptor", _typed(plan.ratio_cap), "people"),
            "absence": ("Preceptor places lost to absence", _typed(plan.absence_percent), "%"),
            "preceptee": ("Protected hours for each preceptee", _typed(plan.preceptee_hours), "hours a year"),
            "becoming": (
                "Newly registered starters who become preceptors",
                _typed(plan.becoming_percent),
                "%",
            ),
            "experience": (
                "Months after starting before they can",
                _typed(plan.experience_months),
                "months",
            ),
            "new_hours": (
                "Protected hours of each new preceptor",
                _live(plan.new_hours, self._group("hours", 0))
                if plan.new_preceptor_hours is None
                else _typed(plan.new_hours),
                "hours a year",
            ),
        }
        for key, label, cohort in (
            ("newly", "Newly registered", self.newly),
            ("others", "Others", self.others),
        ):
            rows |= {
                f"{key}_length": (f"{label}: length", _typed(cohort.length_months), "months"),
                f"{key}_share": (f"{label}: share of full time", _typed(cohort.full_time_share), ""),
                f"{key}_here": (f"{label}: preceptees already here", _typed(cohort.here_now), "people"),
                f"{key}_left": (
                    f"{label}: months those still have",
                    _live(
                        cohort.stay_months,
                        f"{_quoted(STEPS)}!$B${HEADER_ROW + STEP_KEYS.index(key + '_stay') + 1}",
                    )
                    if cohort.months_left is None
                    else _typed(cohort.months_left),
                    "months",
                ),
            }
        return rows

    def _step_rows(self) -> dict[str, tuple[str, Cell, str, str]]:
        number, plan, slots = self._number, self.plan, self.result.new_slots
        rows = {
            "each": (
                "Preceptor time for one preceptee",
                _live(
                    plan.hours_per_preceptee,
                    f"{number('meetings')}*({number('meeting')}+{number('preparation')})+{number('records')}",
                ),
                "hours a year",
                "Meetings times the length of a meeting and its preparation, and records added",
            ),
            "fixed": (
                "Preceptor time that is fixed",
                _live(plan.fixed_hours, f"{number('training')}+{number('peers')}"),
                "hours a year",
                "Training and peer support added",
            ),
            "present": (
                "Share of places that absence leaves",
                _live(plan.present, f"1-{number('absence')}/100"),
                "",
                "1 less the places lost to absence out of 100",
            ),
            "newly_stay": self._stay("newly", "Newly registered", self.newly),
            "others_stay": self._stay("others", "Others", self.others),
            "new_by_time": (
                "Places by time of one new preceptor",
                _live(slots.by_time, self._by_time(number("new_hours"))),
                "preceptees",
                "Hours less the fixed hours, divided by the hours of one preceptee, rounded down",
            ),
        }
        rows["new_slots"] = (
            "Places of one new preceptor",
            _live(slots.slots, f"MIN({self._step('new_by_time')},{number('ratio')})"),
            "preceptees",
            "The lower of places by time and the ratio",
        )
        return rows

    def _stay(self, key: str, label: str, cohort: Cohort) -> tuple[str, Cell, str, str]:
        formula = f"ROUNDUP(ROUND({self._number(key + '_length')}/{self._number(key + '_share')},9),0)"
        return (
            f"{label}: months in preceptorship",
            _live(cohort.stay_months, formula),
            "months",
            "The length divided by the share of full time, rounded up",
        )

    def _group_row(self, index: int) -> tuple[str | Cell, ...]:
        found, row = self.result.groups[index], HEADER_ROW + 1 + index
        group, slots = found.group, found.slots
        at = {key: f"{get_column_letter(place)}{row}" for place, key in enumerate(GROUP_COLUMNS, start=1)}
        marked = '""'
        if self.marks:
            marked = f'"{_inside(f"Below {self.marks[0].name}")}"'
            for mark in self.marks:  # the mark of most hours, the last, comes to stand outermost
                marked = f'IF({at["hours"]}>={mark.hours},"{_inside(f"Meets {mark.name}")}",{marked})'
        return (
            group.name,
            _typed(group.eligible),
            _typed(group.trained),
            _typed(group.willing),
            _typed(group.protected_hours),
            _typed(group.full_time_share),
            _live(group.hours_each, f"{at['full_time']}*{at['share']}"),
            _live(slots.by_time, self._by_time(at["hours"])),
            _live(slots.by_ratio, self._number("ratio")),
            _live(slots.slots, f"MIN({at['by_time']},{at['by_ratio']})"),
            Live(
                text=SHORT_LIMITS[slots.limit],
                formula=f'IF({at["by_time"]}={at["by_ratio"]},"{SHORT_LIMITS["equal"]}",'
                f'IF({at["by_time"]}<{at["by_ratio"]},"{SHORT_LIMITS["time"]}","{SHORT_LIMITS["ratio"]}"))',
            ),
            _live(
                group.willing * slots.slots * self.plan.present,
                f"{at['willing']}*{at['slots']}*{self._step('present')}",
            ),
            Live(text=mark_words(group.hours_each, self.marks), formula=marked) if self.marks else "",
        )

    def _month_row(self, index: int) -> tuple[str | Cell, ...]:
        month, row = self.result.months[index], HEADER_ROW + 1 + index
        year = len(self.plan.cohorts[0].starters)
        at = {key: f"{get_column_letter(place)}{row}" for place, key in enumerate(MONTH_COLUMNS, start=1)}
        willing, present = self._each_group("willing"), self._step("present")
        newly_here, others_here = (self._here(key, at["number"]) for key in ("newly", "others"))
        entered = (
            [_typed(_starters(cohort, index)) for cohort in (self.newly, self.others)]
            if index < year
            else [
                _live(_starters(cohort, index % year), f"{get_column_letter(place)}{row - year}")
                for place, cohort in ((3, self.newly), (4, self.others))
            ]
        )
        places = {
            key: f"(SUMPRODUCT({willing},{self._each_group(key)})+{at['new']}*{new})*{present}"
            for key, new in (
                ("by_time", self._step("new_by_time")),
                ("by_ratio", self._number("ratio")),
                ("slots", self._step("new_slots")),
            )
        }
        use: Cell = (
            Live(text=NO_SUPPLY, formula=f'IF({at["supply"]}=0,"{NO_SUPPLY}",{at["active"]}/{at["supply"]})')
            if month.utilisation is None
            else _live(
                100 * month.utilisation, f'IF({at["supply"]}=0,"{NO_SUPPLY}",{at["active"]}/{at["supply"]})'
            )
        )
        return (
            month_name(month.month),
            _typed(index + 1),
            *entered,
            _live(active_in(self.newly, index), newly_here),
            _live(active_in(self.others, index), others_here),
            _live(month.active, f"{at['newly_here']}+{at['others_here']}"),
            _live(month.new_preceptors, self._new(at["number"])),
            _live(month.preceptors, f"SUM({willing})+{at['new']}"),
            _live(month.by_time, places["by_time"]),
            _live(month.by_ratio, places["by_ratio"]),
            _live(month.supply, places["slots"]),
            _live(month.gap, f"ROUND({at['active']}-{at['supply']},9)"),
            use,
            Live(text=SHORT_LIMITS[month.limit], formula=self._limit(at)),
            _typed(month.annual_hours / WEEKS),
            _live(
                month.hours,
                f"{at['active']}*({self._step('each')}+{self._number('preceptee')})"
                f"+{at['preceptors']}*{self._step('fixed')}",
            ),
            _live(month.annual_hours, f"{at['weekly']}*{WEEKS}"),
            _live(month.posts, f"{at['hours']}/{at['annual']}"),
        )

    def _here(self, key: str, number: str) -> str:
        starters, numbers = self._all(key), self._all("number")
        stay, left, here = (
            self._step(f"{key}_stay"),
            self._number(f"{key}_left"),
            self._number(f"{key}_here"),
        )
        return (
            f'SUMIFS({starters},{numbers},"<="&{number},{numbers},">"&({number}-{stay}))'
            f"+IF({number}<={left},{here},0)"
        )

    def _new(self, number: str) -> str:
        starters, numbers, experience = self._all("newly"), self._all("number"), self._number("experience")
        gone_by = f"MAX(0,{self._step('newly_stay')}-{self._number('newly_left')})"
        return (
            f'{self._number("becoming")}/100*(SUMIFS({starters},{numbers},"<="&({number}-{experience}))'
            f"+IF({number}>{experience}-{gone_by},{self._number('newly_here')},0))"
        )

    def _limit(self, at: Mapping[str, str]) -> str:
        words = SHORT_LIMITS
        return (
            f'IF({at["gap"]}<=0,"{words["none"]}",IF({at["preceptors"]}*{self._step("present")}=0,"{words["people"]}",'
            f'IF(AND({at["by_time"]}={at["supply"]},{at["by_ratio"]}={at["supply"]}),"{words["equal"]}",'
            f'IF({at["by_time"]}={at["supply"]},"{words["time"]}",'
            f'IF({at["by_ratio"]}={at["supply"]},"{words["ratio"]}","{words["mixed"]}")))))'
        )

    def _by_time(self, hours: str) -> str:
        return f"MAX(0,INT(ROUND(({hours}-{self._step('fixed')})/MAX({self._step('each')},{LEAST_HOURS}),9)))"

    def _number(self, key: str) -> str:
        return f"{_quoted(NUMBERS)}!$B${HEADER_ROW + 1 + NUMBER_KEYS.index(key)}"

    def _step(self, key: str) -> str:
        return f"{_quoted(STEPS)}!$B${HEADER_ROW + 1 + STEP_KEYS.index(key)}"

    def _group(self, key: str, index: int) -> str:
        return f"{_quoted(GROUPS)}!${_letter(GROUP_COLUMNS, key)}${HEADER_ROW + 1 + index}"

    def _each_group(self, key: str) -> str:
        return _down(GROUPS, _letter(GROUP_COLUMNS, key), len(self.result.groups))

    def _month(self, key: str, index: int) -> str:
        return f"{_quoted(MONTHS)}!${_letter(MONTH_COLUMNS, key)}${HEADER_ROW + 1 + index}"

    def _all(self, key: str) -> str:
        return _down(MONTHS, _letter(MONTH_COLUMNS, key), len(self.result.months))


NUMBER_KEYS = (
    "meetings", "meeting", "preparation", "records", "training", "peers", "ratio", "absence", "preceptee",
    "becoming", "experience", "new_hours", "newly_length", "newly_share", "newly_here", "newly_left",
    "others_length", "others_share", "others_here", "others_left",
)  # fmt: skip
STEP_KEYS = ("each", "fixed", "present", "newly_stay", "others_stay", "new_by_time", "new_slots")


def _columns(
    keys: Sequence[str], titles: Sequence[tuple[str, Unit]], meanings: Sequence[str]
) -> tuple[Column, ...]:
    return tuple(
        Column(key=key, title=title, unit=unit, meaning=meaning)
        for key, (title, unit), meaning in zip(keys, titles, meanings, strict=True)
    )


def _typed(value: Decimal | int) -> Cell:
    """A number as entered, not rounded."""
    return Cell(text=f"{Decimal(value).normalize():f}", value=float(value))


def _live(value: Decimal | int, formula: str) -> Live:
    """A result, not rounded, so that it is what the formula gives. A count has no decimals."""
    return Live(
        text=f"{Decimal(value).normalize():f}",
        value=float(value),
        formula=formula,
        whole=isinstance(value, int),
    )


def _again(entry: str | Cell, formula: str) -> Live:
    if isinstance(entry, str):
        return Live(text=entry, formula=formula)
    return Live(text=entry.text, value=entry.value, formula=formula)


def _starters(cohort: Cohort, index: int) -> int:
    return cohort.starters[index] if index < len(cohort.starters) else 0


def _quoted(table: str) -> str:
    return str(quote_sheetname(sheet_name(table, set())))


def _letter(keys: Sequence[str], key: str) -> str:
    return str(get_column_letter(keys.index(key) + 1))


def _down(table: str, letter: str, rows: int) -> str:
    return f"{_quoted(table)}!${letter}${HEADER_ROW + 1}:${letter}${HEADER_ROW + rows}"


def _inside(words: str) -> str:
    """Words between the quotation marks of a formula."""
    return words.replace('"', '""')
