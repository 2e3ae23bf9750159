"""A figure that a workbook works out again by itself, from a formula that a reader can follow."""

from mapping.cell import Cell


class Live(Cell):
    """A cell with its result now and the formula, without `=`, that gives it. Formulas are always ours.

    A `whole` one never has decimals, whatever its numbers become.
    """

    formula: str
    whole: bool = False
