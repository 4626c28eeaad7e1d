"""Words that tell an outcome's date from the date of something else."""

import re
from typing import Final

from styrkort.reading.dates.datings import Shape
from styrkort.reading.language.statements import words_in

__all__ = [
    "AFTER_A_MONTH",
    "AGAINST",
    "AT_THE_END",
    "BEFORE",
    "CODE_STANDS_AFTER",
    "COUNTED",
    "GENERALLY",
    "GOVERNING",
    "LABEL_END",
    "LAGS",
    "MEANWHILE",
    "NUMBER",
    "OF_THE_MONTH",
    "OUTCOME",
    "OUTCOME_BEFORE",
    "PLANS",
    "PRONOUN",
    "REPORTS_LATER",
    "SAYS_THAT",
    "SINCE_THEN",
    "STANDS",
    "STATED",
    "STATES",
    "SUBORDINATE",
    "TITLE",
]

_TO: Final = r"(?:t\s?\.?\s?o\s?\.?\s?m\b\.?|tom|till\s+och\s+med|fram\s+till(?:\s+och\s+med)?)"
_END_OF: Final = r"(?:(?:vid|efter|till|per|i)\s+)(?:utgången|slutet)\s+av"
_ACC: Final = r"ack(?:umulera\w+|\.)?(?:\s+utfall(?:et)?)?"
_LEADS: Final = {
    Shape.MONTH: rf"(?:per|efter|{_ACC}(?:\s+(?:per|{_TO}))?|{_END_OF}"
    rf"|{_TO}(?:\s+(?:utgången|slutet)\s+av)?)(?:\s+den|\s+sista)?\s+",
    Shape.SPAN: rf"(?:(?:(?:per|för|under|efter|{_TO}|{_END_OF})\s+)?"
    r"(?:perioden\s+|tiden\s+|årets\s+|de\s+|det\s+)*)",
    Shape.CODE: rf"(?:(?:per|för|i|vid|efter|{_TO})\s+)?",
    Shape.WHOLE_YEAR: r"(?:(?:för|under|efter)\s+)?",
    Shape.QUARTER: rf"(?:per|efter|{_ACC}|{_END_OF}|{_TO})\s+",
    Shape.YEAR: rf"(?:(?:för|under|efter|{_END_OF})\s+(?:år\s+|året\s+)?)",
    Shape.YEAR_END: "",
}
_OUTCOME_OF: Final = r"(?:utfall|resultat)(?:et)?\s+(?:(?:för|i|efter)\s+)?"
BEFORE: Final = {
    shape: re.compile(rf"(?<!\w){lead}$", re.IGNORECASE) for shape, lead in _LEADS.items()
}
OUTCOME_BEFORE: Final = re.compile(rf"(?<!\w){_OUTCOME_OF}$", re.IGNORECASE)
OF_THE_MONTH: Final = re.compile(
    r"(?<!\w)(?:utfall|resultat)(?:et)?\s+(?:i|för)\s+$", re.IGNORECASE
)
AT_THE_END: Final = re.compile(rf"{_END_OF}\s", re.IGNORECASE)

