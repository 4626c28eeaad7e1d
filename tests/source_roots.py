"""ROOT folders with one källa or a few, as an office would keep them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from styrkort.period import Period
from styrkort.plan import load_plan
from styrkort.sources import Exports, read_exports

PLAN = "params/d/2022/plan.yaml"
HEAD = """\
region: Region Exempel
division: Divisionen
år: 2022
verksamheter: [IT/MT, Service]
perspektiv:
  - namn: Medarbetare
    strategiska_mål:
      - namn: Mål
        framgångsfaktorer:
          - namn: Faktor
            styrmått:
              - {id: sjuk, namn: Sjukfrånvaro, enhet: "%", uppföljning: [DÅ04, DÅ08, ÅR]}
              - {id: kost, namn: Kostnad, enhet: mnkr, uppföljning: [DÅ04, DÅ08, ÅR]}
              - {id: sent, namn: Följs upp senare, enhet: st, uppföljning: [ÅR]}
produktion: [{id: arenden, namn: Ärenden, enhet: st}]
"""

Content = str | bytes | Mapping[str, Sequence[Sequence[object]]]
"""Text, bytes, or a workbook's sheets by name."""


def plan_of(root: Path, sources: str) -> Path:
    """A plan with the källor, each line of them as under ``källor:``."""
    path = root / PLAN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD}källor:\n{sources}", encoding="utf-8")
    return path


def exports_of(
    root: Path, sources: str, files: Mapping[str, Content], code: str = "DÅ08"
) -> Exports:
    """What the källor give of the files, which are named from the year: "2022/hr.csv"."""
    plan = load_plan(plan_of(root, sources), PLAN)
    for name, content in files.items():
        _write(root / "data" / "d" / name, content)
    return read_exports(root, "d", plan, Period(code, 2022))


def _write(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Mapping):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in content.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(path)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
