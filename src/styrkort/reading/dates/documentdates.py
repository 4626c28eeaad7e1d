"""Whether a dating says which months the report's own figures and words are of.

"Siffrorna avser januari–april", "analysen bygger på utfallet per den 30 april".
"""

import re
from typing import Final

from styrkort.reading.dates.datings import Dating, Shape
from styrkort.reading.language.statements import words_in

__all__ = ["dates_the_document"]

_DOCUMENT: Final = re.compile(
    r"(?<!\w)(?:\w*rapport(?:en)?|bilagan?|\w*redovisning(?:en)?|\w*analys(?:en)?|text(?:en)?"
    r"|\w*kommentar(?:en|er|erna)?|sammanställning(?:en)?|genomgång(?:en)?|\w*uppföljning(?:en)?"
    r"|redogörelsen?|beskrivning(?:en)?|\w*siffror(?:na)?|\w*uppgifter(?:na)?|\w*belopp(?:en)?"
    r"|\w*värden(?:a)?|tabell(?:en|erna)?|diagram(?:met|men)?|figur(?:en|erna)?|\w*statistik(?:en)?"
    r"|\w*underlag(?:et)?|\w*data|tal(?:en)?|\w*utfall(?:et|en)?|avsnitt(?:et)?|\w*bedömning(?:en|ar)?"
    r"|\w*bokslut(?:et)?|rapportering(?:en)?|nyckeltal(?:en)?|mått(?:en)?|läget|sammanfattning(?:en)?"
    r"|här|nedan(?:stående)?|i\s+det\s+följande|allt|det(?:ta)?\s+som\s+redovisas|alla\s+tal|resultat(?:et|en)|så)(?!\w)",
    re.IGNORECASE,
)
_IS_OF: Final = words_in(
    (
        "avser", "gäller", "bygger", "utgår", "baseras", "grundas", "grundar", "omfattar", "täcker",
        "speglar", "återspeglar", "beskriver", "visar", "sammanfattar", "redovisar", "presenterar",
        "innehåller", "sträcker", "rör", "ser", "är", "redovisas", "presenteras", "summerar",
        "summeras", "handlar", "berör", "sammanfattas", "beskrivs", "gjord", "hämtade", "ger",
        "tar", "utgörs", "löper", "spänner", "räknas", "går", "tecknar", "fångar", "följer",
        "kommenteras", "redogörs",
    )
)  # fmt: skip
_DIRECTLY: Final = re.compile(
    r"(?<!\w)(?:avser|gäller|omfattar|täcker|speglar|beskriver|rör|sammanfattar)\s+(?:hela\s+)?"
    r"(?:(?:delårs|tertial|halvårs)?(?:bokslutet|rapporten)\s+(?:i|per|för|från)\s+)?"
    r"(?:perioden\s+|läget\s+(?:i\s+|vid\s+)?|tiden\s+)?$",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"\W*(?:det|årets)\s+", re.IGNORECASE)
_PRESENTED: Final = re.compile(
    r"\s+(?:sammanfattas|redovisas|beskrivs|presenteras|summeras|kommenteras|visas)(?!\w)",
    re.IGNORECASE,
)
_OF_ANOTHER: Final = words_in(
    (
        r"\w*prognos\w*", "budgeten?", r"jämför\w*", r"ingångsvärde\w*", r"\w*enkät\w*",
        r"\w*mätning(?:en|ar)?", "planen", "ska", "skall", "kommer", "tidigare", "förra",
        "föregående", "nästa", "kommande", "senast", "senaste", r"eftersläp\w*", "släpar",
        r"histori\w+", r"beslut\w*", r"avtal\w*", r"projekt\w*", "sedan", "från och med", "ännu",
        r"tillgänglig\w*", "saknas", r"ofullständig\w*", "var", "hade", "målet", "inför", "än",
        "åtgärden", "därefter",
        "sedan dess", "väntas", r"basvärde\w*", r"motsvarande", r"samma\s+period", r"ansök\w+",
        r"(?:beskrivs|redovisas|finns|framgår)\s+(?:i|av)\s+(?:då|delårs|års|april|tertial|förra)\w*",
        "medan", "nytt", "ny", "tidsplanen", "handlingsplanen", "rapporten om", "exklusive",
    )
)  # fmt: skip


def dates_the_document(sentence: str, dating: Dating, said: str, *, led: bool) -> bool:
    """Whether the report, its text or its figures are said to be of the dating's months.

    ``said`` is the dating's clause; ``led`` whether a preposition stands before the dating as
    before an outcome's date.
    """
    before = sentence[: dating.start]
    if not before.strip(" –-*") or _OPENS.fullmatch(before):
        return bool(_PRESENTED.match(sentence, dating.end))
    if _OF_ANOTHER.search(sentence) or not _DOCUMENT.search(before):
        return False
    if dating.shape is Shape.YEAR:
        return bool(_DIRECTLY.search(before))
    return bool((led and _IS_OF.search(said)) or _DIRECTLY.search(before))
