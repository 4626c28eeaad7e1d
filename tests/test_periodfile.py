"""What people state for a period is read whole, or refused with every fault."""

from decimal import Decimal
from pathlib import Path

import pytest

from plan_samples import MEASURE, loaded, plan_text
from styrkort.errors import InputError
from styrkort.periodfile import PeriodInput, load_period_file
from styrkort.plan import Plan
from styrkort.scorecard import Judgement
from styrkort.terms import Fulfilment

NAME = "params/x/2022/da08.yaml"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    others = "".join(
        MEASURE.format(id=id).replace('"%"', unit)
        for id, unit in [("kvalitet", "text"), ("klart", "ja/nej")]
    )
    return loaded(tmp_path, plan_text().replace("  - namn: Ekonomi", others + "  - namn: Ekonomi"))


def read(folder: Path, plan: Plan, text: str) -> PeriodInput:
    path = folder / "da08.yaml"
    path.write_text(text, encoding="utf-8")
    return load_period_file(path, NAME, plan)


@pytest.mark.parametrize("text", ["", "{}", "# inget än\n", "utfall:\nkommentarer: {}\n"])
def test_an_empty_file_states_nothing(tmp_path: Path, plan: Plan, text: str) -> None:
    assert read(tmp_path, plan, text) == PeriodInput()


def test_a_file_that_isnt_there_states_nothing(tmp_path: Path, plan: Plan) -> None:
    assert load_period_file(tmp_path / "da04.yaml", NAME, plan) == PeriodInput()
    assert load_period_file(None, NAME, plan) == PeriodInput()


