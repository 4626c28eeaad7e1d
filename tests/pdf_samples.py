"""Documents for the PDF's tests: the annex DÅ08 2022 as blocks, written out by hand."""

from typing import Any

from styrkort.blocks import (
    MIME,
    Block,
    Cell,
    Column,
    Counts,
    Facts,
    Figure,
    Group,
    Line,
    Row,
    RowNote,
    Steps,
    Table,
)
from styrkort.markup import to_html, to_json

MEASURE_COLUMNS = (
    Column("Styrmått", 0.266),
    Column("Mål", 0.172),
    Column("Uppföljning", 0.127),
    Column("Utfall", 0.124, number=True),
    Column("Måluppfyllelse", 0.172),
    Column("Utveckling", 0.139),
)


def markdown(source: str, *tags: str, **metadata: Any) -> dict[str, Any]:
    """A markdown cell."""
    return {
        "cell_type": "markdown",
        "metadata": {"tags": list(tags), **metadata},
        "source": source,
    }


def shown(*blocks: Block, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """A code cell that displayed these blocks."""
    outputs = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {MIME: to_json(block), "text/html": to_html(block)},
        }
        for block in blocks
    ]
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "execution_count": 1,
        "source": "show(report)",
        "outputs": outputs,
    }


def displayed(**data: Any) -> dict[str, Any]:
    """A code cell of somebody else's; keys are MIME types with _ for /."""
    bundle = {key.replace("__", "/").replace("_plus_", "+"): value for key, value in data.items()}
    outputs = [{"output_type": "display_data", "metadata": {}, "data": bundle}]
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": "show()",
        "outputs": outputs,
    }


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """A notebook of nbformat 4.5."""
    numbered = [{"id": f"cell-{n}", **cell} for n, cell in enumerate(cells)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": numbered}


OWN_METADATA = {
    "version": 1,
    "division": "regionstod",
    "divisionsnamn": "Division Regionstöd",
    "region": "Region Norrbotten",
    "period": "DÅ08",
    "år": 2022,
    "slut": "2022-08-31",
    "dokument": "Bilaga produktion och måluppfyllelse",
    "namn": {},
    "status": "arbetsversion",
}

FACTS = Facts(
    region="Region Norrbotten",
    kicker="Bilaga till delårsrapport augusti 2022",
    division="Division Regionstöd",
    facts=(
        ("Period", "1 januari–31 augusti 2022"),
        ("Uppföljning", "DÅ08, den andra av tre"),
        ("Status", "Arbetsversion. Siffror och ord kan ändras innan bilagan publiceras."),
    ),
)

CHAIN = Steps(
    id="styrkedja",
    caption="Styrkedjan",
    columns=(
        ("Perspektiv", (Cell("Fem, gemensamma för hela regionen", quiet=True),)),
        ("Strategiska mål", (Cell("Regionfullmäktige fastställer", quiet=True),)),
        ("Framgångsfaktorer", (Cell("Regionstyrelsen och nämnderna fastställer", quiet=True),)),
        ("Styrmått", (Cell("Divisionen mäter och redovisar", quiet=True),)),
    ),
    accent=True,
)


def _count(number: int, symbol: str) -> Cell:
    return Cell(str(number), symbols=(symbol,) * number)


def _grid_row(name: str, *numbers: int) -> Row:
    symbols = ("uppfyllt", "delvis", "ej-uppfyllt", "ej-tillgangligt", "ej-matt")
    cells = [_count(number, symbol) for number, symbol in zip(numbers, symbols, strict=False)]
    return Row((Cell(name, header=True), *cells, Cell(str(sum(numbers)))))


GRID = Table(
    id="tabell-sammanfattning",
    caption="Styrmått per perspektiv och måluppfyllelse",
    columns=(
        Column("Perspektiv", 0.165),
        Column("Uppfyllt", 0.124),
        Column("Delvis uppfyllt", 0.159),
        Column("Ej uppfyllt", 0.135),
        Column("Ej tillgängligt", 0.153),
        Column("Ej mätt", 0.174),
        Column("Styrmått", 0.09, right=True),
    ),
    groups=(
        Group(
            (
                Row(
                    (
                        Cell("Samhälle", header=True),
                        Cell(
                            "Inga egna styrmått. Divisionen bidrar genom stöd till andra.",
                            span=5,
                            quiet=True,
                        ),
                        Cell("0"),
                    )
                ),
                _grid_row("Verksamhet", 2, 1, 0, 0, 2),
                _grid_row("Medarbetare", 1, 0, 1, 0, 5),
                _grid_row("Ekonomi", 0, 0, 2, 0, 0),
                Row((Cell("Alla", header=True), *map(Cell, "31307"), Cell("14")), total=True),
            )
        ),
    ),
    look="rutnat",
    footnote="En symbol är ett styrmått.",
)


def _overview_row(symbol: str, name: str, goal: str, outcome: str, trend: Cell, anchor: str) -> Row:
    name_cell = Cell(name, symbol=symbol, header=True, anchor=anchor)
    return Row((name_cell, Cell(goal), Cell(outcome), trend))


OVERVIEW = Table(
    id="tabell-styrmatt",
    caption="Styrmått som följs upp i DÅ08",
    columns=(
        Column("Styrmått", 0.40),
        Column("Mål", 0.25),
        Column("Utfall", 0.16, number=True),
        Column("Utveckling", 0.19),
    ),
    groups=(
        Group(
            title="Ej uppfyllt",
            count="3",
            rows=(
                _overview_row(
                    "ej-uppfyllt", "Sjukfrånvaro", "Minska (ingångsvärde 5,1 %)", "6,3 %",
                    Cell("Försämrad", symbol="upp", strong=True), "medarbetare",
                ),
                _overview_row(
                    "ej-uppfyllt", "Verksamhet inom budget", "0", "−11,1 mnkr",
                    Cell("–", hidden="ingen jämförelse"), "ekonomi",
                ),
            ),
        ),
        Group(
            title="Uppfyllt",
            count="1",
            rows=(
                _overview_row(
                    "uppfyllt", "Kostnadseffektiv verksamhet", "Öka", "Ökning",
                    Cell("Förbättrad", symbol="upp"), "verksamhet",
                ),
            ),
        ),
    ),
    look="oversikt",
    caption_shown=True,
    footnote="Pilen visar åt vilket håll talet har gått, ordet om det är bra.",
)  # fmt: skip

COMPASS = Steps(
    id="servicekompassen",
    caption="Servicekompassen",
    columns=tuple(
        (head, (Cell(word, symbol=symbol), Cell(goal, quiet=True)))
        for head, word, symbol, goal in (
            ("Produktivitet", "Uppfyllt", "uppfyllt", "Mål: behålla"),
            ("Kvalitet/leveranssäkerhet", "Delvis uppfyllt", "delvis", "Mål: minska"),
            ("Kostnadseffektivitet", "Uppfyllt", "uppfyllt", "Mål: öka"),
            ("Tillgänglighet", "Ej mätt", "ej-matt", "Mål: behålla"),
            ("Kundnöjdhet", "Ej mätt", "ej-matt", "Mål: behålla"),
        )
    ),
)

NONE = Cell("–", hidden="ingen jämförelse")
UNMEASURED = Cell("Ej mätt", symbol="ej-matt", second="Följs upp ÅR")


def measure(
    name: str,
    goal: Cell | str = "Behålla",
    follow_up: str = "DÅ04, DÅ08, ÅR",
    outcome: str = "Ej tillgängligt",
    verdict: Cell = UNMEASURED,
    trend: Cell = NONE,
    notes: tuple[RowNote, ...] = (),
    bullets: tuple[str, ...] = (),
) -> Row:
    """A row of a measure table."""
    target = goal if isinstance(goal, Cell) else Cell(goal)
    name_cell = Cell(name, header=True, bullets=bullets)
    return Row((name_cell, target, Cell(follow_up), Cell(outcome), verdict, trend), notes)


MET = Cell("Uppfyllt", symbol="uppfyllt")

OPERATIONS = Table(
    id="tabell-verksamhet",
    caption="Styrmått i perspektivet Verksamhet",
    columns=MEASURE_COLUMNS,
    groups=(
        Group(
            title="Produktivitet",
            rows=(
                measure(
                    "Produktivitet, mått per verksamhet",
                    outcome="Bibehållen",
                    verdict=Cell("Uppfyllt", symbol="uppfyllt", second="Bedömd"),
                    notes=(
                        RowNote(
                            "Bedömd",
                            "av Division Regionstöd: Arbetad tid har minskat medan antalet "
                            "hanterade transaktioner har ökat. Produktiviteten är därmed "
                            "bibehållen.",
                        ),
                    ),
                ),
            ),
        ),
        Group(
            title="Kvalitet/leveranssäkerhet",
            rows=(
                measure(
                    "",
                    "Minska",
                    outcome="I nivå med fg\u00a0år",
                    verdict=Cell("Delvis uppfyllt", symbol="delvis"),
                    trend=Cell("Oförändrad", symbol="lika"),
                    bullets=(
                        "Antal händelser med risk för allvarlig eller betydande konsekvens",
                        "Andel kvalitetsavvikelser i relation till hanterade transaktioner",
                    ),
                    notes=(
                        RowNote(
                            "Avbrott i serien",
                            "Antal händelser: klassificeringen har ändrats och antalet kan inte "
                            "jämföras med föregående år.",
                            "ej-jamforbar",
                        ),
                    ),
                ),
            ),
        ),
        Group(
            title="Kostnadseffektiv verksamhet",
            rows=(
                measure(
                    "Kostnadseffektiv verksamhet, mått per verksamhet",
                    "Öka",
                    outcome="Ökning",
                    verdict=MET,
                    trend=Cell("Förbättrad", symbol="upp"),
                    notes=(RowNote("Visas även", "i perspektivet Ekonomi. Räknas en gång, här."),),
                ),
            ),
        ),
        Group(
            title="Tillgänglighet/servicenivå",
            rows=(measure("Tillgänglighet/servicenivå, mått per verksamhet", follow_up="ÅR"),),
        ),
        Group(
            title="Kundnöjdhet",
            rows=(measure("Kundnöjdhet, mått per verksamhet", follow_up="ÅR"),),
        ),
    ),
)

STAFF = Table(
    id="tabell-medarbetare",
    caption="Styrmått i perspektivet Medarbetare",
    columns=MEASURE_COLUMNS,
    groups=(
        Group(
            title="Hållbar arbetsmiljö",
            rows=(
                measure(
                    "Sjukfrånvaro",
                    Cell("Minska", second="(ingångsvärde 5,1\u00a0%)"),
                    outcome="6,3\u00a0%",
                    verdict=Cell("Ej uppfyllt", symbol="ej-uppfyllt"),
                    trend=Cell("Försämrad", symbol="upp", strong=True),
                ),
                measure(
                    "Antal främjande och förebyggande insatser från Företagshälsan",
                    Cell("Öka", second="(ingångsvärde 66\u00a0%)"),
                    outcome="72\u00a0%",
                    verdict=MET,
                    trend=Cell("Förbättrad", symbol="upp"),
                    notes=(
                        RowNote(
                            "Not",
                            "Ingångsvärdet avser december 2020. Måttet heter ”Antal …” men mäts i "
                            "procent; så anges det i underlaget.",
                        ),
                    ),
                ),
            ),
        ),
        Group(
            title="Tillgänglig och rätt använd kompetens",
            rows=(
                measure("Andel uppdaterade kompetensförsörjningsplaner", "Inget mål", "ÅR"),
                measure(
                    "Attraktiv arbetsgivare, ambassadörer, delaktighet i HME", "Inget mål", "ÅR"
                ),
            ),
        ),
        Group(
            title="Ledarskap och medarbetarskap som främjar förbättring och förnyelse",
            rows=(measure("Ledarskap/Medarbetarskap (MAU)", "Inget mål", "ÅR"),),
        ),
        Group(
            title="Ansvarsfullt chefs- och medarbetarskap",
            rows=(
                measure("HME ledarskap, index (MAU)", "Inget mål", "ÅR"),
                measure(
                    "Totalindex i mätningen Hållbart medarbetarengagemang (HME)", "Inget mål", "ÅR"
                ),
            ),
        ),
    ),
)

ECONOMY = Table(
    id="tabell-ekonomi",
    caption="Styrmått i perspektivet Ekonomi",
    columns=MEASURE_COLUMNS,
    groups=(
        Group(
            title="Verksamheten håller sina ekonomiska ramar",
            rows=(
                measure(
                    "Alla divisioner och regiongemensamt bedriver verksamhet inom budget",
                    "0",
                    outcome="−11,1\u00a0mnkr",
                    verdict=Cell("Ej uppfyllt", symbol="ej-uppfyllt"),
                    trend=Cell("–", second="Jämförelsevärde saknas", hidden="ingen jämförelse"),
                ),
            ),
        ),
        Group(
            title="Kostnadseffektiv verksamhet",
            rows=(
                measure(
                    "Andel genomförda upphandlingar enligt upphandlingsplan",
                    "100\u00a0%",
                    outcome="98\u00a0%",
                    verdict=Cell(
                        "Ej uppfyllt", symbol="ej-uppfyllt", second="Uppfyllelsegrad 98\u00a0%"
                    ),
                    trend=Cell("–", second="Jämförelsevärde saknas", hidden="ingen jämförelse"),
                ),
            ),
        ),
    ),
)

LIMITS = Table(
    id="granser",
    caption="Gränser som har använts",
    columns=(
        Column("Styrmått", 0.3),
        Column("Uppfyllt", 0.18),
        Column("Delvis uppfyllt", 0.25),
        Column("Jämförs med", 0.27),
    ),
    groups=(
        Group(
            tuple(
                Row((Cell(name, header=True), *map(Cell, rest)))
                for name, *rest in (
                    ("Sjukfrånvaro", "Under 5,1\u00a0%", "Oförändrat, 5,1\u00a0%", "Ingångsvärdet"),
                    ("Verksamhet inom budget", "Minst 0\u00a0mnkr", "Ingen gräns beslutad",
                     "Jämförelsevärde saknas"),
                )
            )
        ),
    ),
    look="granser",
    caption_shown=True,
)  # fmt: skip


def key(id: str, title: str, *rows: tuple[str, str, str]) -> Table:
    """A key of symbols: symbol, word, meaning."""
    return Table(
        id=id,
        caption=title,
        columns=(Column("Ord", 0.36), Column("Betydelse", 0.64)),
        groups=(
            Group(
                tuple(
                    Row((Cell(word, symbol=symbol, header=True, strong=True), Cell(meaning)))
                    for symbol, word, meaning in rows
                )
            ),
        ),
        look="nyckel",
        caption_shown=True,
    )


VERDICTS = key(
    "nyckel-maluppfyllelse",
    "Måluppfyllelse",
    ("uppfyllt", "Uppfyllt", "Utfallet når målet."),
    ("delvis", "Delvis uppfyllt", "Utfallet når inte målet men håller den beslutade gränsen."),
    ("ej-uppfyllt", "Ej uppfyllt", "Utfallet når varken mål eller gräns."),
    ("ej-tillgangligt", "Ej tillgängligt", "Skulle följas upp nu, men utfall saknas."),
    ("ej-matt", "Ej mätt", "Följs upp en annan period."),
    ("inget-mal", "Inget mål", "Måttet följs utan mål."),
)
TRENDS = key(
    "nyckel-utveckling",
    "Utveckling",
    ("upp", "Förbättrad", "Talet har ökat; högre är bättre."),
    ("ned", "Förbättrad", "Talet har minskat; lägre är bättre."),
    ("lika", "Oförändrad", "Talet är lika stort som det jämförs med."),
    ("ej-jamforbar", "Ej jämförbar", "Måttet har ändrats; talen går inte att jämföra."),
)

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 120" width="600" height="120">'
    '<rect x="200" y="20" width="210" height="40" fill="#DCE8F2"/>'
    '<path d="M410 20V60" stroke="#15202B" stroke-width="2"/>'
    '<circle cx="460" cy="40" r="6" fill="#0B4F8A"/></svg>'
)
FIGURE = Figure(
    id="figur-medarbetare",
    title="Utfall mot ingångsvärde",
    alt="Sjukfrånvaro: ingångsvärde 5,1 %, utfall 6,3 %. Målet är minska.",
    caption="Skuggat: målet är uppfyllt. Ring: ingångsvärde. Punkt: utfall.",
    svg=DRAWING,
    narrow_svg=DRAWING,
    data_anchor="tabell-medarbetare",
)

