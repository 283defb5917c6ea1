"""What goes to standard error: one line, whatever happened."""

import typer

from narrate.errors import NarrateError


def one_line(exc: NarrateError) -> str:
    """What is wrong, and what to do about it."""
    return f"{exc.message}; {exc.hint}" if exc.hint else exc.message


def tell(line: str) -> None:
    """A line of ours."""
    typer.echo(f"narrate: {' '.join(line.split())}", err=True)
