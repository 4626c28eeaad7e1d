"""Whether a dating says which report this is: "i denna bilaga till delårsrapporten per april"."""

import re
from typing import Final

from styrkort.reading.dates.datings import Dating, Shape
from styrkort.reading.language.statements import Clause, words_in

__all__ = ["dates_the_report", "is_part_of_a_name"]

_GENERAL: Final = re.compile(
    r"(?:rapport|bilaga|uppföljning|redovisning|rapportering|sammanställning|sammanfattning)",
    re.IGNORECASE,
)
_NOUN: Final = (
    r"(?:delårsrapport|delårsbokslut|delårsuppföljning|delårsredovisning|årsrapport|årsbokslut"
    r"|årsredovisning|tertialrapport|tertialbokslut|tertialuppföljning|månadsrapport|bokslut"
    r"|verksamhetsberättelse|verksamhetsrapport|verksamhetsuppföljning|rapport|bilaga|uppföljning"
    r"|redovisning|rapportering|sammanställning|rapportperiod|redovisningsperiod"
    r"|uppföljningsperiod|rapporteringsperiod|sammanfattning|kommentar(?:er)?)(?:en|et|n)?"
)
_LINK: Final = (
    r"(?:\s*[,:(–-]\s*|\s+)(?:(?:som\s+)?(?:avser|omfattar|gäller|täcker|sammanfattar|beskriver"
    r"|är|löper)\s+)?(?:(?:för|per|avseende|gällande|från|i|om|över|av|t\s?\.?\s?o\s?\.?\s?m\b\.?|tom"
    r"|till\s+och\s+med|fram\s+till)\s+)?(?:(?:hela\s+)?(?:perioden|tiden|året|verksamhetsåret)\s+)?"
    r"(?:den\s+)?"
)
_BEFORE: Final = re.compile(
    rf"(?<!\w)(?P<noun>{_NOUN})(?:\s+(?:för|vid|inom)\s+(?:\w+\s+){{1,3}}?\w+)??(?P<link>{_LINK})$",
    re.IGNORECASE,
)
_ITSELF: Final = re.compile(
    rf"(?:\w+\s+){{0,2}}(?:april|augusti|halvårs)?-?(?P<noun>{_NOUN})(?!\w)", re.IGNORECASE
)
_THIS: Final = re.compile(
    r"(?<!\w)(?:denna|detta|den\s+här|det\s+här|föreliggande|aktuell[at]?)(?!\w)(?:\s+[\w/]+){0,5}\s*$",
    re.IGNORECASE,
)
_THIS_BELONGS: Final = re.compile(
    r"(?<!\w)till\s+vilken\s+(?:denna|den\s+här|detta)\s+\w+\s+(?:är|hör|utgör)(?!\w)",
    re.IGNORECASE,
)
_ANNEX_TO: Final = re.compile(r"(?<!\w)bilaga(?:n)?\s+till(?:\s+[\w/]+){0,4}\s*$", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"(?<!\w)(?:jämfört\s+med|jämförelse\s+med|jämföra\s+med|relation\s+till|förhållande\s+till"
    r"|sedan|förra|föregående|tidigare|enligt|från|än|mot|jfr|jämför|se|efter|utöver|förutom"
    r"|inför|nästa|kommande|senaste|källa:?|i\s+samband\s+med|till\s+skillnad\s+från|utifrån"
    r"|(?:åter)?finns\s+i|framgår\s+av|samband\s+med|arbetet\s+med|senast|hänvisas\s+till|hänvisning\s+till)(?:\s+(?!är|har)[\w/]+)"
    r"{0,4}\s*$",
    re.IGNORECASE,
)
_PRESENTS: Final = words_in(
    (
        "presenteras", "redovisas", "kommenteras", "rapporteras", "sammanfattas", "redogörs",
        "visas", "beskrivs", "presenterar", "redovisar", "visar", "sammanfattar", "innehåller",
        "beskriver", "kompletterar", "omfattar", "avser", "följs", "ges", "lämnas", "uppvisar",
    )
)  # fmt: skip
_STATES: Final = words_in(("är", "uppgår", "har", "ligger", "bedöms"))
_POINTS: Final = words_in(
    (
        "kommentarer",
        "kommenteras",
        "kompletterar",
        "hör till",
        "härmed",
        r"överlämna[rs]",
        r"(?:bilagan?|rapporten|redovisningen|uppföljningen)\s+(?:avser|gäller|omfattar)",
    )
)
_COVERS: Final = words_in(("avser", "omfattar", "gäller", "täcker", "löper"))
_FEW: Final = 3
_PERIOD: Final = re.compile(r"\w+period(?:en)?(?!\w)", re.IGNORECASE)
_ANOTHER_DOCUMENT: Final = re.compile(r"månadsrapport", re.IGNORECASE)
"""There is one each month, beside the interim reports."""
_FOLLOWED_UP: Final = re.compile(r"uppföljning", re.IGNORECASE)
_ANNUAL: Final = re.compile(r"(?:års(?:rapport|bokslut|redovisning)|bokslut)", re.IGNORECASE)
"""An earlier year's is there to be spoken of: "bokslutet för 2022 visar ett underskott"."""
_GOES_ON: Final = re.compile(r"\s+[a-zåäö]+\s[^.]*\.")
"""A sentence whose verb isn't one that reports are told with; a title has no full stop."""
_SHOWS: Final = re.compile(r"\s+(?:visar|uppvisar)(?!\w)", re.IGNORECASE)
_TOLD: Final = words_in(
    (
        "presenterades", "redovisades", "rapporterades", "beskrevs", "kommenterades", "visade",
        "framgick", "lämnades", "redovisade", "rapporterade", "angavs", "konstaterades", "hade",
        "skrevs", "nämndes", "ingick", "var", "bedömdes", "uppgavs", "prognostiserades", "låg",
        "uppgick", "ska", "skall", "kommer", "planeras", "väntas", "behandlas", "behandlades",
        "fastställdes", "beslutades", "godkändes", "publiceras", "publicerades", "följas", "blir",
        "ingångsvärde", "ingångsvärdet", "motsvarande", "redan",
    )
)  # fmt: skip
_IS_A_TITLE: Final = re.compile(
    r"\W*(?:delårs|års|tertial|månads)(?:rapport|bokslut|redovisning)(?:en|et)?\s*[,:.–-]",
    re.IGNORECASE,
)
_OPENS_A_TITLE: Final = re.compile(
    r"\W*(?:(?:tabell|figur|avsnitt)\s*\d*[.:]?\s+)?(?:\w+s\s+)?"
    r"(?:bilaga(?:n)?[ ,:–-]+(?:till\s+)?|(?:\w+\s+)?(?:underlag|kommentar(?:er)?|komplement"
    r"|tillägg|sammanställning)\s+till\s+)?(?:\w+s\s+)?",
    re.IGNORECASE,
)


