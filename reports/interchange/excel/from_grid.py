"""From sheets to the plain value a model is made from, remembering the cell of every part of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from frameworks.document import Loc
from reports.interchange.excel.cells import Value, closest
from reports.interchange.excel.columns import Column
from reports.interchange.excel.findings import Findings, Spot, top_of
from reports.interchange.excel.grid import BLANK, Grid, Row
from reports.interchange.excel.layout import Layout, Part, Path
from reports.interchange.excel.tables import Table, name_of, read_table
from reports.interchange.excel.words import Words

Raw = dict[Any, Any]
Entry = tuple[Loc, Raw]

KEY = Column("key", "code", Words(meaning="Which of the keys the row is about."), required=True)
VALUE = Column("value", "text", Words(meaning="What is so for this definition."), required=True)
FOR_PEOPLE = ("what_it_means", "example")
"""Columns of a `_meta` sheet that are not read."""


def raw_definition(grid: Grid, layout: Layout, findings: Findings) -> Raw:
    """What the sheets of this layout say, as far as it can be read; empty when they say nothing."""
    return _Reading(grid, layout, findings).whole()


@dataclass
class _Reading:
    grid: Grid
    layout: Layout
    findings: Findings
    raw: Raw = field(default_factory=dict)
    entries: dict[Path, dict[str, Entry]] = field(default_factory=dict)
    tables: dict[str, Table | None] = field(default_factory=dict)

    def whole(self) -> Raw:
        for part in self.layout.parts:
            if part.sheet in self.grid:
                self._read(part)
            elif part.needed:
                self._miss(part)
        return self.raw

    def _miss(self, part: Part) -> None:
        """A sheet that is needed and not there is said once, and not for everything it would have said."""
        message = f"there is no sheet '{part.sheet}'; add it: {part.title}"
        self.findings.add(Spot(part.sheet, 1), message)
        if part.path:
            self.findings.settled.add(part.path)
        else:
            self.findings.settled |= {(column.key.split(".")[0],) for column in part.columns}

    def _read(self, part: Part) -> None:
        top = top_of(self.grid[part.sheet])
        self.findings.spots.setdefault(part.path, top)
        table = self._table(part)
        if part.form == "meta":
            self._meta(part, table, top)
            return
        if part.owner is None and part.form == "rows" and len(part.path) == 1:
            self.raw.setdefault(part.path[0], [])
        rows = self._own_rows(part, table) if table else []
        if part.needed and not rows:
            self.findings.add(top, f"there are no rows; add them: {part.title}", loc=part.path)
        for row in rows:
            assert table is not None
            self._row(part, table, row)

    def _table(self, part: Part) -> Table | None:
        if part.sheet not in self.tables:
            is_meta = part.form == "meta"
            columns = (KEY, VALUE) if is_meta else part.all_columns
            ignored = FOR_PEOPLE if is_meta else ()
            self.tables[part.sheet] = read_table(
                self.grid[part.sheet], columns, self.findings, ignored=ignored
            )
        return self.tables[part.sheet]

    def _meta(self, part: Part, table: Table | None, top: Spot) -> None:
        given = self._given(part, table) if table else {}
        found: Raw = {}
        for column in part.columns:
            steps = tuple(column.key.split("."))
            row = given.get(column.key)
            at = table.spot(row, VALUE) if table and row else top
            spot = Spot(at.place, at.line, column)
            cell = table.cell(row, VALUE.key) if table and row else BLANK
            value = self.findings.value(cell, column, (*part.path, *steps), spot)
            if value is not None:
                inside = found if len(steps) == 1 else found.setdefault(steps[0], {})
                inside[steps[-1]] = value
        self._keep_meta(part, found)

    def _given(self, part: Part, table: Table) -> dict[str, Row]:
        """The row of each key."""
        columns = {column.key: column for column in part.columns}
        given: dict[str, Row] = {}
        for row in table.rows:
            name, spot = name_of(table.cell(row, KEY.key).value), table.spot(row, KEY)
            if name in given:
                self.findings.add(spot, f"the key '{name}' stands here twice; keep one")
            elif name in columns:
                given[name] = row
            else:
                near = closest(name, list(columns))
                self.findings.add(spot, f"unknown key '{name}': {near}keys here are {', '.join(columns)}")
        return given

    def _keep_meta(self, part: Part, found: Raw) -> None:
        if part.path:
            self.raw |= {part.path[0]: found} if found else {}
        else:
            self.raw |= found
            for key in {column.key.split(".")[0] for column in part.columns if "." in column.key}:
                self.raw.setdefault(key, {})

    def _own_rows(self, part: Part, table: Table) -> list[Row]:
        if part.only is None:
            return list(table.rows)
        return [row for row in table.rows if self._lead(part.only, table, row) == part.named]

    def _lead(self, column: Column, table: Table, row: Row) -> str | None:
        """What a column before those of the model says; a problem when it says nothing."""
        spot = table.spot(row, column)
        cell = table.cell(row, column.key)
        if cell.is_blank and column.key in table.places:
            self.findings.add(spot, _empty(column))
        value = self.findings.value(cell, column, ("lead", spot.place), spot)
        return None if value is None else str(value)

    def _row(self, part: Part, table: Table, row: Row) -> None:
        parent = self._parent(part, table, row)
        if parent is None:
            return
        loc, inside = parent
        name = part.path[-1]
        if part.form == "rows":
            self._entry(part, table, row, (*loc, name), inside.setdefault(name, []))
        else:
            self._named(part, table, row, (*loc, name), inside.setdefault(name, {}))

    def _parent(self, part: Part, table: Table, row: Row) -> Entry | None:
        """What the row belongs to; None, with a problem, when that cannot be found."""
        if part.owner is None:
            above = part.path[:-1]
            return above, (self.raw.setdefault(above[0], {}) if above else self.raw)
        code = self._lead(part.owner, table, row)
        known = self.entries.get(part.path[:-1], {})
        if code is not None and code not in known:
            spot = table.spot(row, part.owner)
            hint = closest(code, list(known))
            sheet = next(each.sheet for each in self.layout.parts if each.path == part.path[:-1])
            self.findings.add(
                spot, f"there is no {part.owner.key} '{code}' on the sheet {sheet}; {hint}".rstrip("; ")
            )
        return None if code is None else known.get(code)

    def _entry(self, part: Part, table: Table, row: Row, at: Loc, entries: list[Raw]) -> None:
        loc = (*at, len(entries))
        entry = self._fields(part.columns, table, row, loc)
        entries.append(entry)
        code = entry.get("code")
        if isinstance(code, str):
            self.entries.setdefault(part.path, {}).setdefault(code, (loc, entry))

    def _named(self, part: Part, table: Table, row: Row, loc: Loc, inside: Raw) -> None:
        """A value, or fields, under the names that the first columns say."""
        depth = 2 if part.form == "grouped" else 1
        found = [self._name(column, table, row) for column in part.columns[:depth]]
        names = [name for name in found if name is not None]
        if len(names) < depth:
            return
        *way, last = names
        for step in way:
            inside = inside.setdefault(step, {})
        if last in inside:
            spot = table.spot(row, part.columns[depth - 1])
            self.findings.add(spot, f"'{last}' stands here twice; keep one")
            return
        at, columns = (*loc, *names), part.columns[depth:]
        if part.form == "keyed":
            inside[last] = self._fields(columns, table, row, at)
        else:
            inside[last] = self._value(columns[0], table, row, at)

    def _fields(self, columns: Sequence[Column], table: Table, row: Row, loc: Loc) -> Raw:
        self.findings.spots[loc] = Spot(table.sheet.place(row.line, 0), row.line)
        fields: Raw = {}
        for column in columns:
            at = (*loc, column.key)
            if column.required and column.key not in table.places:
                self.findings.settled.add(at)  # said once, of the whole column
            spot = table.spot(row, column)
            value = self.findings.value(table.cell(row, column.key), column, at, spot)
            if value is not None:
                fields[column.key] = value
        return fields

    def _value(self, column: Column, table: Table, row: Row, loc: Loc) -> Value:
        spot = table.spot(row, column)
        value = self.findings.value(table.cell(row, column.key), column, loc, spot)
        if value is None and loc not in self.findings.settled and column.key in table.places:
            self.findings.add(spot, _empty(column), loc=loc)
        return value

    def _name(self, column: Column, table: Table, row: Row) -> str | int | None:
        spot = table.spot(row, column)
        cell = table.cell(row, column.key)
        value = self.findings.value(cell, column, ("name", spot.place), spot)
        if value is None and cell.is_blank and column.key in table.places:
            self.findings.add(spot, _empty(column))
        return value if isinstance(value, (str, int)) else None


def _empty(column: Column) -> str:
    return f"{column.key} is empty; fill it in: {column.words.meaning}"
