"""What goes to standard error: one line, whatever happened."""

import typer

PROGRAM = "narrate"


def misused(exc: typer.TyperException) -> str:
    """What typer finds wrong with the words of a command; empty where there are none, and it has shown the help."""
    wrong = exc.format_message().replace("Value error, ", "")  # pydantic says so before what is wrong
    context: typer.Context | None = getattr(exc, "ctx", None)
    path = context.command_path if context else PROGRAM
    return f"{wrong[0].lower()}{wrong[1:].removesuffix('.')} ('{path} --help' tells more)" if wrong else ""


def tell(line: str) -> None:
    """A line of ours."""
    typer.echo(f"narrate: {' '.join(line.split())}", err=True)
