"""What a plan may say of its källor, and what is said of those that can't be meant."""

from pathlib import Path

import pytest

from source_roots import PLAN, plan_of
from styrkort.errors import InputError
from styrkort.plan import load_plan


def faults_of(folder: Path, *sources: str) -> tuple[str, ...]:
    lines = "".join(f"  - {source}\n" for source in sources)
    with pytest.raises(InputError) as caught:
        load_plan(plan_of(folder, lines), PLAN)
    return caught.value.faults


def test_a_kalla_has_a_name_of_its_own_also_where_none_is_stated(tmp_path: Path) -> None:
    sources = "  - {fil: 'hr_*.csv', fasta: {styrmått: sjuk}}\n"
    assert [source.id for source in load_plan(plan_of(tmp_path, sources), PLAN).sources] == [
        "hr-csv"
    ]


WHOLE = "kolumner: {månad: P, värde: V}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{id: a, fasta: {styrmått: sjuk}}", "ange antingen fil, eller databas och fråga"),
        ("{fil: a.csv, databas: DB, fråga: x, fasta: {styrmått: sjuk}}", "ange antingen fil"),
        ("{databas: DB, fasta: {styrmått: sjuk}}", "”fråga” saknas"),
        ("{databas: 'postgresql://a:b@c/d', fråga: x}", "aldrig adressen"),
        ("{fil: 2022/a.csv, fasta: {styrmått: sjuk}}", "skriv filens namn utan mapp"),
        ("{fil: a.xls, fasta: {styrmått: sjuk}}", "filer som slutar på .xls kan inte läsas"),
        ("{fil: a.csv, rubrikrad_över: 1, fasta: {styrmått: sjuk}}", "rubrikrad_över behöver"),
        (
            "{fil: a.csv, fyll_ned: [E], händelser: {datum: D}, fasta: {styrmått: sjuk}}",
            "fyll_ned och händelser går inte att förena",
        ),
        ("{fil: a.csv, datumordning: år först}", "skriv dag först eller månad först"),
        ("{fil: a.csv, tal: {decimaltecken: kolon}}", "”kolon” är okänt; skriv punkt eller komma"),
        ("{fil: a.csv, tal: {decimal: punkt}}", "menade du decimaltecken?"),
        ("{fil: a.csv, bred: {rubriker: Utfall}}", "skriv rubriken med * där månaden står"),
        (f"{{fil: a.csv, {WHOLE}}}", "styrmått saknas; ange den under kolumner eller fasta"),
        ("{fil: a.csv, kolumner: {värde: V}, fasta: {styrmått: sjuk}}", "månad saknas"),
        ("{fil: a.csv, kolumner: {månad: V}, fasta: {styrmått: sjuk}}", "värde (eller täljare"),
        ("{fil: a.csv, kolumner: {verksamht: V}}", "”verksamht” är okänd; menade du verksamhet?"),
        (f"{{fil: a.csv, {WHOLE}, fasta: {{styrmått: sjukt}}}}", "menade du sjuk?"),
        ("{fil: a.csv, kolumner: {månad: P}, måttkolumner: {sjk: A}}", "”sjk” finns inte i planen"),
        (
            "{fil: a.csv, översättning: {verksamhet: {X: ITMT}}}",
            "verksamheten ”ITMT” finns inte i planen; menade du IT/MT?",
        ),
        ("{fil: a.csv, översättning: {kön: {K: kvinnor}}}", "skriv kvinna, man"),
        (
            "{fil: a.csv, översättning: {verksamhet: {X: [{värde: IT/MT}, "
            "{värde: Service, från: 2022-05}]}}}",
            "två översättningar av koden gäller i 2022-05",
        ),
        (
            "{fil: a.csv, översättning: {verksamhet: {X: {värde: IT/MT, från: 2022-05, "
            "till_och_med: 2022-04}}}}",
            "från 2022-05 är efter till_och_med 2022-04",
        ),
        (
            "{fil: a.csv, bred: ja, fasta: {styrmått: arenden}, händelser: {datum: D}}",
            "bred och händelser går inte att förena",
        ),
        (
            "{fil: a.csv, kolumner: {månad: P, värde: V}, måttkolumner: {sjuk: A}}",
            "måttkolumner ersätter värde",
        ),
        ("{fil: a.csv, bred: ja, kolumner: {styrmått: S, månad: P}}", "i bred form"),
        (
            f"{{fil: a.csv, {WHOLE}, fasta: {{styrmått: sjuk}}, enheter: {{tkr: 1}}}}",
            "enheter behöver kolumnen enhet",
        ),
        ("{fil: a.csv, ger: åtgärder, bred: ja}", "bred hör till observationer"),
        ("{fil: a.csv, utelämna_okända: [månad]}", "”månad” har inga koder"),
    ],
)
def test_a_kalla_that_can_not_be_meant_is_refused(tmp_path: Path, source: str, said: str) -> None:
    faults = faults_of(tmp_path, source)
    assert [fault for fault in faults if said in fault]
    assert all(fault.startswith(f"{PLAN}, rad ") for fault in faults)


def test_two_kallor_can_not_share_an_id(tmp_path: Path) -> None:
    source = f"{{fil: a.csv, {WHOLE}, fasta: {{styrmått: sjuk}}}}"
    [fault] = faults_of(tmp_path, source, source)
    assert "finns redan på rad" in fault
    assert "ge källan ett eget id" in fault


def test_delmatt_and_production_are_measures_that_a_kalla_may_give(tmp_path: Path) -> None:
    sources = "  - {fil: a.csv, kolumner: {månad: P}, måttkolumner: {arenden: A, sjuk: B}}\n"
    [source] = load_plan(plan_of(tmp_path, sources), PLAN).sources
    assert list(source.measure_columns) == ["arenden", "sjuk"]
