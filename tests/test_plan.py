"""A plan is read whole, or refused with every fault it has, each with its line and remedy."""

from decimal import Decimal
from pathlib import Path

import pytest

from plan_samples import HEAD, MEASURE, NAME, TAIL, line_of, loaded, plan_text, written
from styrkort.errors import InputError
from styrkort.plan import Plan, load_plan
from styrkort.plans.goals import AtLeast, Towards
from styrkort.terms import Calculation, Comparison, MeasureKind, ServiceCategory

REGIONSTOD = Path(__file__).parent.parent / "params/regionstod/2022/plan.yaml"


def refusal(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(InputError) as refused:
        loaded(folder, text)
    return refused.value.faults


def test_the_example_of_the_design_is_read_whole(tmp_path: Path) -> None:
    plan = loaded(
        tmp_path,
        plan_text(
            "typ: styrmått",
            "decimaler: 1",
            "beräkning: kvot",
            "mål: {riktning: minska, ingångsvärde: 5.1, ingångsvärde_avser: 2020-12}",
            "jämför_med: ingångsvärde",
            "oförändrad_inom: 0",
            "servicekompass: null",
            "visas_även: [Ekonomi]",
            "delmått: [{id: kort, namn: Korttid, enhet: dagar}, {id: lang, namn: Långtid}]",
            "avbrott: {orsak: Ny mätning, från: 2022-01, delmått: kort}",
            "källa: HR-systemet",
            "definition: Frånvaro av arbetad tid.",
            "beskrivning: Not.",
            "ansvarig: HR",
            "bas: anställda",
        ),
    )
    (planned,) = plan.planned
    measure = planned.measure
    assert planned[1:] == ("Medarbetare", "Hållbar kompetensförsörjning", "Hållbar arbetsmiljö")
    assert (plan.region, plan.division, plan.year) == ("Region Norrbotten", "Regionstöd", 2022)
    assert (measure.kind, measure.decimals) == (MeasureKind.STEERING, 1)
    assert (measure.calculation, measure.compare_with) == (Calculation.RATIO, Comparison.BASELINE)
    assert measure.service_category is None
    assert [component.id for component in measure.components] == ["kort", "lang"]
    assert measure.break_ is not None
    assert (measure.break_.reason, measure.break_.from_) == ("Ny mätning", "2022-01")
    goal = measure.target_for("DÅ08")
    assert isinstance(goal, Towards)
    assert (goal.baseline, goal.baseline_refers_to) == (Decimal("5.1"), "2020-12")


def test_what_isnt_stated_has_the_designs_defaults(tmp_path: Path) -> None:
    measure = loaded(tmp_path, plan_text()).measure("sjukfranvaro")
    assert measure.calculation is Calculation.LATEST
    assert measure.compare_with is Comparison.SAME_PERIOD_LAST_YEAR
    assert (measure.unchanged_within, measure.decimals) == (0, None)
    assert measure.target_for("ÅR") is None


def test_an_unknown_measure_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        loaded(tmp_path, plan_text()).measure("x")


def test_numbers_are_read_from_their_text(tmp_path: Path) -> None:
    texts = {
        "0.1": "0.1",
        '"5,1"': "5.1",
        "1e3": "1000",
        "1 200": "1200",
        "−3": "-3",
        "5.10": "5.10",
    }
    for text, value in texts.items():
        goal = loaded(tmp_path, plan_text(f"mål: {{minst: {text}}}")).measure("sjukfranvaro")
        assert goal.target_for("ÅR") == AtLeast(target=Decimal(value))


def test_a_goal_may_be_stated_for_each_period_in_any_spelling(tmp_path: Path) -> None:
    text = plan_text("mål: {då04: {minst: 1}, DA08: {minst: 2}, A\u030aR: {minst: 3}}")
    measure = loaded(tmp_path, text).measure("sjukfranvaro")
    goals = [measure.target_for(code) for code in ("DÅ04", "DÅ08", "ÅR")]
    assert goals == [AtLeast(target=Decimal(n)) for n in (1, 2, 3)]


def test_a_verksamhet_may_have_its_own_goal_for_each_period(tmp_path: Path) -> None:
    text = plan_text("mål: {minst: 1}", "mål_per_verksamhet: {IT/MT: {ÅR: {minst: 2}}}")
    measure = loaded(tmp_path, text).measure("sjukfranvaro")
    assert measure.target_for("ÅR", "IT/MT") == AtLeast(target=Decimal(2))
    assert measure.target_for("DÅ08", "IT/MT") is None
    assert measure.target_for("ÅR", "Service") == AtLeast(target=Decimal(1))


def test_follow_up_comes_in_the_years_order(tmp_path: Path) -> None:
    text = plan_text().replace("[DÅ04, DÅ08, ÅR]", "[ar, DÅ04]")
    assert loaded(tmp_path, text).measure("sjukfranvaro").follow_up == ("DÅ04", "ÅR")


def test_a_measure_may_be_stated_to_have_no_unit(tmp_path: Path) -> None:
    text = plan_text().replace('"%"', '""')
    assert loaded(tmp_path, text).measure("sjukfranvaro").unit == ""


def test_keys_and_names_may_be_typed_with_combining_marks(tmp_path: Path) -> None:
    text = plan_text("mål: {minst: 1}").replace("å", "a\u030a").replace("ö", "o\u0308")
    assert loaded(tmp_path, text).division == "Regionstöd"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = written(tmp_path, plan_text(), encoding="utf-8-sig")
    assert load_plan(path, NAME).year == 2022


def test_a_goals_id_is_the_slug_of_its_name_and_never_the_same_as_anothers(tmp_path: Path) -> None:
    again = "    strategiska_mål: [{namn: Hållbar kompetensförsörjning}, {id: eget, namn: Annat}]\n"
    plan = loaded(tmp_path, plan_text(more=again))
    ids = [o.id for p in plan.perspectives for o in p.objectives]
    stem = "hallbar-kompetensforsorjning"
    assert ids == [stem, f"{stem}-ekonomi", "eget"]


def test_perspectives_may_be_any_number_under_any_name(tmp_path: Path) -> None:
    names = ["Kund", "Hälsa & miljö", "Ägare", "2030", "Ökad nytta", "Process", "Lärande"]
    listed = "".join(f"  - namn: {name}\n" for name in names)
    plan = loaded(tmp_path, f"region: R\ndivision: D\når: 2022\nperspektiv:\n{listed}")
    slugs = [p.slug for p in plan.perspectives]
    assert slugs == ["kund", "halsa-miljo", "agare", "2030", "okad-nytta", "process", "larande"]


def test_the_plan_of_regionstod_is_read_and_nothing_in_it_can_be_changed() -> None:
    plan = load_plan(REGIONSTOD, NAME)
    assert [p.name for p in plan.perspectives][:2] == ["Samhälle", "Medborgare"]
    assert plan.measure("kostnadseffektiv").service_category is ServiceCategory.COST_EFFICIENCY
    with pytest.raises(ValueError, match="frozen"):
        plan.year = 2023


REFUSED = [
    (("namnn: X",), "nyckeln ”namnn” är okänd; menade du namn?"),
    (("ingangsvarde: 3",), "nyckeln ”ingangsvarde” är okänd; nycklarna här är id,"),
    (("definitio:",), "nyckeln ”definitio” är okänd; menade du definition?"),
    (("bas: x", "bas: y"), "nyckeln ”bas” står två gånger"),
    (("decimaler: ett",), "decimaler: ska vara ett heltal, men är ”ett”"),
    (("decimaler: 11",), "decimaler: ska vara högst 10"),
    (("beräkning: summera",), "beräkning: ”summera” är okänt; menade du summa?"),
    (("typ: x",), "typ: ”x” är okänt; skriv något av styrmått och kontrollmått"),
    (("servicekompass: produktivit",), "menade du produktivitet?"),
    (("oförändrad_inom: -1",), "oförändrad_inom: ”-1” kan inte vara mindre än 0"),
    (("visas_även: [Ekonomin]",), "”Ekonomin” finns inte i planen; menade du Ekonomi?"),
    (("visas_även: [Medarbetare]",), "styrmåttet visas redan i Medarbetare"),
    (("visas_även: Ekonomi",), "visas_även: ska vara en lista, skriv [Ekonomi]"),
    (("jämför_med: föregående period", "beräkning: summa"), "går inte att jämföra med när"),
    (("avbrott: {orsak: x, från: januari}",), "avbrott, från: ”januari” är inte en månad"),
    (("avbrott: {från: 2022-01}",), "avbrott: nyckeln ”orsak” saknas"),
    (("avbrott: {orsak: x, delmått: y}",), "delmåttet y finns inte; styrmåttet har inga delmått"),
    (("delmått: [{id: sjukfranvaro, namn: x}]",), "”sjukfranvaro” finns redan på rad 12"),
    (("mål_per_verksamhet: {IT: {minst: 1}}",), "verksamheten ”IT” finns inte i planen"),
    (("mål_per_verksamhet: {IT/MT: 5}",), "mål_per_verksamhet, IT/MT: ska vara en målform"),
    (("mål: 100",), "mål: ska vara en målform, till exempel {minst: 100}, men är ”100”"),
    (("mål: [1, 2]",), "mål: ska vara en målform, till exempel {minst: 100}, men är en lista"),
    (("mål: Minska",), "till exempel {riktning: minska}, men är ”Minska”"),
    (("mål: {}",), "mål: målet är tomt"),
    (("mål: {minst: }",), "mål: målformen minst saknar värde"),
    (("mål: {minskt: 5}",), "okänd målform, ”minskt”; menade du minst i stället för minskt?"),
    (("mål: {xyz: 5}",), "formerna är minst, högst, lika, mellan, riktning och ja"),
    (("mål: {minst: 3, högst: 5}",), "flera målformer samtidigt, minst och högst; skriv {mellan"),
    (("mål: {minst: hundra}",), "mål, minst: ”hundra” är inte ett tal"),
    (("mål: {minst: 5 %}",), "skriv bara talet, utan enhet"),
    (("mål: {minst: [5]}",), "mål, minst: ska vara ett tal, men är en lista"),
    (("mål: {minst: 5, delivs: 3}",), "nyckeln ”delivs” är okänd; menade du delvis?"),
    (("mål: {minst: 5, target: 3}",), "nyckeln ”target” är okänd"),
    (("mål: {minst: 4,5}",), 'decimalkomma inom klammer, {minst: 4,5}'),
    (("mål: {mellan: [3,5, 4,5]}",), "decimaler med punkt"),
    (("mål: {mellan: 3}",), "ska vara två tal"),
    (("mål: {mellan: [5, 3]}",), "det första talet är större"),
    (("mål: {mellan: [3, 5], delvis: [4, 6]}",), "gränserna för delvis ligger på fel sida"),
    (("mål: {mellan: [3, 5], delvis: [7, 2]}",), "delvis: det första talet är större"),
    (("mål: {minst: 5, delvis: 6}",), "gränsen för delvis ligger på fel sida"),
    (("mål: {högst: 5, delvis: 4}",), "gränsen för delvis ligger på fel sida"),
    (("mål: {lika: 5, tolerans: 2, delvis: 1}",), "gränsen för delvis ligger på fel sida"),
    (("mål: {lika: 5, tolerans: -1}",), "tolerans: ”-1” kan inte vara mindre än 0"),
    (
        ("oförändrad_inom: 2", "mål: {riktning: behålla, delvis: 1}"),
        "gränsen för delvis ligger på fel sida",
    ),
    (('mål: {minst: 0, delvis: "80 %"}',), "en andel i procent kräver ett mål över noll"),
    (('mål: {högst: -15.8, delvis: "80 %"}',), "en andel i procent kräver ett mål över noll"),
    (('mål: {minst: 5, delvis: "180 %"}',), "ska vara över 0 % och högst 100 %"),
    (('mål: {lika: 5, delvis: "80 %"}',), "går bara att ange för minst och högst"),
    (('mål: {mellan: [3, 5], delvis: "80 %"}',), "går bara att ange för minst och högst"),
    (('mål: {riktning: behålla, delvis: "80 %"}',), "går bara att ange för minst och högst"),
    (("mål: {riktning: minskar}",), "riktning: ”minskar” är okänt; menade du minska?"),
    (("mål: {riktning: öka, delvis: 3}",), "hör till riktning: behålla"),
    (("mål: {riktning: öka, bättre: högre}",), "hör till riktning: behålla"),
    (("mål: {riktning: behålla, oförändrat: ej}",), "oförändrat hör till öka och minska"),
    (("mål: {riktning: öka, oförändrat: ja}",), "skriv oförändrat: ej, eller utelämna nyckeln"),
    (("mål: {minst: 5, ingångsvärde_avser: 2020}",), "daterar ett ingångsvärde"),
    (("mål: {minst: 5, ingångsvärde: 3, ingångsvärde_avser: jan}",), "”jan” är inte en månad"),
    (("mål: {ja: true}",), "målformen ja hör till enheten ja/nej"),
    (("mål: {DÅ04: {minst: 5}, DÅ09: {minst: 4}}",), "Perioden ”DÅ09” finns inte"),
    (("mål: {DÅ04: {minst: 5}, da04: {minst: 4}}",), "samma period står två gånger"),
    (("mål: {DÅ04: {minst: x}}",), "mål, DÅ04, minst: ”x” är inte ett tal"),
    (("mål: {minst: {styrmått: sjukfranvar}}",), "menade du sjukfranvaro?"),
    (("mål: {minst: {styrmatt: x}}",), "nyckeln ”styrmatt” är okänd; menade du styrmått?"),
    (("mål: {högst: {styrmått: sjukfranvaro}}",), "målet hänvisar i cirkel"),
    (("definition: {a: b}",), "definition: ska vara text, men är nycklar med värden"),
    (("källa: &a [*a]",), "ett ankare (&) hänvisar till sig självt"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "message"), REFUSED, ids=[lines[-1] for lines, _ in REFUSED])
def test_a_measure_with_a_fault_is_refused_with_line_name_and_remedy(
    tmp_path: Path, lines: tuple[str, ...], message: str
) -> None:
    text = plan_text(*lines)
    faults = refusal(tmp_path, text)
    assert any(message in fault for fault in faults)
    last = line_of(text, lines[-1])
    places = [f"{NAME}, rad {last - n}, styrmåttet sjukfranvaro" for n in range(len(lines))]
    assert all(fault.startswith(tuple(places)) for fault in faults)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("region: Region Norrbotten\n", "", "nyckeln ”region” saknas"),
        ("division: Regionstöd", "division:", "rad 2: nyckeln ”division” saknar värde"),
        ("år: 2022", "år: 2023", "rad 3, år: planen gäller 2023 men ligger i mappen 2022"),
        ("år: 2022", "år: i år", "rad 3, år: ska vara ett heltal"),
        ("namn: Ekonomi", "namn: medarbetare", "ett perspektiv med samma namn står på rad 6"),
        ("namn: Ekonomi", 'namn: "!"', "namnet behöver minst en bokstav"),
        ('enhet: "%"', "enhet:", "nyckeln ”enhet” saknar värde"),
        ("namn: Sjukfrånvaro", 'namn: " "', "styrmåttet sjukfranvaro, namn: texten är tom"),
        ("id: sjukfranvaro", "id: sjukfrånvaro", "kan inte vara id; använd a–z"),
        ("id: sjukfranvaro", "namnn: x", "nyckeln ”id” saknas"),
        ("[DÅ04, DÅ08, ÅR]", "[DÅ04, DÅ09]", "uppföljning, nr 2: Perioden ”DÅ09” finns inte"),
        ("[DÅ04, DÅ08, ÅR]", "ÅR", "uppföljning: ska vara en lista, skriv [ÅR]"),
        ("[DÅ04, DÅ08, ÅR]", "[]", "uppföljning: listan är tom"),
        ("[DÅ04, DÅ08, ÅR]", "[2022-ÅR]", "skriv perioden utan år, ÅR"),
        ("[IT/MT, Service]", "IT/MT", "rad 4, verksamheter: ska vara en lista"),
        (TAIL, "  - Ekonomi\n", "ska vara nycklar med värden (namn, beskrivning"),
        ("Divisionen bidrar.", "[a]", "perspektivet Ekonomi, beskrivning: ska vara text"),
    ],
)
def test_a_plan_with_a_fault_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = plan_text().replace(old, new)
    assert text != plan_text()
    assert any(message in fault for fault in refusal(tmp_path, text))


