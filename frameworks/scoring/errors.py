"""What is wrong with an expression, and where in it."""


class ExpressionError(Exception):
    """An expression that cannot be used. `line` and `column` count from 1, inside the expression."""

    def __init__(self, message: str, *, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.message, self.line, self.column = message, line, column
