"""What goes to standard error: one line, whatever happened."""

import typer


def tell(line: str) -> None:
    """A line of ours."""
    typer.echo(f"narrate: {' '.join(line.split())}", err=True)