def test_the_only_perspective_or_period_with_a_fault_is_told_once(tmp_path: Path) -> None:
    for old, new in [("sjukfranvaro", "sjukfrånvaro"), ("[DÅ04, DÅ08, ÅR]", "[DÅ09]")]:
        alone = plan_text().replace(TAIL, "")
        assert len(refusal(tmp_path, alone.replace(old, new))) == 1


def test_an_id_may_be_used_only_once(tmp_path: Path) -> None:
    text = HEAD + MEASURE.format(id="a") + MEASURE.format(id="a")
    (fault,) = refusal(tmp_path, text)
    assert fault == f"{NAME}, rad 16, styrmåttet a, id: ”a” finns redan på rad 12."


def test_a_goal_cannot_have_a_measures_id(tmp_path: Path) -> None:
    text = plan_text(more="    strategiska_mål: [{id: sjukfranvaro, namn: X}]\n")
    (fault,) = refusal(tmp_path, text)
    assert "strategiska målet X, id: ”sjukfranvaro” finns redan på rad 12" in fault


def test_goals_that_refer_to_each_other_are_told_once(tmp_path: Path) -> None:
    keys = " " * 16 + "mål: {{högst: {{styrmått: {}}}}}\n"
    text = HEAD + "".join(
        MEASURE.format(id=id) + keys.format(other) for id, other in [("a", "b"), ("b", "a")]
    )
    (fault,) = refusal(tmp_path, text)
    assert "målet hänvisar i cirkel, a → b → a" in fault


