"""The real annex: what Regionstöd's DÅ08 2022 must come to, and what DÅ04 and ÅR may say."""

import csv
import io
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from styrkort.period import Period
from styrkort.report import build_report, find_division, find_year
from styrkort.results import csv_bytes
from styrkort.scorecard import Report

ROOT = Path(__file__).parents[1]
ALWAYS = "DÅ04, DÅ08, ÅR"

# id: goal, follow-up, outcome, outcome shown, verdict, trend. From the printed annex; verdicts and
# trends by the rules, since the annex's own symbols are lost.
DA08 = {
    "produktivitet": ("Behålla", ALWAYS, "", "Bibehållen", "Uppfyllt", "–"),
    "kvalitet": ("Minska", ALWAYS, "", "I nivå med fg år", "Delvis uppfyllt", "Oförändrad"),
    "kostnadseffektiv": ("Öka", ALWAYS, "", "Ökning", "Uppfyllt", "Förbättrad"),
    "tillganglighet": ("Behålla", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "kundnojdhet": ("Behålla", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "sjukfranvaro": (
        "Minska (ingångsvärde 5,1 %)", ALWAYS, "6.3", "6,3 %", "Ej uppfyllt", "Försämrad",
    ),
    "foretagshalsa": ("Öka (ingångsvärde 66 %)", ALWAYS, "72", "72 %", "Uppfyllt", "Förbättrad"),
    "kompetensforsorjningsplaner": ("Inget mål", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "attraktiv_arbetsgivare": ("Inget mål", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "ledarskap_medarbetarskap": ("Inget mål", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "hme_ledarskap": ("Inget mål", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "hme_totalindex": ("Inget mål", "ÅR", "", "Ej tillgängligt", "Ej mätt", "–"),
    "budget": ("0", ALWAYS, "-11.1", "−11,1 mnkr", "Ej uppfyllt", "–"),
    "upphandlingar": ("100 %", ALWAYS, "98", "98 %", "Ej uppfyllt", "–"),
}  # fmt: skip


@cache
def annex(code: str) -> Report:
    return build_report(ROOT, "regionstod", Period(code, 2022))


@cache
def rows(code: str) -> dict[str, dict[str, str]]:
    """resultat.csv by id, with ordinary spaces for no-break ones."""
    text = csv_bytes(annex(code)).decode().replace("\u00a0", " ")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.mark.parametrize("id", DA08)
def test_a_row_of_da08_comes_out_as_the_annex_has_it(id: str) -> None:
    row = rows("DÅ08")[id]
    columns = ("mål", "uppföljningsperiod", "utfall", "utfall_text", "måluppfyllelse", "utveckling")
    assert tuple(row[column] for column in columns) == DA08[id]


@pytest.mark.parametrize("code", ["DÅ04", "DÅ08", "ÅR"])
def test_every_measure_of_the_annex_is_one_row_in_its_order(code: str) -> None:
    assert list(rows(code)) == list(DA08)


def test_only_productivity_is_judged_and_the_annexs_reason_stands_with_it() -> None:
    judged = {id: row for id, row in rows("DÅ08").items() if row["bedömd"] == "ja"}
    assert list(judged) == ["produktivitet"]
    assert judged["produktivitet"]["beräknad_måluppfyllelse"] == "Ej tillgängligt"
    assert "hanterade transaktioner" in judged["produktivitet"]["motivering"]
    judgement = annex("DÅ08").measure("produktivitet").judgement
    assert judgement is not None
    assert judgement.by == "Division Regionstöd"


def test_quality_is_one_row_of_two_components_with_the_break_noted_under_it() -> None:
    row = annex("DÅ08").measure("kvalitet")
    assert len(row.components) == 2
    [note] = row.notes
    assert note.head == "Avbrott i serien"
    assert note.text.startswith("Antal händelser")
    assert "klassificeringen" in note.text


def test_cost_efficiency_is_counted_in_verksamhet_and_shown_in_ekonomi_too() -> None:
    report = annex("DÅ08")
    assert report.measure("kostnadseffektiv").perspective == "Verksamhet"
    [objective] = report.perspective("Ekonomi").objectives
    factor = objective.success_factors[-1]
    assert (factor.name, factor.measures) == (
        "Kostnadseffektiv verksamhet",
        ("upphandlingar", "kostnadseffektiv"),
    )


def test_baselines_are_compared_with_and_dated_where_the_annex_dates_them() -> None:
    health = annex("DÅ08").measure("foretagshalsa")
    assert (health.comparison, health.comparison_refers_to) == (Decimal(66), "ingångsvärde")
    assert health.notes[0].text.startswith("Ingångsvärdet avser december 2020.")
    sick = annex("DÅ08").measure("sjukfranvaro")
    assert sick.change_text.replace("\u00a0", " ") == "+1,2 procentenheter"


def test_only_procurement_has_an_attainment_and_no_limit_makes_it_partly_met() -> None:
    attained = {id: row["uppfyllelsegrad"] for id, row in rows("DÅ08").items()}
    assert {id: degree for id, degree in attained.items() if degree} == {"upphandlingar": "98"}
    assert annex("DÅ08").measure("upphandlingar").bound.partly == "Ingen gräns beslutad"


def test_what_is_measured_once_a_year_says_when() -> None:
    yearly = [m for m in annex("DÅ08").measures if m.follow_up == ("ÅR",)]
    assert len(yearly) == 7
    assert {measure.fulfilment_detail for measure in yearly} == {"Följs upp ÅR"}


def test_the_revised_plans_figure_is_for_the_words_alone() -> None:
    [extra] = annex("DÅ08").extra_values
    assert (extra.value, extra.text) == (100, "100\u00a0%")
    assert "reviderad" in extra.basis


@pytest.mark.parametrize(("code", "verdicts"), [
    ("DÅ04", {"DÅ04, DÅ08, ÅR": "Ej tillgängligt", "ÅR": "Ej mätt"}),
    ("ÅR", {"DÅ04, DÅ08, ÅR": "Ej tillgängligt", "ÅR": "Ej tillgängligt"}),
])  # fmt: skip
def test_periods_without_figures_honestly_say_so(code: str, verdicts: dict[str, str]) -> None:
    for row in rows(code).values():
        assert row["måluppfyllelse"] == verdicts[row["uppföljningsperiod"]]
        assert (row["utfall_text"], row["utfall"]) == ("Ej tillgängligt", "")
        assert (row["utveckling"], row["bedömd"], row["jämförelse"]) == ("–", "nej", "")


def test_the_five_perspectives_stand_in_order_and_two_have_no_measures_of_their_own() -> None:
    report = annex("DÅ08")
    names = [perspective.name for perspective in report.perspectives]
    assert names == ["Samhälle", "Medborgare", "Verksamhet", "Medarbetare", "Ekonomi"]
    for name in names[:2]:
        assert not report.perspective(name).objectives
        assert "bidrar" in report.perspective(name).description


def test_the_annex_is_what_the_defaults_choose() -> None:
    assert find_division(ROOT) == "regionstod"
    assert find_year(ROOT, "regionstod", "DÅ08") == 2022
