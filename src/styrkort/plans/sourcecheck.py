"""What must hold of each källa: it says where its rows are, and its keys agree.

Reads the raw tree, as plancheck does, so that these faults are found together with all others.
"""

from collections.abc import Iterator

from styrkort.plans.fields import listed, nearest
from styrkort.plans.sourcenames import source_name_faults
from styrkort.plans.sourceplan import SOURCE_COLUMNS, SOURCE_FILES
from styrkort.plans.sourceraw import RawSource, raw_sources, words
from styrkort.plans.yamlfaults import Fault, fault_at
from styrkort.plans.yamlfile import Document

__all__ = ["source_faults"]


def source_faults(document: Document) -> list[Fault]:
    """Every fault across the plan's källor."""
    faults = source_name_faults(document)
    for source in raw_sources(document):
        faults += _whereabouts(document, source)
        faults += _columns(document, source)
        faults += _combinations(document, source)
    return faults


def _whereabouts(document: Document, source: RawSource) -> Iterator[Fault]:
    """Exactly one of a file and a query, and a file that can be read."""
    file, database = source.raw.get("fil"), source.raw.get("databas")
    query = source.raw.get("fråga")
    if (file is None) == (database is None):
        yield fault_at(document, source.place, "ange antingen fil, eller databas och fråga")
    elif database is not None and query is None:
        yield fault_at(
            document, source.place, "nyckeln ”fråga” saknas; skriv den SQL som ska köras"
        )
    if query is not None and database is None:
        yield fault_at(document, (*source.place, "fråga"), "fråga hör till databas; ange den")
    if database is not None and "://" in words(database):
        what = "skriv namnet på en miljövariabel, aldrig adressen: den kan innehålla ett lösenord"
        yield fault_at(document, (*source.place, "databas"), what)
    name = words(file)
    place = (*source.place, "fil")
    if "/" in name or "\\" in name:
        yield fault_at(document, place, "skriv filens namn utan mapp; den ska ligga i årets mapp")
    ending = "." + name.rpartition(".")[2].casefold() if "." in name else ""
    if ending and not set(ending) & set("*?[") and ending not in SOURCE_FILES:
        what = f"filer som slutar på {ending} kan inte läsas; de som kan är {listed(SOURCE_FILES)}"
        yield fault_at(document, place, what)


def _columns(document: Document, source: RawSource) -> Iterator[Fault]:
    """The tidy columns that are named are ones there are, and none is missing."""
    known = SOURCE_COLUMNS[source.gives]
    for key in ("kolumner", "fasta", "översättning"):
        for name in source.mapping(key):
            if name not in known:
                hint = nearest(str(name), known)
                remedy = f"menade du {hint}?" if hint else f"de som finns är {listed(known)}"
                what = f"kolumnen ”{name}” är okänd; {remedy}"
                yield fault_at(document, (*source.place, key, name), what)
    dropping = source.raw.get("utelämna_okända")
    for index, name in enumerate(dropping if isinstance(dropping, list) else ()):
        if name not in ("styrmått", "verksamhet", "kön"):
            what = f"”{name}” har inga koder; skriv styrmått, verksamhet eller kön"
            yield fault_at(document, (*source.place, "utelämna_okända", index), what)
    for name in source.mapping("fasta"):
        if name in source.mapping("kolumner"):
            what = f"{name} står också under kolumner; ta bort den ena"
            yield fault_at(document, (*source.place, "fasta", name), what)
    for missing in _missing(source):
        what = f"{missing} saknas; ange den under kolumner eller fasta"
        yield fault_at(document, (*source.place, "kolumner"), what)


def _missing(source: RawSource) -> list[str]:
    """Tidy columns that the källa doesn't say where to find.

    A källa without kolumner has the tidy headings in its file: that is seen when it is read.
    """
    columns = source.mapping("kolumner")
    stated = _stated(source)
    if source.gives == "åtgärder":
        return [] if "åtgärd" in stated or not columns else ["åtgärd"]
    if source.gives == "prognos":
        wanted = ("styrmått", "värde")
        return [name for name in wanted if name not in stated] if columns else []
    events, wide = source.has_events, source.is_wide
    missing = []
    if "styrmått" not in stated and not source.mapping("måttkolumner") and (columns or events):
        missing.append("styrmått")
    if columns and not events and not wide and not {"månad", "år"} & stated:
        missing.append("månad")
    value = "värde" in stated or {"täljare", "nämnare"} <= stated or source.mapping("måttkolumner")
    if columns and not events and not wide and not value:
        missing.append("värde (eller täljare och nämnare)")
    return missing


def _combinations(document: Document, source: RawSource) -> Iterator[Fault]:
    """Keys that say two things at once."""
    for key, what in (*_doubled(source), *_out_of_place(source)):
        yield fault_at(document, (*source.place, key), what)


def _doubled(source: RawSource) -> Iterator[tuple[str, str]]:
    """Key and message where the form says what a column says too."""
    stated = _stated(source)
    figures = [name for name in ("värde", "täljare", "nämnare") if name in stated]
    if source.mapping("måttkolumner"):
        taken = [*figures, *(["styrmått"] if "styrmått" in stated else [])]
        if taken:
            yield "måttkolumner", f"måttkolumner ersätter {listed(taken)}; ta bort det ena"
        if source.is_wide:
            yield "bred", "bred och måttkolumner går inte att förena; ta bort det ena"
        if source.has_events:
            yield "måttkolumner", "måttkolumner och händelser går inte att förena; ta bort det ena"
    if source.is_wide and source.has_events:
        yield "bred", "bred och händelser går inte att förena; ta bort det ena"
    elif source.is_wide and (figures or "månad" in stated):
        taken = [*figures, *(["månad"] if "månad" in stated else [])]
        yield "bred", f"i bred form säger rubrikerna {listed(taken)}; ta bort det ena"
    elif source.has_events:
        taken = [name for name in (*figures, *_NOT_OF_EVENTS) if name in stated]
        if taken:
            yield "händelser", f"händelser räknas, så {listed(taken)} hör inte hit; ta bort det"
    if len({"täljare", "nämnare"} & stated) == 1 and not source.has_events:
        yield "kolumner", "ange både täljare och nämnare, eller ingen av dem"


_NOT_OF_EVENTS = ("månad", "år", "enhet", "antal_personer")


def _out_of_place(source: RawSource) -> Iterator[tuple[str, str]]:
    """Key and message where a key has nothing to work on."""
    if source.gives != "observationer":
        for key in ("bred", "händelser", "måttkolumner", "sammanslagning", "datumordning"):
            if source.raw.get(key) is not None:
                yield key, f"{key} hör till observationer, inte {source.gives}"
    for key in ("fyll_ned", "rubrikrad_över"):
        if source.raw.get(key) is not None and source.has_events:
            yield key, f"{key} och händelser går inte att förena; ta bort det ena"
    if source.raw.get("rubrikrad_över") is not None and source.raw.get("rubrikrad") is None:
        yield "rubrikrad_över", "rubrikrad_över behöver rubrikrad; ange den"
    if source.mapping("enheter") and "enhet" not in source.mapping("kolumner"):
        yield "enheter", "enheter behöver kolumnen enhet; ange den under kolumner"


def _stated(source: RawSource) -> set[str]:
    """Tidy columns that the källa says where to find."""
    return {*source.mapping("kolumner"), *source.mapping("fasta")}