def test_a_goal_cannot_be_a_text(tmp_path: Path) -> None:
    words = MEASURE.format(id="ord").replace('"%"', "text")
    text = plan_text("mål: {minst: {styrmått: ord}}").replace(
        "  - namn: Ekonomi", words + "  - namn: Ekonomi"
    )
    assert any("har enheten text" in fault for fault in refusal(tmp_path, text))


def test_an_answer_has_only_a_goal_that_is_an_answer(tmp_path: Path) -> None:
    text = plan_text("mål: {minst: 1}").replace('"%"', "ja/nej")
    assert any("{ja: true} eller {ja: false}" in fault for fault in refusal(tmp_path, text))
    good = plan_text("mål: {ja: nej}").replace('"%"', "ja/nej")
    assert loaded(tmp_path, good).planned


def test_all_faults_come_at_once_in_the_files_order(tmp_path: Path) -> None:
    text = plan_text(
        "decimaler: x",
        "mål: {minst: y, delvis: z, foo: 1}",
        "visas_även: [Okänd]",
        "bas: a",
        "bas: b",
        more="okänd: 1\n",
    ).replace("år: 2022", "år: 2021")
    faults = refusal(tmp_path, text)
    lines = [int(fault.split(", rad ")[1].split(",")[0].split(":")[0]) for fault in faults]
    assert lines == sorted(lines)
    assert len(faults) == 8
    assert len(set(faults)) == 8


