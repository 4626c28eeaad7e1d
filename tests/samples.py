"""Reports made by hand: the annex DÅ08 2022 as issue 2 tells what it comes to, and small others."""

from dataclasses import replace
from decimal import Decimal

from styrkort.period import Period
from styrkort.scorecard import (
    Bound,
    Judgement,
    MeasureResult,
    Note,
    Objective,
    PerspectiveResult,
    Report,
    SuccessFactor,
    TargetZone,
)
from styrkort.terms import Arrow, Fulfilment, MeasureKind, ServiceCategory, Trend

EVERY_PERIOD = ("DÅ04", "DÅ08", "ÅR")
REASON = (
    "Arbetad tid har minskat medan antalet hanterade transaktioner har ökat. "
    "Produktiviteten är därmed bibehållen."
)

_PLAIN = MeasureResult(
    id="matt",
    name="Ett mått",
    unit="%",
    kind=MeasureKind.STEERING,
    components=(),
    perspective="Verksamhet",
    also_in=(),
    objective="Ett mål",
    success_factor="En faktor",
    service_category=None,
    target_text="Minst 5",
    follow_up=EVERY_PERIOD,
    utfall=None,
    utfall_text="Ej tillgängligt",
    comparison=None,
    comparison_text="",
    comparison_refers_to="",
    change_text="",
    baseline=None,
    baseline_text="",
    attainment=None,
    fulfilment=Fulfilment.UNAVAILABLE,
    computed_fulfilment=Fulfilment.UNAVAILABLE,
    fulfilment_detail="",
    trend=Trend.NONE,
    arrow=None,
    trend_detail="",
    judgement=None,
    reason="",
    outcome_detail="",
    notes=(),
    bound=Bound("–", "–", "–"),
    zone=None,
    decimals=1,
    by_unit=(),
    source="",
    definition="",
    responsible="",
)


def measure(id: str, **facts: object) -> MeasureResult:
    """A measure like any other but for these facts."""
    if "fulfilment" in facts:
        facts.setdefault("computed_fulfilment", facts["fulfilment"])
    return replace(_PLAIN, id=id, **facts)  # type: ignore[arg-type]


def numeric(
    id: str, outcome: str, line: str, *, higher: bool = True, **facts: object
) -> MeasureResult:
    """A measure with a number held against a target."""
    value, target = Decimal(outcome), Decimal(line)
    met = value >= target if higher else value <= target
    zone = TargetZone(
        met=((target, None),) if higher else ((None, target),),
        partly=(),
        line=target,
        line_text=f"Mål {line.replace('.', ',')}\u00a0%",
        line_is_baseline=False,
    )
    return measure(
        id,
        **{
            "name": f"Måttet {id}",
            "target_text": f"{line.replace('.', ',')}\u00a0%",
            "utfall": value,
            "utfall_text": f"{outcome.replace('.', ',').replace('-', '−')}\u00a0%",
            "fulfilment": Fulfilment.MET if met else Fulfilment.NOT_MET,
            "zone": zone,
            **facts,
        },
    )


def report(
    *perspectives: tuple[str, tuple[MeasureResult, ...]], code: str = "DÅ08", year: int = 2022
) -> Report:
    """A report of perspectives with these measures, all under one objective and factor each."""
    measures = tuple(
        replace(one, perspective=name, objective=f"Mål för {name}", success_factor=f"Faktor {name}")
        for name, own in perspectives
        for one in own
    )
    return Report(
        region="Region Norrbotten",
        division="provdivision",
        division_name="Prov",
        period=Period(code, year),
        introduction="",
        units=(),
        perspectives=tuple(_perspective(name, own) for name, own in perspectives),
        measures=measures,
        actions=(),
        forecasts=(),
        extra_values=(),
        comments=(),
        inputs=(),
        log=(),
    )


def _perspective(name: str, own: tuple[MeasureResult, ...]) -> PerspectiveResult:
    slug = name.lower().translate(str.maketrans("åäö ", "aao-"))
    factor = SuccessFactor(f"Faktor {name}", tuple(one.id for one in own))
    objectives = (Objective(f"mal-{slug}", f"Mål för {name}", (factor,), None),) if own else ()
    return PerspectiveResult(name, slug, "", objectives, "")


def _not_measured(
    id: str, name: str, objective: str, factor: str, **facts: object
) -> MeasureResult:
    return measure(
        id,
        name=name,
        objective=objective,
        success_factor=factor,
        **{
            "follow_up": ("ÅR",),
            "fulfilment": Fulfilment.NOT_MEASURED,
            "fulfilment_detail": "Följs upp ÅR",
            "target_text": "Inget mål",
            **facts,
        },
    )


