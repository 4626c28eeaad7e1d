"""How well the words are read against the numbers: part of `make bench`.

Reads every labelled sentence in tests/cases/narrative and tells, by kind of finding, how many were
to be found, precision (what is found that is right) and recall (what is wrong that is found), and
what a sentence takes.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from narrative_cases import CASES, KINDS, Found, Score, cases, found, found_by, score


def measured(folder: Path = CASES) -> tuple[Found, float]:
    """What was found in the folder's sentences, and milliseconds a sentence."""
    all_cases = cases(folder)
    found(all_cases[:1], found_by)  # what is compiled at the first reading isn't reading
    begun = time.perf_counter()
    outcome = found(all_cases, found_by)
    return outcome, 1000 * (time.perf_counter() - begun) / len(all_cases)


def table(outcome: Found, milliseconds: float) -> list[str]:
    """One line a kind, one for all, and what was measured."""
    correct = sum(case.correct for case in outcome)
    lines = [f"{'':<22}{'antal':>6}{'precision':>11}{'recall':>8}"]
    lines += [_line(kind.value, score(outcome, kind)) for kind in KINDS.values()]
    lines.append(_line("alla", score(outcome)))
    lines.append(
        f"{len(outcome)} meningar, {correct} av dem riktiga; {milliseconds:.1f} ms per mening"
    )
    return lines


def _line(name: str, of: Score) -> str:
    return f"{name:<22}{of.hits + of.misses:>6}{of.precision:>11.2f}{of.recall:>8.2f}"


def told() -> list[str]:
    """The measurement as `make bench` prints it."""
    return table(*measured())


if __name__ == "__main__":
    for line in told():
        print(line)
