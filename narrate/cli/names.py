"""The command that lists the names to listen to before an article is spoken."""

import typer

from narrate.cli.options import (
    DEFAULT_VOICE,
    AllowPrivate,
    AsJson,
    Byline,
    Force,
    Lexicons,
    ReadAloud,
    SiteRules,
    SourceName,
    VoiceName,
    load_reader,
    load_script,
    read_as,
)
from narrate.cli.tell import tell


def names(
    source: SourceName,
    *,
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    byline: Byline = True,
    aloud: ReadAloud = None,
    force: Force = False,
    sites: SiteRules = None,
    private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """List the names that no lexicon and no word list knows, as a lexicon to correct."""
    from narrate.cli.printed import names_json, names_toml
    from narrate.names import unknown_names

    reader = load_reader(voice, lexicon)
    reading = read_as(byline=byline, aloud=aloud, force=force, sites=sites)
    script, cast = load_script(source, reader, reading, private=private)
    found = unknown_names(script, reader.lexicon, cast.phonemes)
    if as_json:
        typer.echo(names_json(found))
    elif found:
        typer.echo(names_toml(found))
    else:
        tell(f"{source}: every name is known")