GOVERNING: Final = re.compile(
    r"(?<!\w)(?:(?:jämfört\s+med|jämförelse\s+med|jämförs\s+med|jämföra\s+med|relation\s+till"
    r"|förhållande\s+till|(?<!utgår\s)från|än|mot)(?!\s+budget)|sedan|förra|föregående|tidigare|enligt"
    r"|på\s+grund\s+av|till\s+följd\s+av|en\s+följd\s+av|tack\s+vare|trots|beror\s+på|beroende\s+på"
    r"|förklaras\s+av|orsaka\w+\s+av|efter(?=\s)|jfr|jämför|senast|före|innan|inför|samma|motsvarande|utgångsläge\w*"
    r"|ingångsvärde\w*|basvärde\w*|nollmätning\w*|mätning\w*|prognos\w*"
    r"|(?<!mot\s)(?<!med\s)(?<!än\s)(?<!från\s)budget(?:en|erat|erad)?"
    r"|mål(?:et|värdet|nivån|värde)?|plan(?:en|erat|erad)?|beslut\w*|avtal\w*|enkät\w*"
    r"|jämförelse\w*|startvärde\w*|riktvärde\w*|förväntat)"
    r"(?:\s+(?!är\b|har\b|uppgår\b|ligger\b|visar\b|redovisa\w+\b|var\b|uppgick\b|blev\b)"
    r"[\w/%,−+-]+){0,4}\s*$",
    re.IGNORECASE,
)
OUTCOME: Final = re.compile(
    r"^\W*avser|in\s+på\s+året|det(?:ta)?(?:\s+här)?\s+har\s+(?:hänt|gjorts|skett)|(?<!\w)(?:\w*utfall\w*|\w*resultat\w*|underskott\w*|överskott\w*|\w*avvikelser?n?a?"
    r"|\w*kostnad(?:en|er|erna)?|\w*intäkt(?:en|er|erna)|\w*frånvaron?|andelen?|antalet?|\w*index"
    r"|måluppfyllelsen?|produktionen?|volymen?|beläggning\w*|\w*grad(?:en)?|uppfyllt|uppfyllda"
    r"|uppfylls|uppfyllelse\w*|\w*tid(?:en)?|omsättning\w*|täckning\w*|utvecklingen?|nivån?"
    r"|budget|ackumulera\w+|\w*värden(?:a)?|siffror(?:na)?|belopp(?:en)?|uppgifter(?:na)?"
    r"|statistik(?:en)?|\w*läge(?:t)?|speglar|data|underlag(?:et)?|så\s+(?:här\s+)?(?:gick|går|ser|har))(?!\w)",
    re.IGNORECASE,
)
NUMBER: Final = re.compile(r"(?<![\w/-])[−-]?\d[\d  ]*(?:,\d+)?(?![\w/-]|,\d)")
STATES: Final = words_in(
    (
        "är", "har", "uppgår", "ligger", "visar", "redovisas", "redovisar", "presenteras",
        "uppvisar", "utgör", "motsvarar", "når", "nås", "uppnår", "uppnås", "uppfylls",
        "uppfyller", "understiger", "överstiger", "kvarstår", "landar", "ökar", "minskar",
        "sjunker", "stiger", "avviker", "bedöms", "anses", "noteras", "rapporteras", "hamnar",
        "pekar", "genererar", "stannar", "klarar", "kostar", "innebär", "omfattar", "rapporterar",
        "förbättras", "försämras", "summerar", "avser", "speglar", "sammanfattar", "beskriver",
        "gick det", "går det", "ser det ut", "slutar", "resulterar",
    )
)  # fmt: skip
STATED: Final = words_in(
    (
        "var", "uppgick", "blev", "låg", "landade", "hamnade", "utgjorde", "motsvarade", "visade",
        "nådde", "uppnådde", "understeg", "översteg", "uppvisade", "stannade", "ökade", "minskade",
        "sjönk", "steg", "nåddes", "uppnåddes", "uppfylldes", "avvek", "slutade",
    )
)  # fmt: skip
PLANS: Final = words_in(
    (
        "ska", "skall", "kommer", "väntas", "förväntas", "planeras", "beräknas", "bör", "måste",
        r"prognos\w*", r"budgetera\w+", "följs upp", "mäts", "senast", "pågår", "gäller", "gällde",
        "löper", r"förläng\w+", "varar", "fortsätter", "fortsatte", "stängd", "stängda", "stängt",
        "öppen", "öppet", "sträcker", "hade", "skulle", "vakant", "anställd", "anställda till",
        r"ingångsvärde\w*", r"nollmätning\w*",
        r"ofullständig\w*", "saknas",
        r"vikariera\w*", "avtalet", "senaste", "skjuts", "uppskjuten", "arkiveras",
    )
)  # fmt: skip
REPORTS_LATER: Final = words_in(
    ("redovisas", "presenteras", "rapporteras", "mäts", "följs", "uppnås", "nås", "bedöms")
)
SINCE_THEN: Final = words_in(
    (
        "därefter",
        "sedan dess",
        "senare",
        "ytterligare",
        "dess(?:för)?innan",
        "sen dess",
        "efter sommaren",
        "under sommaren",
        "resten av året",
        r"(?:de|den) (?:på)?följande",
    )
)
LAGS: Final = words_in((r"eftersläp\w*", "släpar"))
"""Figures that are known a month or more late."""
GENERALLY: Final = words_in(
    (
        "alltid", "som regel", "erfarenhetsmässigt", r"vanlig(?:en|tvis)", "normalt", "ofta",
        "oftast", "brukar", "varje år", "årligen", "generellt", "traditionellt",
    )
)  # fmt: skip
"""What holds each year dates no outcome."""
MEANWHILE: Final = words_in(
    (
        "men", "då", "medan", "dock", "därpå", "sedan", "nu", "numera", "i dag", "idag",
        "för närvarande", "det (?:första|andra|tredje)",
    )
)  # fmt: skip
AGAINST: Final = words_in(
    ("högre", "lägre", "bättre", "sämre", "oförändra[dt]", "i nivå med", "fler", "färre")
)
LABEL_END: Final = re.compile(
    r"[\s:,.()–-]*(?:[−+-]?\d[\d ]*(?:,\d+)?\s*)?(?:%|\w+)?(?:\s+[^\W\d]+){0,3}?"
    r"(?:\s*,?\s*(?:enligt|se|jfr|i|från)\s+(?:\w+\s*){1,4})?\W*",
    re.IGNORECASE,
)
SAYS_THAT: Final = words_in((r"konstater\w+", "sammanfatta", "se", "summera"))
COUNTED: Final = re.compile(r"efter\s", re.IGNORECASE)
AFTER_A_MONTH: Final = words_in(("är", "uppgår", "ligger", "visar", "redovisas", "redovisar"))
"""What is said of a figure "efter mars"; "har ökat efter mars" tells of what came since."""
STANDS: Final = words_in(("är", "har", "uppgår", "ligger", "visar", "redovisar", "redovisas"))
"""What may be said of an outcome "efter fyra månader"; other verbs tell of what happens then."""
CODE_STANDS_AFTER: Final = re.compile(
    r"(?:^|[,(:]|(?:utfall\w*|resultat\w*|läge\w*|måluppfyllelse\w*|är|uppgår|frånvaron?|andelen?"
    r"|antalet?|index\w*))\s*$",
    re.IGNORECASE,
)
TITLE: Final = re.compile(
    r"\W*(?:måluppfyllelse|sammanfattning|redovisning|uppföljning|kommentar)", re.IGNORECASE
)
SUBORDINATE: Final = ("som", "vilket", "vilka", "att", "där", "eftersom", "(", "då", "när")
PRONOUN: Final = re.compile(r"(?<!\w)(?:den|det|de)\s*$|^\W*(?:var|låg)\s+(?:den|det|de)(?!\w)")
