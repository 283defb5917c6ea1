"""What a page's boxes and its words about itself say of each line, as numbers for the forest to judge."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from narrate.clean.furniture.worded import Worded
from narrate.clean.html.layout import MARKS, numbers
from narrate.clean.html.meta import Meta
from narrate.clean.html.page import Box, Cut, Page
from narrate.clean.lines import Line, plain
from narrate.clean.weighing.context import surroundings
from narrate.clean.weighing.features import Columns
from narrate.clean.weighing.groups import paths, shared
from narrate.model import Kind

_Numbers = NDArray[np.float64]

_CORES = (0.4, 0.6, 0.85)  # of the running text
_CLIMB = 4  # boxes over a paragraph that its words speak for, each half as much as the one in it
_DEEP, _APART = 20, 50  # steps; more, or no common box, is the same
_HEIGHTS = range(4)  # boxes around a line that are looked into
_OVER, _UNDER = -60, 200  # lines from the first top heading; further is the same
_NO_TOP = -99
_FEWEST_WITNESSED = 600  # characters; a shorter text for machines is an excerpt
_COMPARED = 300  # characters of a line
_CUT_END = 10  # characters at the end of those, which may differ by a word cut in two
_KINDS = list(Kind)
_TAGS = {"p": 0, "li": 1, "div": 2, "h2": 5, "h3": 6, "h4": 7, "h1": 8, "td": 9, "table": 9, "blockquote": 10}
_OTHER_TAG = 12
_STEPS = (-2, -1, 1, 2)
_NOBODY = -2.0


def measure(page: Page, text: Worded, meta: Meta) -> Columns:
    """For each line all that is known of it."""
    lines = text.lines
    by_number = dict(zip(numbers(page), enumerate(page.cuts), strict=True))
    held = [by_number[line.number] for line in lines]
    places, cuts = np.array([place for place, _ in held], int), [cut for _, cut in held]
    linked = np.array([cut.linked / len(cut.text) for cut in cuts], float)
    columns = surroundings(text, linked, meta.titles[0] if meta.titles else "")
    sums = _Boxes(page, places, columns)
    boxes = [cut.box for cut in cuts]
    columns |= {mark: np.array([mark in line.marks for line in lines], float) for mark in MARKS}
    columns["bold"] = np.array([cut.emphasis / len(cut.text) for cut in cuts], float)
    for name, groups in paths(page.boxes, boxes):
        columns |= shared(name, groups, columns)
    return (
        columns
        | _near(page, boxes, sums)
        | _cores(page, boxes, sums)
        | _own(page, lines, cuts)
        | _witnesses(lines, meta)
    )


class _Boxes:
    """What each box holds: words of prose, words, words in links, lines; and each line's words of prose."""

    def __init__(self, page: Page, places: NDArray[np.int64], columns: Columns) -> None:
        words = columns["words"]
        values = np.stack([columns["prose"] * words, words, columns["linked"] * words, np.ones(len(words))], axis=1)
        table = np.zeros((len(page.cuts) + 1, 4))
        table[places + 1] = values
        sums = table.cumsum(axis=0)
        starts, ends = ([box.start for box in page.boxes], [box.end for box in page.boxes])
        self.total = max(1.0, float(sums[-1][0]))
        self.held = np.concatenate([sums[ends] - sums[starts], [sums[-1]]])  # the last is the page
        self.prose: list[float] = values[:, 0].tolist()


def _near(page: Page, boxes: Sequence[int], sums: _Boxes) -> Columns:
    """What the boxes around a line hold."""
    parents = np.array([*(box.parent for box in page.boxes), -1], int)
    found, at = {}, np.array(boxes, int)
    for height in _HEIGHTS:
        prose, words, links, count = sums.held[at].T
        found[f"box {height} share"] = prose / sums.total
        found[f"box {height} links"] = links / np.maximum(1, words)
        found[f"box {height} lines"] = count
        found[f"box {height} prose"] = prose / np.maximum(1, words)
        at = parents[at]
    return found


