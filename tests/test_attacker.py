"""Whoever has every edition, and knows every group's size, learns nothing of the small ones."""

import contextlib
import io
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import attack
from attack import KINDS, editions, exact_leaks, pinned_leaks, published, small_cells, world_of
from conftest import require_tool
from styrkort import cli
from styrkort.disclosure import closing, rule
from styrkort.outcomes import Outcomes
from styrkort.utfall import Utfall

YEARS = (2021, 2022)
SEEDS = (*range(8), 10, *range(12, 16), *range(17, 21), *range(22, 25))
"""Small worlds, of which none takes many seconds."""

# What can be worked out


@cache
def told_of(seed: int) -> tuple[attack.World, tuple[attack.Published, ...]]:
    """A world and all that is published of it, as the protection stands."""
    world = world_of(seed)
    return world, tuple(published(world, YEARS))


# In the latter seven something was once found.
@pytest.mark.parametrize("seed", [*SEEDS, 26, 172, 359, 450, 1212, 2084, 5021, 6124])
def test_no_small_groups_figure_follows_exactly_from_all_the_editions(seed: int) -> None:
    assert not exact_leaks(*told_of(seed))


@pytest.mark.parametrize("seed", [40, 41, 42, 43, 44, 46])
def test_no_small_groups_figure_can_only_be_one_number(seed: int) -> None:
    assert not pinned_leaks(*told_of(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_groups_own_figure_is_never_published(seed: int) -> None:
    world, known = told_of(seed)
    for figure in known:
        few = small_cells(world).get(figure.cell, set())
        assert not few & {month for _, _, month in figure.parts}


def test_enough_is_shown_for_the_attack_to_mean_something() -> None:
    attacked = [len(known) for world, known in map(told_of, SEEDS) if small_cells(world)]
    assert len(attacked) > 10
    assert sum(count > 0 for count in attacked) > 8


# The attacker is no fool: with any part of the protection off, something is found.


def losses(seeds: Sequence[int], attacked: Any) -> int:
    return sum(bool(attacked(world_of(s), published(world_of(s), YEARS))) for s in seeds)


def test_without_complements_the_attacker_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_small(months: Any, _blocks: Any, withheld: frozenset[Any]) -> frozenset[Any]:
        return withheld.union(*(table.small - table.unreported for table in months))

    monkeypatch.setattr(rule, "closed", only_small)
    assert losses(range(12), exact_leaks) > 2


def test_without_a_look_at_what_is_left_the_attacker_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large, other = ("A", "", "2022-03"), ("B", "", "2022-03"), ("C", "", "2022-03")
    world = attack.World(
        attack.measure_of("summa"), ("A", "B", "C"), ("2022-03",),
        amounts={small: 0, large: 0, other: 40}, bases={},
        persons={small: 6, large: 20, other: 60},
        rows=frozenset({("A", ""), ("B", ""), ("C", ""), ("", "")}),
    )  # fmt: skip
    assert not pinned_leaks(world, published(world, YEARS))
    monkeypatch.setattr(closing, "pinned", lambda *_: ())
    assert pinned_leaks(world, published(world, YEARS))


def test_without_memory_from_period_to_period_the_attacker_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DÅ08 less DÅ04 is May to August: of too few, though either period's latest month isn't."""
    honest = rule.withheld

    def of_the_last_month(measure: Any, items: Any, months: Any, units: Any) -> frozenset[Any]:
        latest = measure.model_copy(update={"calculation": rule.Calculation.LATEST})
        return honest(latest, items, sorted(months)[-1:], units)

    monkeypatch.setattr("styrkort.outcomes.withheld", of_the_last_month)
    assert losses(range(12), exact_leaks) > 0


def test_without_the_gate_the_attacker_need_not_even_calculate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Outcomes, "_shown", lambda _self, _measure, found, _unit, _gender: found)
    assert losses(range(6), exact_leaks) > 2


def test_the_linear_programme_finds_the_least_and_the_most() -> None:
    one, other, third = (("A", "", "1"), ("B", "", "1"), ("C", "", "1"))
    whole = attack.Published(("", ""), (one, other, third), Fraction(10), None)
    part = attack.Published(("C", ""), (third,), Fraction(4), None)
    assert attack.range_of([whole, part], [one]) == (0, 6)
    assert attack.range_of([whole, part], [one, other]) == (6, 6)
    assert attack.range_of([part], [one]) == (0, None)


def test_what_is_withheld_of_a_period_is_withheld_in_every_later_edition_too() -> None:
    for seed in range(12):
        world = world_of(seed)
        hidden: dict[tuple[Any, ...], bool] = {}
        for period, outcomes in editions(world, YEARS):
            for cell in world.cells:
                found = outcomes.of_months(world.measure, _year_so_far(world, period), *cell)
                key = (period.year, cell)
                if world.measure.calculation.value in ("summa", "medel", "kvot"):
                    assert found.withheld or not hidden.get(key) or not found.places
                hidden[key] = found.withheld


def _year_so_far(world: attack.World, period: Any) -> tuple[str, ...]:
    return tuple(month for month in period.months if month in world.months)


# Everything that is published, searched

UNITS = {"IT": 40, "Kök": 6, "Service": 30, "Städ": 24}
PLAN = """\
region: Region Prov
division: Prov
år: {year}
verksamheter: [IT, Kök, Service, Städ]
perspektiv:
  - namn: Medarbetare
    strategiska_mål:
      - namn: Hållbart arbetsliv
        framgångsfaktorer:
          - namn: Arbetsmiljö
            styrmått:
              - id: sjuk
                namn: Sjukfrånvaro
                enhet: "%"
                uppföljning: [DÅ04, DÅ08, ÅR]
                beräkning: kvot
                känslig: true
                mål: {{riktning: minska}}
                mål_per_verksamhet:
                  Kök: {{högst: 30}}
                  IT: {{högst: 5}}
              - id: jamfort
                namn: Jämfört med Sjukfrånvaro
                enhet: "%"
                uppföljning: [DÅ04, DÅ08, ÅR]
                mål: {{högst: {{styrmått: avgangar}}}}
              - id: avgangar
                namn: Frånvaro i Kök
                enhet: tim
                uppföljning: [DÅ04, DÅ08, ÅR]
                beräkning: summa
                känslig: true
                mål: {{riktning: minska}}
              - id: rad
                namn: Två i en rad
                enhet: ""
                uppföljning: [DÅ04, DÅ08, ÅR]
                mål: {{riktning: minska}}
                sammanvägning: {{regel: sämsta}}
                delmått:
                  - {{id: rad_ett, namn: Ett, enhet: tim, beräkning: summa, känslig: true}}
                  - {{id: rad_tva, namn: Två, enhet: st, beräkning: summa}}
produktion:
  - {{id: timmar, namn: Vårdade timmar, enhet: tim, känslig: true, plan: {{DÅ08: 5}}}}
"""


class Secrets:
    """Figures of few persons, made so that no other figure of the report can be one of them."""

    def __init__(self, sized: bool = True, moved: int = 0) -> None:
        self.sized = sized
        self.moved = moved
        """How much of what Städ came to, which is withheld too, is said to be Kök's instead."""
        self.rows: list[str] = []
        self.digits: set[str] = set()
        """Numbers of seven digits and more; none of them stands in any other figure."""
        for year in YEARS:
            so_far: dict[str, list[int]] = {}
            for month in range(1, 13):
                for measure, *made in self._month(year, month):
                    self._add(measure, f"{year}-{month:02}", so_far, *made)

    def _month(self, year: int, month: int) -> Iterator[tuple[str, str, str, int, int, int]]:
        """Measure, verksamhet, kön, persons, numerator and denominator (0: a value)."""
        turn = (year - 2020) * 100 + month
        for at, (unit, size) in enumerate(UNITS.items()):
            small = unit == "Kök"
            under = 9_000_011 + 7_919 * turn if small else 60_000_049 + 1_000_003 * at + turn
            over = under * 3 // 8 + 101 * turn if small else 2_000_003 + 30_011 * at + turn
            over += {"Kök": self.moved, "Städ": -self.moved}.get(unit, 0)
            yield "sjuk", unit, "", size, over, under
            for number, kind in enumerate(KINDS):
                yield "sjuk", unit, kind, size // 2, over // 2 + number * (over % 2), under // 2
        yield "avgangar", "", "", 8, 7_000_003 + 104_729 * turn + self.moved, 0
        yield "rad_ett", "", "", 4, 6_100_007 + 10_007 * turn + self.moved, 0
        yield "rad_tva", "", "", 400, 20 + month, 0
        yield "timmar", "", "", 9, 5_300_009 + 50_021 * turn + self.moved, 0

    def _add(
        self, measure: str, month: str, so_far: dict[str, list[int]], unit: str, kind: str,
        persons: int, over: int, under: int,
    ) -> None:  # fmt: skip
        size = str(persons) if self.sized else ""
        halves = f",{over},{under}" if under else f"{over},,"
        self.rows.append(f"{measure},{unit},{month},{kind},{size},{halves}")
        if persons <= 10 and (unit == "Kök" or not unit):
            sums = so_far.setdefault(f"{measure} {unit} {kind}", [0, 0])
            sums[0], sums[1] = sums[0] + over, sums[1] + under
            self.digits |= {str(each) for each in (over, under, *sums) if each > 10**6}

    def write(self, root: Path) -> None:
        for year in YEARS:
            (root / f"params/prov/{year}").mkdir(parents=True, exist_ok=True)
            (root / f"params/prov/{year}/plan.yaml").write_text(PLAN.format(year=year), "utf-8")
            data = root / f"data/prov/{year}"
            data.mkdir(parents=True, exist_ok=True)
            own = [row for row in self.rows if f",{year}-" in row]
            head = "styrmått,verksamhet,månad,kön,antal_personer,värde,täljare,nämnare"
            (data / "hr.csv").write_text("\n".join([head, *own]) + "\n", "utf-8")


# Kök's share is above 30 per cent in every month, everybody else's below 10.
_SHARE = re.compile(r"\b3[0-9],\d+[\s\u00a0\u202f]*(?:%|procent)|\b3[0-9]\.\d{6,}")


def told(text: str, secrets: Secrets) -> list[str]:
    """What the text tells of few persons: their numbers, however grouped, and their share."""
    long_numbers = set(re.findall(r"\d{7,}", re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3})", "", text)))
    return sorted(long_numbers & secrets.digits) + _SHARE.findall(text)


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file in the folder and below as text, the PDF's words too."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf":
            pdftotext = require_tool("pdftotext")
            words = subprocess.run([pdftotext, path, "-"], capture_output=True, check=True)
            yield path.name, words.stdout.decode()
        elif path.is_file():
            yield path.name, path.read_text("utf-8")


def run(root: Path, *words: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        code = cli.main([*words, "--root", str(root)])
    assert code == 0, said.getvalue()


@pytest.fixture(scope="module")
def published_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hemligt")
    Secrets().write(root)
    for code in ("DÅ04", "DÅ08", "ÅR"):
        run(root, "report", code, "--year", "2022")
    return root


def test_no_file_of_any_edition_holds_a_figure_of_few_persons(published_root: Path) -> None:
    names = []
    for name, text in everything(published_root / "outputs"):
        names.append(name)
        assert told(text, Secrets()) == [], name
    assert {"resultat.json", "manifest.json", "korning.log"} <= set(names)


def test_the_rows_say_that_they_are_not_shown(published_root: Path) -> None:
    folder = published_root / "outputs/prov/2022-da08"
    rows = {row["id"]: row for row in json.loads((folder / "resultat.json").read_text("utf-8"))}
    for id in ("avgangar",):
        assert rows[id]["utfall"] is None
        assert rows[id]["jämförelse"] is None
        assert rows[id]["utfall_text"] == "Visas ej (få personer)"
        assert rows[id]["måluppfyllelse"] == "Ej tillgängligt"
        assert rows[id]["utveckling"] == "–"
    assert rows["sjuk"]["utfall"] is not None
    assert rows["jamfort"]["måluppfyllelse"] == "Ej tillgängligt"
    page = (folder / "prov-2022-da08.html").read_text("utf-8")
    assert "Visas ej (få personer)" in page


def test_another_truth_about_few_persons_is_published_as_the_very_same_pages(
    published_root: Path, tmp_path: Path
) -> None:
    """No length, order, axis, word or count tells anything of them: only the inputs' hashes do."""
    Secrets(moved=1_002).write(tmp_path)
    run(tmp_path, "report", "DÅ08", "--year", "2022")
    one, other = (_without_hashes(root / "outputs/prov/2022-da08") for root in
                  (published_root, tmp_path))  # fmt: skip
    assert one.keys() == other.keys()
    for name, text in one.items():
        assert text == other[name], name


def _without_hashes(folder: Path) -> dict[str, str]:
    """Each file's text less the inputs' SHA-256 and the log's times."""
    variable = re.compile(r"[0-9a-f]{64}|\d{4}-\d\d-\d\dT[\d:+]+")
    return {name: variable.sub("", text) for name, text in everything(folder)}


def test_the_search_finds_them_when_nothing_is_withheld(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_door(_self: Outcomes, _m: Any, found: Utfall, _u: str, _g: str) -> Utfall:
        return found

    Secrets().write(tmp_path)
    monkeypatch.setattr(Outcomes, "_shown", open_door)
    run(tmp_path, "report", "DÅ08", "--year", "2022")
    leaking = {
        name.rpartition(".")[2]
        for name, text in everything(tmp_path / "outputs")
        if told(text, Secrets())
    }
    assert {"html", "pdf", "ipynb", "json", "csv"} <= leaking


# historik


def test_historik_keeps_every_word_but_no_figure_from_the_run_on_where_sizes_are_known(
    tmp_path: Path,
) -> None:
    Secrets(sized=False).write(tmp_path)
    run(tmp_path, "report", "DÅ08", "--year", "2022")
    place = tmp_path / "outputs/prov/2022-da08"
    notebook = place / "prov-2022-da08.ipynb"
    assert told(notebook.read_text("utf-8"), Secrets()), "shown: nobody says how many they are"
    assert "Visas ej" not in (place / "prov-2022-da08.html").read_text("utf-8")
    _write_words(notebook)
    run(tmp_path, "report", "DÅ08", "--year", "2022")
    before = (place / "historik/0001.ipynb").read_bytes()
    _write_words(notebook, "Fler ord.")

    Secrets().write(tmp_path)
    run(tmp_path, "report", "DÅ08", "--year", "2022")

    assert (place / "historik/0001.ipynb").read_bytes() == before, "what is there is never changed"
    kept = (place / "historik/0002.ipynb").read_text("utf-8")
    assert "Fler ord." in kept
    assert "1 + 1" in kept
    assert told(kept, Secrets()) == []
    assert told(notebook.read_text("utf-8"), Secrets()) == []
    assert "Fler ord." in notebook.read_text("utf-8")
    assert json.loads(kept)["metadata"]["styrkort"]["utan_utdata"]
    assert "utan utdata" in (place / "korning.log").read_text("utf-8")

    _write_words(notebook, "Ännu fler.")
    run(tmp_path, "report", "DÅ08", "--year", "2022")
    latest = json.loads((place / "historik/0003.ipynb").read_text("utf-8"))
    assert any(cell.get("outputs") for cell in latest["cells"]), "it shows nothing that is withheld"


def _write_words(notebook: Path, words: str = "Sjukfrånvaron har följts upp.") -> None:
    """As an analyst would: words in the commentary, and a cell of code of her own."""
    nb = json.loads(notebook.read_text("utf-8"))
    comment = next(c for c in nb["cells"] if "kommentar" in c["metadata"].get("tags", ()))
    comment["source"] = words
    if not any("1 + 1" in "".join(cell["source"]) for cell in nb["cells"]):
        nb["cells"].append(
            {"cell_type": "code", "id": "eget", "metadata": {}, "source": "1 + 1",
             "outputs": [], "execution_count": None}
        )  # fmt: skip
    notebook.write_text(json.dumps(nb, ensure_ascii=False), "utf-8")