def _activity() -> tuple[MeasureResult, ...]:
    shared = {"objective": "God nära och samordnad vård", "unit": "text"}
    return (
        measure(
            "produktivitet",
            name="Produktivitet, mått per verksamhet",
            success_factor="Produktivitet",
            service_category=ServiceCategory.PRODUCTIVITY,
            target_text="Behålla",
            utfall_text="Bibehållen",
            fulfilment=Fulfilment.MET,
            computed_fulfilment=Fulfilment.UNAVAILABLE,
            fulfilment_detail="Bedömd",
            judgement=Judgement(Fulfilment.MET, REASON, "Division Regionstöd"),
            notes=(Note("Bedömd", f"av Division Regionstöd: {REASON}"),),
            bound=Bound("Bedömning", "Bedömning", "Samma period 2021"),
            **shared,
        ),
        measure(
            "kvalitet",
            name="Kvalitet/leveranssäkerhet",
            success_factor="Kvalitet/leveranssäkerhet",
            service_category=ServiceCategory.QUALITY,
            components=(
                "Antal händelser med risk för allvarlig eller betydande konsekvens",
                "Andel kvalitetsavvikelser i relation till hanterade transaktioner",
            ),
            target_text="Minska",
            utfall_text="I nivå med fg år",
            fulfilment=Fulfilment.PARTLY,
            trend=Trend.UNCHANGED,
            arrow=Arrow.LEVEL,
            notes=(
                Note(
                    "Avbrott i serien",
                    "Antal händelser: klassificeringen har ändrats och antalet kan inte jämföras "
                    "med föregående år.",
                    "ej-jamforbar",
                ),
            ),
            bound=Bound("Minskning", "I nivå med föregående år", "Samma period 2021"),
            **shared,
        ),
        measure(
            "kostnadseffektiv",
            name="Kostnadseffektiv verksamhet, mått per verksamhet",
            success_factor="Kostnadseffektiv verksamhet",
            service_category=ServiceCategory.COST_EFFICIENCY,
            also_in=("Ekonomi",),
            target_text="Öka",
            utfall_text="Ökning",
            fulfilment=Fulfilment.MET,
            trend=Trend.IMPROVED,
            arrow=Arrow.UP,
            bound=Bound("Ökning", "I nivå med föregående år", "Samma period 2021"),
            **shared,
        ),
        _not_measured(
            "tillganglighet",
            "Tillgänglighet/servicenivå, mått per verksamhet",
            factor="Tillgänglighet/servicenivå",
            service_category=ServiceCategory.AVAILABILITY,
            target_text="Behålla",
            **shared,
        ),
        _not_measured(
            "kundnojdhet",
            "Kundnöjdhet, mått per verksamhet",
            factor="Kundnöjdhet",
            service_category=ServiceCategory.SATISFACTION,
            target_text="Behålla",
            **shared,
        ),
    )


def _direction(baseline: str, *, higher: bool) -> dict[str, object]:
    """Facts of a direction goal from a baseline of 3.3's annex."""
    value, shown = Decimal(baseline), f"{baseline.replace('.', ',')}\u00a0%"
    return {
        "target_text": f"{'Öka' if higher else 'Minska'} (ingångsvärde {shown})",
        "comparison": value,
        "comparison_text": shown,
        "comparison_refers_to": "ingångsvärde",
        "baseline": value,
        "baseline_text": shown,
        "zone": TargetZone(
            met=((value, None),) if higher else ((None, value),),
            partly=((value, value),),
            line=value,
            line_text=f"Ingångsvärde {shown}",
            line_is_baseline=True,
        ),
    }


