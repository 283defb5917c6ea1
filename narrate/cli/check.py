"""The command that proves that a file says what its source says."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.dressing import DisclosedAt, DisclosureText, LoudnessTarget, VoiceCredit, disclose_as
from narrate.cli.options import (
    DEFAULT_VOICE,
    AsJson,
    Byline,
    Force,
    Lexicons,
    ReadAloud,
    Roles,
    SiteRules,
    VoiceName,
    load_reader,
    load_script,
    read_as,
)

if TYPE_CHECKING:
    from narrate.check import Verdict
    from narrate.inspect import Findings


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A narration: MP3, M4B, Opus, WAV and others.")],
    *,
    against: Annotated[
        str, typer.Option("--against", metavar="SOURCE", help="What it was made of: a file, or a web address.")
    ],
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    byline: Byline = True,
    aloud: ReadAloud = None,
    force: Force = False,
    sites: SiteRules = None,
    roles: Roles = True,
    disclosed_at: DisclosedAt = "end",
    disclosure_text: DisclosureText = "",
    voice_credit: VoiceCredit = False,
    loudness: LoudnessTarget = None,
    as_json: AsJson = False,
) -> None:
    """Prove that every word of a source is heard in a file, once and at its pace, and that its levels are right.

    The voice and what is read should be those that it was made with; another program's file is told by its pace.
    """
    import json

    from narrate.check import check as judge
    from narrate.errors import CheckError
    from narrate.inspect import inspect
    from narrate.model import LOUDNESS_LUFS

    found = inspect(file)
    reading = read_as(byline=byline, aloud=aloud, force=force, sites=sites)
    disclosure = disclose_as(disclosed_at, disclosure_text, credit=voice_credit)
    script, cast = load_script(against, load_reader(voice, 1.0, lexicon, roles=roles), reading, disclosure)
    verdict = judge(found, script, cast.phonemes, target_lufs=LOUDNESS_LUFS if loudness is None else loudness)
    typer.echo(json.dumps(asdict(verdict), ensure_ascii=False) if as_json else _text(verdict, found))
    if verdict.faults:
        count = len(verdict.faults)
        raise CheckError(f"{file} is not what {against} asks for: {count} fault{'' if count == 1 else 's'}")


def _text(verdict: "Verdict", found: "Findings") -> str:
    from narrate.model import clock

    loudness = found.loudness
    lines = [
        f"{verdict.words_heard} of {verdict.words} words heard in {clock(found.duration_ms)}, pace {verdict.pace:.2f}",
        f"{loudness.integrated_lufs:.1f} LUFS, peak {loudness.peak_dbtp:.1f} dBTP, {found.clipped} clipped",
        *(f"{clock(fault.at_ms):>7}  {fault.kind}: {fault.what}" for fault in verdict.faults),
    ]
    return "\n".join(lines)
