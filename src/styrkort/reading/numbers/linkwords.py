"""Words that may stand between a measure's name and its figure, and the name's own words."""

import re
from typing import Final

from styrkort.facts import MeasureFacts
from styrkort.reading.language.stems import STOP_WORDS, listed, stem, words_of
from styrkort.reading.language.units import UNIT_WORDS

__all__ = ["AROUND", "LINKS", "is_empty", "links", "own_words"]

_ASSERTS: Final = listed(
    "är var blev blir bli uppgår uppgick uppgått ligger låg legat landar landade hamnar hamnade"
    " utgör utgjorde visar visade nådde når nått noteras noterades mäts mättes uppmäts uppmättes"
    " redovisas redovisades summerar stannar stannade har hade haft varit blivit ökat ökade ökar"
    " minskat minskade minskar stigit sjunkit steg stiger sjönk sjunker gått gick förbättrats"
    " försämrats förbättrades försämrades förändrats förändrades backat backade motsvarar"
    " motsvarade innebär ger gav tappat växt vuxit krympt dalat gjorde gör vänt stärkts ökades"
    " överstiger översteg understiger understeg överskrider underskrider kvarstår bibehålls"
    " genomförd genomförda genomfört genomförts löstes lösts uppnår uppnådde uppnåtts uppnått"
    " ökning minskning förändring förbättring försämring skillnad differens uppgång nedgång"
    " ökningen minskningen förändringen skillnaden differensen höjning sänkning förbättringen"
    " underskott överskott avvikelse avvikelsen minus plus höjts sänkts reducerats"
    " kostat kostar kostade står stod stått svarar svarade omfattar omfattade"
)
AROUND: Final = listed(
    "utfall utfallet utfallets periodens period perioden periodernas resultat resultatet värde"
    " värdet nivå nivån andel andelen antal antalet året år årets årsskiftet delår delåret"
    " tertial tertialet månad månader månaden månaderna ackumulerat ackumulerad snitt snittet"
    " genomsnitt genomsnittet medel medelvärde mål målet målnivå målnivån målsättningen"
    " ingångsvärde ingångsvärdet utgångsläge utgångsläget jämfört jämförelse jämförelsevis"
    " föregående förra fg fjol fjolårets samma motsvarande tidigare förgående hela helheten helhet"
    " division divisionen divisionens förvaltningen förvaltningens"
    " verksamheten total totalt totala sammanlagt sammanlagda sammantaget nu idag därmed således"
    " alltså fortfarande fortsatt endast bara redan drygt knappt cirka ca omkring ungefär nästan"
    " strax närmare mer än mindre över under minst högst runt kring högre lägre bättre sämre fler"
    " färre reviderad reviderade plan planen planerat planerade alla samtliga inte ej ännu heller"
    " så då dock också även denna detta den det dem dess vilket som nära åter upp ner ned igen"
    " avseende gällande rörande beträffande vad gäller jan januari aug augusti apr april december"
    " dec kvinnor kvinnorna kvinnors män männen mäns gemensamt gemensam något lite mycket tydligt"
    " enligt tabellen tabell se ovan nedan dvs alltså det vill säga respektive samt likt jämförbart"
    " faktiskt faktiska aktuella aktuellt slutliga preliminära ny nya uppmätt uppmätta"
    " redovisade redovisat redovisad noterad rapporterade totalen både båda per genomförandegrad"
    " genomförandegraden budget budgeten budgeterat mot kontra hittills vid slut slutet i utgång"
    " utgången mätning mätningen senaste förhållande relation stället fullt god helår helåret"
)
LINKS: Final = (
    _ASSERTS
    | AROUND
    | STOP_WORDS
    | frozenset(word for words in UNIT_WORDS for word in words.split())
)
_ADVERB = re.compile(r"(?:igt|vis|skt|samt|tals)$")


def links(word: str, own: frozenset[str]) -> bool:
    """Whether the word only joins a measure's name with its figure, or is a word of the name."""
    return word in LINKS or is_empty(word, own)


def is_empty(word: str, own: frozenset[str]) -> bool:
    """Whether the word is an adverb, or of the measure's name, or begins with a word of it."""
    said = stem(word)
    return (
        said in own
        or bool(_ADVERB.search(word))
        or any(len(each) >= 7 and said.startswith(each) for each in own)
    )


def own_words(measure: MeasureFacts) -> frozenset[str]:
    """Stems of the measure's name, of its parts' names, and of what compounds in them end with."""
    names = " ".join([measure.name, measure.unit, *(part.name for part in measure.parts)])
    return frozenset(word.stem for word in words_of(names))
