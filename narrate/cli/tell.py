"""What goes to standard error: one line, whatever happened."""

import typer

from narrate.errors import NarrateError


def tell_error(exc: NarrateError) -> None:
    """What is wrong, and what to do about it."""
    tell(f"{exc.message}; {exc.hint}" if exc.hint else exc.message)


def tell(line: str) -> None:
    """One line of ours."""
    typer.echo(f"narrate: {' '.join(line.split())}", err=True)
