"""Facts to hold sentences against, built from as little as a test needs to say."""

from collections.abc import Iterable
from decimal import Decimal

from styrkort.facts import Facts, Known, MeasureFacts, PartFacts
from styrkort.periodfacts import ExtraValue
from styrkort.terms import Arrow, Fulfilment, Trend


def known(what: str, value: str, unit: str, of: str = "") -> Known:
    text = f"{value.replace('.', ',').replace('-', '−')}\u00a0{unit}"
    return Known(what, Decimal(value), unit, text, of)


def measure(
    id: str, name: str, unit: str, *values: Known, parts: Iterable[PartFacts] = (), factor: str = ""
) -> MeasureFacts:
    utfall = [one.text for one in values if one.what == "utfall" and not one.of]
    return MeasureFacts(
        id=id,
        name=name,
        unit=unit,
        perspective="Verksamhet",
        also_in=(),
        success_factor=factor,
        utfall_text=utfall[0] if utfall else "Ej tillgängligt",
        fulfilment=Fulfilment.NOT_MET,
        arrow=Arrow.UP,
        trend=Trend.DETERIORATED,
        comparison_refers_to="",
        values=values,
        parts=tuple(parts),
        withheld=False,
        must_be_commented=True,
    )


def part(name: str, kind: str, unit: str) -> PartFacts:
    return PartFacts(name, kind, unit, None, Trend.NONE)


def facts(*measures: MeasureFacts, extra: Iterable[ExtraValue] = ()) -> Facts:
    return Facts(
        region="Region Exempel",
        division="service",
        division_name="Service",
        period="DÅ08",
        year=2022,
        perspectives=("Verksamhet",),
        units=("Måltid", "Fastighet"),
        measures=measures,
        production=(),
        extra_values=tuple(extra),
        texts=(),
    )


SICK = measure(
    "sjukfranvaro",
    "Sjukfrånvaro",
    "%",
    known("utfall", "6.3", "%"),
    known("jämförelse", "5.1", "%"),
    known("förändring", "1.2", "procentenheter"),
    Known("förändring i procent", Decimal("23.53"), "%"),
    known("utfall", "7.4", "%", "Måltid"),
    known("utfall", "4.2", "%", "Fastighet"),
    known("utfall", "6.9", "%", "Kvinnor"),
    known("utfall", "4.4", "%", "Män"),
    parts=(part("Måltid", "verksamhet", "%"), part("Fastighet", "verksamhet", "%")),
)
TENDERS = measure(
    "upphandlingar",
    "Andel genomförda upphandlingar enligt upphandlingsplan",
    "%",
    known("utfall", "98", "%"),
    Known("uppfyllelsegrad", Decimal(98), "%"),
    known("mål", "100", "%"),
)
BUDGET = measure(
    "budget",
    "Alla divisioner och regiongemensamt bedriver verksamhet inom budget",
    "mnkr",
    known("utfall", "-60.3", "mnkr"),
    known("mål", "0", "mnkr"),
    factor="Verksamheten håller sina ekonomiska ramar",
)
HEALTH = measure(
    "foretagshalsa",
    "Antal främjande och förebyggande insatser från Företagshälsan",
    "%",
    known("utfall", "72", "%"),
    known("jämförelse", "66", "%"),
    known("förändring", "6", "procentenheter"),
)
QUALITY = measure(
    "kvalitet",
    "Kvalitet/leveranssäkerhet",
    "text",
    known("utfall", "9", "st", "Antal händelser med risk för allvarlig eller betydande konsekvens"),
    parts=(
        part("Antal händelser med risk för allvarlig eller betydande konsekvens", "delmått", "st"),
        part("Andel kvalitetsavvikelser i relation till hanterade transaktioner", "delmått", "%"),
    ),
)
PLANS = measure("planer", "Andel uppdaterade kompetensförsörjningsplaner", "%")
HME = measure(
    "hme_totalindex", "Totalindex i mätningen Hållbart medarbetarengagemang (HME)", "index"
)
LEADERS = measure("hme_ledarskap", "HME ledarskap, index (MAU)", "index")
INCIDENTS = measure(
    "tillbud",
    "Rapporterade tillbud, rullande tolv månader",
    "st",
    known("utfall", "109", "st"),
    known("jämförelse", "97", "st"),
    known("förändring", "12", "st"),
    Known("förändring i procent", Decimal("12.37"), "%"),
)
REVISED = ExtraValue("reviderad_plan", Decimal(100), "100\u00a0%", "reviderad upphandlingsplan")
REPORT = facts(SICK, TENDERS, BUDGET, HEALTH, QUALITY, PLANS, HME, LEADERS, INCIDENTS)