def _cores(page: Page, boxes: Sequence[int], sums: _Boxes) -> Columns:
    """How far a line is from the boxes that hold the running text, up the page's tree and down again."""
    sizes = [box.end - box.start for box in page.boxes]
    targets = [_densest(page, boxes, sums)]
    for share in _CORES:
        able = np.flatnonzero(sums.held[:-1, 0] >= share * sums.total).tolist()
        targets.append(min(able, key=sizes.__getitem__, default=-1))
    found = {}
    for name, target in zip(("dense", *_CORES), targets, strict=True):
        ways = _ways(page.boxes, target)
        table = np.array([ways[box] for box in boxes], float).reshape(len(boxes), 2)
        found[f"up to {name}"], found[f"down to {name}"] = table.T
    return found


def _densest(page: Page, boxes: Sequence[int], sums: _Boxes) -> int:
    """The box that most prose speaks for, each line for the boxes right around its own the most."""
    spoken: defaultdict[int, float] = defaultdict(float)
    for box, words in zip(boxes, sums.prose, strict=True):
        at, voice = box, words
        for _ in range(_CLIMB if words else 0):
            at = page.boxes[at].parent if at >= 0 else -1
            if at < 0:
                break
            spoken[at] += voice
            voice /= 2
    for box in spoken:
        _, words, links, _ = sums.held[box]
        spoken[box] *= 1 - links / max(1.0, words)
    return max(spoken, key=spoken.__getitem__, default=-1)


def _ways(boxes: Sequence[Box], target: int) -> list[tuple[int, int]]:
    """For each box the steps up to the first box that holds the target, and from there down to it."""
    down = {}
    at, steps = target, 0
    while at >= 0:
        down[at] = steps
        at, steps = boxes[at].parent, steps + 1
    ways: list[tuple[int, int]] = []
    for i, box in enumerate(boxes):
        up, far = ways[box.parent] if box.parent >= 0 else (0, _APART)
        ways.append((0, min(down[i], _APART)) if i in down else (min(up + 1, _DEEP), far))
    return [*ways, (_DEEP, _APART)]  # the last is what is in no box


def _own(page: Page, lines: Sequence[Line], cuts: Sequence[Cut]) -> Columns:
    """The line's own element, how far below the page's first top heading it is, and what its neighbours' are."""
    tags = [page.boxes[cut.box].tag if cut.box >= 0 else "" for cut in cuts]
    parents = np.array([page.boxes[cut.box].parent if cut.box >= 0 else -1 for cut in cuts], float)
    codes = np.array([_TAGS.get(tag, _OTHER_TAG) for tag in tags], float)
    top = tags.index("h1") if "h1" in tags else None
    below = np.arange(len(cuts)) - top if top is not None else np.full(len(cuts), _NO_TOP)
    found = {
        "tag": codes,
        "below top": np.clip(below, _OVER, _UNDER).astype(float) if top is not None else below.astype(float),
        "kind": np.array([_KINDS.index(line.kind) for line in lines], float),
        "level": np.array([line.level for line in lines], float),
    }
    for step in _STEPS:
        found[f"{step:+d} tag"] = _neighbour(codes, step)
        found[f"{step:+d} sibling"] = (_neighbour(parents, step) == parents).astype(float)
    return found


def _neighbour(values: _Numbers, step: int) -> _Numbers:
    found = np.roll(values, -step)
    found[-step if step > 0 else 0 : None if step > 0 else -step] = _NOBODY
    return found


def _witnesses(lines: Sequence[Line], meta: Meta) -> Columns:
    """Whether the page's texts for machines have the line, and whether the line names the author."""
    body = f" {plain(meta.body or '')} "
    told = len(body) > _FEWEST_WITNESSED
    description, author = plain(meta.description or ""), plain(meta.author or "")
    bare = [plain(line.text[:_COMPARED]) for line in lines]
    return {
        "in body": np.array([text[:-_CUT_END] in body if told else -1 for text in bare], float),
        "described": np.array([bool(description) and text[:60] in description for text in bare], float),
        "author": np.array([bool(author) and author in text for text in bare], float),
    }
