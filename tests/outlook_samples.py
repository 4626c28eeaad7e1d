"""A small division on disk: a plan's measures and production, a period file, tidy exports."""

from collections.abc import Iterable
from pathlib import Path

from styrkort.period import Period
from styrkort.report import build_report
from styrkort.scorecard import Report

_PLAN = """\
region: Region Prov
division: Prov
år: 2022
{more}
perspektiv:
  - namn: Verksamhet
    strategiska_mål:
      - namn: Ett mål
        framgångsfaktorer:
          - namn: Hållbar arbetsmiljö
            styrmått:
{measures}"""
_MEASURE = (
    "              - {{id: {id}, namn: Måttet {id}, uppföljning: [DÅ04, DÅ08, ÅR], {keys}}}\n"
)
_HEADER = "styrmått;verksamhet;månad;värde;täljare;nämnare;antal_personer\n"


def measure(keys: str, id: str = "a") -> str:
    """A measure of the plan, its keys in flow style."""
    return _MEASURE.format(id=id, keys=keys)


def months(
    id: str, year: int, values: Iterable[object], unit: str = "", persons: object = ""
) -> str:
    """Rows of the year's months from January on; None leaves a month out."""
    there = [(m, value) for m, value in enumerate(values, 1) if value is not None]
    return "".join(f"{id};{unit};{year}-{m:02};{value};;;{persons}\n" for m, value in there)


def ratios(id: str, year: int, pairs: Iterable[tuple[int, int]], persons: object = "") -> str:
    """Rows of täljare and nämnare from January on."""
    numbered = enumerate(pairs, 1)
    return "".join(f"{id};;{year}-{m:02};;{t};{n};{persons}\n" for m, (t, n) in numbered)


def division(
    root: Path,
    rows: str,
    *,
    measures: str = "",
    more: str = "",
    stated: str = "",
    code: str = "DÅ08",
) -> Report:
    """The report of a division with these parts; ``more`` are further keys of the plan."""
    params, data = root / "params/prov/2022", root / "data/prov/2022"
    params.mkdir(parents=True, exist_ok=True)
    data.mkdir(parents=True, exist_ok=True)
    period = Period(code, 2022)
    plan = _PLAN.format(more=more, measures=measures or measure("enhet: st", id="annat"))
    (params / "plan.yaml").write_text(plan, encoding="utf-8")
    (params / f"{period.slug}.yaml").write_text(stated or "{}\n", encoding="utf-8")
    (data / "export.csv").write_text(_HEADER + rows, encoding="utf-8")
    return build_report(root, "prov", period)