def test_everything_the_design_lists_is_read(tmp_path: Path, plan: Plan) -> None:
    stated = read(
        tmp_path,
        plan,
        """
kommentarer:
  medarbetare: |
    Första stycket.

    - punkt {eval}`utfall.sjukfranvaro`
utfall: {sjukfranvaro: ökning, kvalitet: Bra  nog, klart: JA}
bedömningar:
  sjukfranvaro: {måluppfyllelse: delvis uppfyllt, motivering: Färre dagar., av: HR}
  hallbar-kompetensforsorjning: {måluppfyllelse: Uppfyllt, motivering: Ja., av: HR}
övriga_värden: {revidera_plan: {värde: "99,5", enhet: "%", bas: reviderad plan}}
prognos: {sjukfranvaro: {värde: 6.0, motivering: Som i fjol, av: HR}}
åtgärder:
  - {åtgärd: Ny rutin, framgångsfaktor: F, ansvarig: A, klart: 2022-12-31, status: pågår}
  - {åtgärd: Till, klart: }
""",
    )
    assert stated.comments == {
        "Medarbetare": "Första stycket.\n\n- punkt {eval}`utfall.sjukfranvaro`"
    }
    assert stated.outcome_words == {"sjukfranvaro": "Ökning", "kvalitet": "Bra nog", "klart": "Ja"}
    assert stated.judgements["sjukfranvaro"] == Judgement(Fulfilment.PARTLY, "Färre dagar.", "HR")
    assert stated.extra_values["revidera_plan"].value == Decimal("99.5")
    assert str(stated.forecasts["sjukfranvaro"].value) == "6.0"
    assert [(action.name, action.due) for action in stated.actions] == [
        ("Ny rutin", "2022-12-31"),
        ("Till", ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("utfal: {}", "rad 1: nyckeln ”utfal” är okänd; menade du utfall?"),
        ("- a", "filen ska ha nycklar"),
        ("utfall: {sjukfranvro: Ökning}", "menade du sjukfranvaro?"),
        ("utfall: {sjukfranvaro: 6.3}", "talet ”6.3” hör hemma i data/"),
        ("utfall: {sjukfranvaro: Bättre}", "orden är Ökning, Minskning och I nivå med fg år"),
        ("utfall: {klart: kanske}", "”kanske” är okänt; skriv Ja eller Nej"),
        ("utfall: {kvalitet: [a]}", "utfall, kvalitet: ska vara text"),
        ("utfall: Ökning", "utfall: ska vara nycklar med värden"),
        ("utfall: {kvalitet: a, kvalitet: b}", "nyckeln ”kvalitet” står två gånger"),
        ("bedömningar: {x: {måluppfyllelse: Uppfyllt, motivering: a, av: b}}", "”x” finns inte"),
        ("bedömningar: {kvalitet: {måluppfyllelse: Uppfyllt, av: b}}", "”motivering” saknas"),
        (
            "bedömningar: {kvalitet: {måluppfyllelse: Uppfyllt, motivering: , av: b}}",
            "”motivering” saknar värde",
        ),
        (
            'bedömningar: {kvalitet: {måluppfyllelse: Uppfyllt, motivering: " ", av: b}}',
            "motivering: texten är tom",
        ),
        ("bedömningar: {kvalitet: {måluppfyllelse: Uppfyllt, motivering: a}}", "”av” saknas"),
        (
            "bedömningar: {kvalitet: {måluppfyllelse: Grön, motivering: a, av: b}}",
            "”Grön” är okänt; skriv något av Uppfyllt, Delvis uppfyllt, Ej uppfyllt och Ej",
        ),
        (
            "bedömningar: {kvalitet: {måluppfyllelse: Ej mätt, motivering: a, av: b}}",
            "”Ej mätt” är okänt",
        ),
        ("bedömningar: {kvalitet: Uppfyllt}", "(måluppfyllelse, motivering och av)"),
        ("övriga_värden: {a b: {värde: 1}}", "namnet ”a b” går inte att skriva i text"),
        ("övriga_värden: {utfall.x: {värde: 1}}", "går inte att skriva i text"),
        ("övriga_värden: {division: {värde: 1}}", "namnet ”division” används redan"),
        ("övriga_värden: {Period: {värde: 1}}", "används redan"),
        ("övriga_värden: {a: {värde: 5,5}}", "decimalkomma inom klammer"),
        ("övriga_värden: {a: {värde: många}}", "övriga_värden, a, värde: ”många” är inte ett tal"),
        ("övriga_värden: {a: {enhet: st}}", "nyckeln ”värde” saknas"),
        ("prognos: {sjuk: {värde: 1}}", "menade du sjukfranvaro?"),
        ("prognos: {sjukfranvaro: 6}", "(värde, motivering och av)"),
        ("kommentarer: {Ekonomin: x}", "menade du Ekonomi?"),
        ("kommentarer: {Ekonomi: x, ekonomi: y}", "redan en kommentar, under Ekonomi"),
        ("kommentarer: {Ekonomi: [a]}", "kommentarer, Ekonomi: ska vara text"),
        ("åtgärder: {åtgärd: a}", "åtgärder: ska vara en lista"),
        ("åtgärder: [{ansvarig: a}]", "åtgärden nr 1: nyckeln ”åtgärd” saknas"),
        ("åtgärder: [{åtgärd: a, klart: snart}]", "åtgärden a, klart: ”snart” är inte ett datum"),
        ("åtgärder: [{åtgärd: a, kommentar: sent, men bra}]", "sätt texten inom citattecken"),
    ],
)
def test_a_fault_is_refused_with_place_and_remedy(
    tmp_path: Path, plan: Plan, text: str, message: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, plan, text)
    assert all(fault.startswith(NAME) for fault in refused.value.faults)
    assert any(message in fault for fault in refused.value.faults)


def test_all_faults_come_at_once_in_the_files_order(tmp_path: Path, plan: Plan) -> None:
    text = "utfall: {x: Ökning}\nbedömningar: {kvalitet: {av: b}}\nåtgärder: [{a: b}]\nfel: 1\n"
    with pytest.raises(InputError) as refused:
        read(tmp_path, plan, text)
    lines = [fault.split("rad ")[1][0] for fault in refused.value.faults]
    assert lines == ["1", "2", "2", "3", "3", "4"]
