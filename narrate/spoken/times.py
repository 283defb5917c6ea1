"""Times of the day."""

import re
from typing import Final

from narrate.spoken.amounts import word_before
from narrate.spoken.letters import spelled
from narrate.spoken.numbers import cardinal, number, pair, second_half

_ZONES = "EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST EET EEST MSK IST JST KST AEST".split()
_HALF = r"(?P<half>[AaPp])\.?\s?[Mm](?![\w'])\.?"
_WRITTEN = "|".join([*_ZONES, *(zone.lower() for zone in _ZONES if len(zone) > len("ET")), r"e\.s\.t", r"e\.d\.t"])
_ZONE = rf"(?:\s?(?P<zone>{_WRITTEN})\b\.?)?"
_CLOCK = r"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"

HALVES: Final = re.compile(
    rf"(?:(?P<from>[01]?\d|2[0-4])(?:[:.](?P<fromminute>[0-5]\d))?(?:\s?(?P<fromhalf>[AaPp])\.?\s?[Mm]\.?)?\s?[-–—]\s?)?"
    rf"{_CLOCK}\s?{_HALF}{_ZONE}"
)
CLOCK: Final = re.compile(
    rf"(?:(?P<from>[01]?\d|2[0-4]):(?P<fromminute>[0-5]\d)\s?[-–—]\s?)?"
    rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d(?:\.\d{{1,3}})?))?(?![\d:]|[.,]\d){_ZONE}"
)
MILITARY: Final = re.compile(
    rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:(?P<told>(?=\s?(?:hours|hrs|local|{'|'.join(_ZONES)})\b))|(?![\w:%/-]|[.,]\d))"
    rf"{_ZONE}"
)
ZULU: Final = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)Z(?!\w)")
EARLY: Final = re.compile(
    r"(?P<hour>0\d)\.(?P<minute>[0-5]\d)(?:\s?[-–—]\s?(?P<to>[0-2]\d)\.(?P<tominute>[0-5]\d))?(?![\d%]|[.,]\d)"
)
RACE: Final = re.compile(r"(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d\.\d{1,3})(?![\w:])")
_NOON = 12
_AT = frozenset("at by until till from since around about before after to".split())
_PAIR = 10


def halves(match: re.Match[str]) -> str | None:
    """3:16 p.m., 5 PM EST, 2-3 p.m."""
    said = _first(match)
    half = match["fromhalf"]
    if half and said:
        said = said.replace(" to ", f" {_half(half)} to ", 1)
    if match["second"] is None:
        hour = str(int(match["hour"]))
        said += _clock(hour, match["minute"], sharp="")
    else:
        said += _long(match)
    return f"{said} {_half(match['half'])}{_zone(match)}"


def clock(match: re.Match[str]) -> str | None:
    """15:30, 23:00 GMT, 14:10:30."""
    said = _first(match)
    if match["second"] is not None:
        return said + _long(match) + _zone(match)
    return (
        said
        + _clock(
            match["hour"], match["minute"], sharp="" if match["zone"] and int(match["hour"]) <= _NOON else " o'clock"
        )
        + _zone(match)
    )


def military(match: re.Match[str]) -> str | None:
    """0600 GMT, 1330 hours, "at 0630"."""
    hour, minute = match["hour"], int(match["minute"])
    early = hour[0] == "0" and word_before(match.string, match.start()) in _AT
    if match["told"] is None and not early:
        return None
    return f"{_military(hour, minute)}{_zone(match)}"


def zulu(match: re.Match[str]) -> str | None:
    """0430Z."""
    return f"{_military(match['hour'], int(match['minute']))} Zulu"


def early(match: re.Match[str]) -> str | None:
    """09.30, 09.30–17.30."""
    said = _clock(match["hour"], match["minute"], sharp="")
    return f"{said} to {_clock(match['to'], match['tominute'], sharp='')}" if match["to"] else said


def race(match: re.Match[str]) -> str | None:
    """14:21.5, the time of a run."""
    return f"{_count(match['minutes'], 'minute')} {_count(match['seconds'], 'second')}"


def _first(match: re.Match[str]) -> str:
    hour = match["from"]
    return f"{_clock(hour, match['fromminute'], sharp='')} to " if hour is not None else ""


def _clock(hour: str, minute: str | None, *, sharp: str) -> str:
    said = cardinal(int(hour))
    if minute is None or minute == "00":
        return said + sharp
    return f"{said} {'oh ' if int(minute) < _PAIR else ''}{pair(int(minute))}"


def _long(match: re.Match[str]) -> str:
    parts = [_count(match["hour"], "hour"), _count(match["minute"], "minute"), _count(match["second"], "second")]
    return f"{parts[0]} {parts[1]} and {parts[2]}"


def _count(figures: str, noun: str) -> str:
    said = number(figures.lstrip("0") or "0") if "." in figures else cardinal(int(figures))
    return f"{said} {noun}{'' if said == 'one' else 's'}"


def _half(letter: str) -> str:
    return spelled(f"{letter.upper()}M")


def _military(hour: str, minute: int) -> str:
    said = f"{'oh ' if hour[0] == '0' else ''}{cardinal(int(hour))}"
    return f"{said} {'hundred' if minute == 0 else second_half(minute)}"


def _zone(match: re.Match[str]) -> str:
    zone = match["zone"]
    return f" {spelled(zone.replace('.', '').upper())}" if zone else ""