def _staff() -> tuple[MeasureResult, ...]:
    goal = "Hållbar kompetensförsörjning"
    use = "Tillgänglig och rätt använd kompetens"
    lead = "Ledarskap och medarbetarskap som främjar förbättring och förnyelse"
    answer = "Ansvarsfullt chefs- och medarbetarskap"
    here = {"perspective": "Medarbetare"}
    return (
        measure(
            "sjukfranvaro",
            name="Sjukfrånvaro",
            objective=goal,
            success_factor="Hållbar arbetsmiljö",
            utfall=Decimal("6.3"),
            utfall_text="6,3\u00a0%",
            change_text="+1,2\u00a0procentenheter",
            fulfilment=Fulfilment.NOT_MET,
            trend=Trend.DETERIORATED,
            arrow=Arrow.UP,
            bound=Bound("Under 5,1\u00a0%", "Oförändrat, 5,1\u00a0%", "Ingångsvärdet"),
            **here,
            **_direction("5.1", higher=False),
        ),
        measure(
            "insatser",
            name="Antal främjande och förebyggande insatser från Företagshälsan",
            objective=goal,
            success_factor="Hållbar arbetsmiljö",
            utfall=Decimal(72),
            utfall_text="72\u00a0%",
            fulfilment=Fulfilment.MET,
            trend=Trend.IMPROVED,
            arrow=Arrow.UP,
            notes=(
                Note(
                    "Not",
                    "Ingångsvärdet avser december 2020. Måttet heter ”Antal …” men mäts i procent; "
                    "så anges det i underlaget.",
                ),
            ),
            bound=Bound("Över 66\u00a0%", "Oförändrat, 66\u00a0%", "Ingångsvärdet, december 2020"),
            decimals=0,
            **here,
            **_direction("66", higher=True),
        ),
        _not_measured("planer", "Andel uppdaterade kompetensförsörjningsplaner", goal, use, **here),
        _not_measured(
            "attraktiv",
            "Attraktiv arbetsgivare, ambassadörer, delaktighet i HME",
            goal,
            use,
            **here,
        ),
        _not_measured("ledarskap", "Ledarskap/Medarbetarskap (MAU)", goal, lead, **here),
        _not_measured("hme-ledarskap", "HME ledarskap, index (MAU)", goal, answer, **here),
        _not_measured(
            "hme-totalindex",
            "Totalindex i mätningen Hållbart medarbetarengagemang (HME)",
            goal,
            answer,
            **here,
        ),
    )


def _economy() -> tuple[MeasureResult, ...]:
    shared = {
        "perspective": "Ekonomi",
        "objective": "Långsiktigt hållbar ekonomi",
        "fulfilment": Fulfilment.NOT_MET,
        "trend_detail": "Jämförelsevärde saknas",
    }
    return (
        measure(
            "budget",
            name="Alla divisioner och regiongemensamt bedriver verksamhet inom budget",
            success_factor="Verksamheten håller sina ekonomiska ramar",
            unit="mnkr",
            target_text="0",
            utfall=Decimal("-11.1"),
            utfall_text="−11,1\u00a0mnkr",
            bound=Bound("Minst 0\u00a0mnkr", "Ingen gräns beslutad", "Jämförelsevärde saknas"),
            zone=TargetZone(((Decimal(0), None),), (), Decimal(0), "Mål 0", False),
            **shared,
        ),
        measure(
            "upphandlingar",
            name="Andel genomförda upphandlingar enligt upphandlingsplan",
            success_factor="Kostnadseffektiv verksamhet",
            target_text="100\u00a0%",
            utfall=Decimal(98),
            utfall_text="98\u00a0%",
            attainment=98,
            fulfilment_detail="Uppfyllelsegrad 98\u00a0%",
            bound=Bound("Minst 100\u00a0%", "Ingen gräns beslutad", "Jämförelsevärde saknas"),
            zone=TargetZone(((Decimal(100), None),), (), Decimal(100), "Mål 100\u00a0%", False),
            decimals=0,
            **shared,
        ),
    )


def annex() -> Report:
    """The annex of Division Regionstöd, DÅ08 2022."""
    activity, staff, economy = _activity(), _staff(), _economy()
    own_words = "Perspektivet har inga egna styrmått i divisionens plan."
    return replace(
        report(),
        division="regionstod",
        division_name="Regionstöd",
        measures=(*activity, *staff, *economy),
        perspectives=(
            PerspectiveResult("Samhälle", "samhalle", own_words, (), ""),
            PerspectiveResult("Medborgare", "medborgare", own_words, (), ""),
            _filed("Verksamhet", "verksamhet", activity),
            _filed("Medarbetare", "medarbetare", staff),
            _filed("Ekonomi", "ekonomi", (*economy, activity[2])),
        ),
    )


def _filed(name: str, slug: str, shown: tuple[MeasureResult, ...]) -> PerspectiveResult:
    """A perspective of one objective, its measures filed by success factor."""
    factors = dict.fromkeys(one.success_factor for one in shown)
    objective = Objective(
        f"mal-{slug}",
        shown[0].objective,
        tuple(
            SuccessFactor(factor, tuple(m.id for m in shown if m.success_factor == factor))
            for factor in factors
        ),
        None,
    )
    return PerspectiveResult(name, slug, f"Perspektivet {name}.", (objective,), "")
