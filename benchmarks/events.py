"""Five million happenings to verdicts, ours and plain pandas: `python benchmarks/events.py`.

The log is made anew from a seed, as CSV and as Parquet, in a temporary folder: three years, thirty
verksamheter, with a share of each year's happenings closed in time. Each way runs in a process of
its own, so that its time is from nothing to the verdicts and its peak memory is its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DIVISION, YEAR, UNITS, DAYS, SEED = "handelser", 2022, 30, 1096, 20220831
LOG = "arenden"
SIZES = (1_000_000, 5_000_000)
KINDS = ("csv", "parquet")
WAYS = ("styrkort", "pandas")

_ROWS = """
SELECT i AS "Ärendenr",
    strftime(DATE '2020-01-01' + (hash(i, {seed}) % {days})::INTEGER, '%Y-%m-%d') || ' '
        || lpad((i % 24)::VARCHAR, 2, '0') || ':30' AS "Inkom",
    (4700 + hash(i, {seed}, 1) % {units})::VARCHAR AS "Enhet",
    CASE WHEN hash(i, {seed}, 2) % 100 < 85 THEN 'ja' ELSE 'nej' END AS "Inom tid",
    'Något om ärende ' || i AS "Rubrik"
FROM range({count}) AS r (i)
"""


def plan(kind: str) -> str:
    """A plan of two measures over the log: how many, and how large a share in time."""
    units = [f"Verksamhet {number}" for number in range(UNITS)]
    codes = "\n".join(f'        "{4700 + at}": {unit}' for at, unit in enumerate(units))
    source = f"""
  - id: {{id}}
    fil: {LOG}.{kind}
    kolumner: {{{{verksamhet: Enhet}}}}
    fasta: {{{{styrmått: {{id}}}}}}
    översättning:
      verksamhet:
{codes}
    händelser: {{{{datum: Inkom{{more}}}}}}"""
    many = source.format(id="antal_arenden", more="")
    in_time = source.format(id="andel_i_tid", more=", täljare: {Inom tid: [ja]}")
    return f"""region: Mätning
division: Händelser
år: {YEAR}
verksamheter: [{", ".join(units)}]
källor:{many}{in_time}
perspektiv:
  - namn: Verksamhet
    strategiska_mål:
      - namn: Ärenden
        framgångsfaktorer:
          - namn: Ärenden i tid
            styrmått:
              - {{id: antal_arenden, namn: Ärenden, enhet: antal, uppföljning: [DÅ08],
                 beräkning: summa, mål: {{minst: 1000}}}}
              - {{id: andel_i_tid, namn: Ärenden i tid, enhet: "%", uppföljning: [DÅ08],
                 beräkning: kvot, decimaler: 1, mål: {{minst: 90, delvis: 80}}}}
"""


def make(root: Path, kind: str, count: int) -> None:
    """A ROOT whose data folder holds the log as one file a year, and the plan that reads it."""
    import duckdb

    params = root / f"params/{DIVISION}/{YEAR}"
    params.mkdir(parents=True)
    (params / "plan.yaml").write_text(plan(kind), encoding="utf-8")
    rows = _ROWS.format(seed=SEED, days=DAYS, units=UNITS, count=count)
    how = "(FORMAT parquet)" if kind == "parquet" else "(FORMAT csv, HEADER, DELIMITER ';')"
    for year in range(YEAR - 2, YEAR + 1):
        path = root / f"data/{DIVISION}/{year}/{LOG}.{kind}"
        path.parent.mkdir(parents=True)
        chosen = f"""SELECT * FROM ({rows}) WHERE "Inkom" LIKE '{year}%'"""
        duckdb.execute(f"COPY ({chosen}) TO '{path}' {how}")


def by_styrkort(root: Path) -> Iterator[str]:
    """The verdicts of our own report."""
    from styrkort.period import Period
    from styrkort.report import build_report

    report = build_report(root, DIVISION, Period("DÅ08", YEAR))
    for result in report.measures:
        yield f"{result.id} {result.fulfilment.value}"


def by_pandas(root: Path) -> Iterator[str]:
    """The same sums and verdicts as a plain script makes them."""
    import pandas

    files = sorted((root / f"data/{DIVISION}").glob(f"*/{LOG}.*"))
    logs = [
        pandas.read_parquet(path)
        if path.suffix == ".parquet"
        else pandas.read_csv(path, sep=";", dtype=str)
        for path in files
    ]
    log = pandas.concat(logs)
    log["månad"] = pandas.to_datetime(log["Inkom"]).dt.strftime("%Y-%m")
    log["i tid"] = log["Inom tid"] == "ja"
    grouped = log.groupby(["månad", "Enhet"])["i tid"].agg(["size", "sum"]).reset_index()
    chosen = grouped[grouped["månad"].between(f"{YEAR}-01", f"{YEAR}-08")]
    many, in_time = chosen["size"].sum(), chosen["sum"].sum()
    share = 100 * in_time / many
    yield f"antal_arenden {'Uppfyllt' if many >= 1000 else 'Ej uppfyllt'}"
    yield (
        "andel_i_tid "
        + ("Uppfyllt" if share >= 90 else "Delvis uppfyllt" if share >= 80 else "Ej uppfyllt")
    )


def peak() -> int:
    """The most memory that this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measured(way: str, root: Path) -> tuple[float, int, list[str]]:
    """Seconds, MB and verdicts of one way, in a process of its own."""
    line = [sys.executable, __file__, "--way", way, "--root", str(root)]
    begun = time.perf_counter()
    ended = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", env=_compiled())
    taken = time.perf_counter() - begun
    if ended.returncode:
        raise SystemExit(ended.stderr)
    *verdicts, most = ended.stdout.splitlines()
    return taken, int(most), verdicts


def _compiled() -> dict[str, str]:
    """The environment, with compiled modules kept as an analyst's are."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def compared(sizes: tuple[int, ...] = SIZES) -> Iterator[str]:
    """A line for each way, kind and size; both ways have to come to the same verdicts."""
    for count in sizes:
        for kind in KINDS:
            with tempfile.TemporaryDirectory(prefix="styrkort-bench-") as folder:
                make(Path(folder), kind, count)
                said = {way: measured(way, Path(folder)) for way in WAYS if _can(way, kind)}
            if len({tuple(verdicts) for _, _, verdicts in said.values()}) != 1:
                raise SystemExit(f"{kind}, {count} rader: måluppfyllelsen skiljer sig: {said}")
            for way, (taken, most, _) in said.items():
                rows = f"{count:,}".replace(",", " ")
                yield f"{way:<10}{kind:<9}{rows:>10} rader {taken:7.2f} s {most:6} MB"


def _can(way: str, kind: str) -> bool:
    """Plain pandas reads Parquet only where pyarrow is installed, which we don't need."""
    from importlib.util import find_spec

    return way != "pandas" or kind != "parquet" or find_spec("pyarrow") is not None


def main() -> None:
    """Measure and print; with --way, be the process that is measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--way", choices=WAYS)
    asked.add_argument("--root", type=Path)
    given = asked.parse_args()
    if given.way is None:
        for line in compared():
            print(line, flush=True)
        return
    verdicts = by_styrkort(given.root) if given.way == "styrkort" else by_pandas(given.root)
    print("\n".join(verdicts))
    print(peak())


if __name__ == "__main__":
    main()
