"""Raises each floor in floors.json to what is measured today, and never lowers one: python tests/record_floors.py.

A floor is lowered, and a corpus exchanged, by hand, where a review can see it.
"""

import json
import math

from measures import DATA, FLOORS, MEASURES, SCORERS, digest

_DIGITS = 1000  # three are kept: another release of espeak may move a case or two


def main() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, floor in floors.items():
        corpus = DATA / floor["corpus"]
        if floor.setdefault("sha256", digest(corpus)) != digest(corpus):
            print(f"{name}: {corpus} is another corpus; left as it is")
            continue
        figures = MEASURES[floor["measure"]](corpus, SCORERS)
        for figure, least in floor["at_least"].items():
            floor["at_least"][figure] = max(least, math.floor(figures[figure] * _DIGITS) / _DIGITS)
        for figure, most in floor["at_most"].items():
            floor["at_most"][figure] = min(most, math.ceil(figures[figure] * _DIGITS) / _DIGITS)
        print(name, {figure: round(figures[figure], 4) for figure in (*floor["at_least"], *floor["at_most"])})
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