_PER = "per-perspektiv"


def annex(**changes: Any) -> dict[str, Any]:
    """The annex as an executed notebook; ``changes`` go into metadata.styrkort."""
    return notebook(
        markdown("# Produktion och måluppfyllelse"),
        shown(FACTS),
        markdown(
            "## Inledning\n\nBilagan visar hur långt Division Regionstöd har kommit mot sina mål "
            "för 2022, räknat till och med den 31\u00a0augusti. Den kompletterar divisionens "
            "delårsrapport med de mått som bedömningarna vilar på.\n\nSju av divisionens fjorton "
            "styrmått följs upp i den här rapporten. Tre mål är uppfyllda, ett är delvis uppfyllt "
            "och tre är inte uppfyllda. De övriga sju måtten följs upp i årsrapporten."
        ),
        markdown(
            "### Fem perspektiv, en styrkedja\n\nRegion Norrbotten använder balanserad styrning. "
            "Verksamheten planeras och följs upp ur perspektiven Samhälle, Medborgare, Verksamhet, "
            "Medarbetare och Ekonomi, på samma sätt i alla led. Beslut i ett led blir ramar för "
            "nästa:"
        ),
        shown(CHAIN),
        markdown(
            "Måluppfyllelsen redovisas tre gånger om året: i april (DÅ04), i augusti (DÅ08) och i "
            "årsrapporten (ÅR).\n\nDivisionen arbetar efter *servicekompassen*, en modell för "
            "serviceverksamheter med fem kategorier: produktivitet, kvalitet/leveranssäkerhet, "
            "kostnadseffektivitet, tillgänglighet och kundnöjdhet."
        ),
        markdown("## Sammanfattande bild av måluppfyllelse"),
        shown(
            Line(
                "Tre av sju uppföljda mål är uppfyllda. Avvikelserna finns i sjukfrånvaro, budget "
                "och upphandlingar.",
                lead=True,
            ),
            GRID,
            OVERVIEW,
        ),
        markdown("### Servicekompassen"),
        shown(COMPASS),
        markdown("## Måluppfyllelse i perspektiv"),
        markdown("### Samhälle", _PER),
        markdown(
            "Perspektivet har inga egna styrmått i divisionens plan. Divisionen bidrar till de "
            "gemensamma framgångsfaktorerna genom ett samordnat stöd till regionens övriga "
            "verksamheter.",
            _PER,
        ),
        markdown("### Medborgare", _PER),
        markdown("Perspektivet har inga egna styrmått i divisionens plan.", _PER),
        markdown("### Verksamhet", _PER),
        shown(
            Counts((("uppfyllt", "2 uppfyllda"), ("delvis", "1 delvis"), ("ej-matt", "2 ej mätta")))
        ),
        markdown(
            "Perspektivet samlar det som verksamheten behöver för att arbeta effektivt, säkert, "
            "jämställt, jämlikt och med god kvalitet i metoder och processer.",
            _PER,
        ),
        shown(Line("God nära och samordnad vård", label="Strategiskt mål:"), OPERATIONS),
        markdown(
            "Arbetad tid har minskat i divisionen som helhet medan antalet hanterade transaktioner "
            "har ökat. Produktiviteten bedöms därför vara bibehållen.\n\nRapporterade avvikelser "
            "med risk för allvarlig eller betydande konsekvens inom IT/MT-stöd (”major incidents”) "
            "är fler än samma period föregående år. Det beror främst på att rapporteringsrutinen "
            "har setts över, så att fler incidenter klassificeras som ”major incidents”.",
            _PER,
            "kommentar",
        ),
        markdown("### Medarbetare", _PER),
        shown(
            Counts(
                (("uppfyllt", "1 uppfyllt"), ("ej-uppfyllt", "1 ej uppfyllt"),
                 ("ej-matt", "5 ej mätta"))
            )
        ),
        markdown(
            "Perspektivet visar hur regionen är som arbetsgivare: hur medarbetarnas kunskaper tas "
            "till vara och utvecklas, och vilka förutsättningar cheferna har för ett hållbart "
            "ledarskap.",
            _PER,
        ),
        shown(Line("Hållbar kompetensförsörjning", label="Strategiskt mål:"), STAFF, FIGURE),
        markdown(
            "Sjukfrånvaron är 6,3\u00a0%, 1,2 procentenheter över ingångsvärdet. Resultatet "
            "kommenteras i delårsrapporten, avsnittet *Väsentliga personalförhållanden*.",
            _PER,
            "kommentar",
        ),
        markdown("### Ekonomi", _PER),
        shown(Counts((("ej-uppfyllt", "2 ej uppfyllda"), ("", "1 räknas i Verksamhet")))),
        markdown(
            "Perspektivet visar hur regionen hushåller med sina resurser, så att ekonomin är god "
            "och ger handlingsutrymme.",
            _PER,
        ),
        shown(Line("Långsiktigt hållbar ekonomi", label="Strategiskt mål:"), ECONOMY),
        markdown(
            "Upphandlingsplanen revideras under året när uppdrag prioriteras om.",
            _PER,
            "kommentar",
        ),
        markdown(
            "## Uppföljning av divisionens strategiska åtgärder\n\nUnderlaget för perioden "
            "innehåller inga strategiska åtgärder att följa upp."
        ),
        markdown("## Så läses bilagan\n\nAlla bedömningar är beräknade med reglerna här."),
        shown(VERDICTS, TRENDS, LIMITS),
        styrkort={**OWN_METADATA, **changes},
    )  # fmt: skip