def dates_the_report(
    sentence: str, dating: Dating, parts: tuple[Clause, ...], *, earlier: bool, own: bool = False
) -> bool:
    """Whether the dating is this report's own, so that another period's can't be meant.

    ``own`` is whether the sentence states outcomes that only this report shows.
    """
    noun = _noun(sentence, dating)
    if noun is None:
        return False
    start, link = noun
    before = sentence[:start]
    if _THIS.search(before):
        return not _OTHER.search(before)
    if _THIS_BELONGS.search(sentence):
        return True
    if _OTHER.search(before):
        return False
    told = bool(_TOLD.search(sentence)) and not own
    if _ANNEX_TO.search(before):
        return not told
    if not any(part.finite for part in parts):
        return _is_title(before) and not told and not _GOES_ON.fullmatch(sentence[dating.end :])
    if _covers(sentence[start:], link) and not told and len(before.split()) < _FEW:
        return True
    if told or _is_of_its_own(sentence, start, dating, own=own):
        return False
    if not earlier:
        return not before.strip() and bool(_SHOWS.match(sentence, dating.end))
    return _presents(before, sentence[dating.end :], link, of_year=dating.shape is Shape.YEAR)


def _is_of_its_own(sentence: str, start: int, dating: Dating, *, own: bool) -> bool:
    """Whether the report that is named is one to speak of, which nobody takes for this one."""
    if _ANOTHER_DOCUMENT.match(sentence, start):
        return True
    if dating.shape is Shape.WHOLE_YEAR and not dating.year:
        return True
    shows = _SHOWS.match(sentence, dating.end) and _ANNUAL.match(sentence, start)
    return bool(shows and dating.year) and not own


def is_part_of_a_name(sentence: str, dating: Dating) -> bool:
    """Whether the dating belongs to a report's name: "delårsrapporten per april"."""
    return _noun(sentence, dating) is not None


def _noun(sentence: str, dating: Dating) -> tuple[int, str] | None:
    """Where the report's noun begins that the dating belongs to, and what joins them."""
    own = _ITSELF.match(sentence, dating.start, dating.end)
    if own and not sentence[dating.start : dating.end].casefold().startswith("delår "):
        return dating.start, ""
    match = _BEFORE.search(sentence[: dating.start])
    if match is None:
        return None
    link = match["link"].strip().casefold()
    if _FOLLOWED_UP.fullmatch(match["noun"]) and link == ":" and dating.shape is Shape.CODE:
        return None
    if _GENERAL.match(match["noun"]) and link in ("i", "från", "om", "över"):
        return None
    if (
        dating.day
        and link in ("", "den")
        and not sentence[dating.start : dating.start + 4].isdigit()
    ):
        return None
    return match.start("noun"), link


def _covers(name: str, link: str) -> bool:
    """Whether the report, or its period, is said to be of the dating's months."""
    return bool(_COVERS.search(link) or (_PERIOD.match(name) and link.startswith("är")))


def _is_title(before: str) -> bool:
    """Whether the words before leave the report's name first in a title or line of its own."""
    return bool(_OPENS_A_TITLE.fullmatch(before) or _IS_A_TITLE.match(before))


def _presents(before: str, after: str, link: str, *, of_year: bool) -> bool:
    """Whether the report is said to present something now, and not pointed to in passing."""
    if _COVERS.search(link):
        return True
    if _POINTS.search(before):
        return True
    if not re.fullmatch(r"\W*(?:i\s+)?(?:(?:\w+s|vår|vårt)\s+)?", before, re.IGNORECASE):
        return False
    said = " ".join(after.split()[:6])
    return bool(_PRESENTS.search(said) or (not of_year and _STATES.search(said)))