def test_a_plan_that_isnt_there_or_is_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="finns inte"):
        load_plan(tmp_path / "plan.yaml", NAME)
    for text in ("", "# bara en kommentar\n", "- a\n", "text\n"):
        (fault,) = refusal(tmp_path, text)
        assert "region, division, år och perspektiv" in fault


def test_only_the_swedish_keys_are_keys(tmp_path: Path) -> None:
    text = plan_text("name: X", "follow_up: [ÅR]")
    assert len(refusal(tmp_path, text)) == 2


def test_a_plan_may_be_built_in_python_by_its_english_names() -> None:
    assert Plan(region="R", division="D", year=2022, perspectives=({"namn": "P"},)).year == 2022


def test_a_misspelt_key_that_is_required_is_one_fault(tmp_path: Path) -> None:
    text = plan_text().replace("uppföljning:", "uppfoljning:")
    (fault,) = refusal(tmp_path, text)
    assert fault.endswith("nyckeln ”uppfoljning” är okänd; menade du uppföljning?")


def test_a_key_is_missing_all_the_same_where_the_unknown_one_is_no_slip_for_it(
    tmp_path: Path,
) -> None:
    faults = refusal(tmp_path, plan_text().replace("uppföljning:", "decimal:"))
    assert len(faults) == 2
    assert "”uppföljning” saknas" in faults[0]
