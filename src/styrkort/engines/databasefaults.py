"""What a database's exception means, in words that hold no password, user, host or address."""

import re
from urllib.parse import unquote, unquote_plus

__all__ = ["NoAnswerError", "address_words", "connecting_words", "question_words"]

_REFUSED = re.compile(
    r"password authentication failed|authentication failed|no password supplied|access denied"
    r"|login failed|no pg_hba\.conf entry|role .* does not exist|ORA-01017",
    re.IGNORECASE | re.DOTALL,
)
_NO_DATABASE = re.compile(
    r"database .* does not exist|unknown database|cannot open database", re.IGNORECASE | re.DOTALL
)
_STATES = {
    "42P01": "en tabell finns inte",
    "42703": "en kolumn finns inte",
    "42601": "frågans SQL är felskriven",
    "42501": "kontot får inte läsa det som frågan gäller",
    "25006": "frågan försöker ändra i databasen, och den får bara läsa",
    "57014": "databasen avbröt frågan",
}
_WORDS = {
    "no such table": "en tabell finns inte",
    "no such column": "en kolumn finns inte",
    "syntax error": "frågans SQL är felskriven",
    "incomplete input": "frågans SQL är felskriven",
    "readonly database": _STATES["25006"],
}
_LONGEST = 160


class NoAnswerError(Exception):
    """The query did something, but what it did has no rows."""


def address_words(fault: Exception, variable: str) -> str:
    """Why no connection could even be tried: the address, the driver, or SQLite's file."""
    if isinstance(fault, ModuleNotFoundError):
        module = (fault.name or "").split(".")[0]
        return (
            f"databasens drivrutin {module} är inte installerad. Installera paketet {module}, "
            f"eller använd postgresql+psycopg i miljövariabeln {variable}."
        )
    if isinstance(fault, OSError):
        return f"databasfilen som miljövariabeln {variable} anger finns inte eller kan inte läsas."
    return (
        f"miljövariabeln {variable} innehåller ingen databasadress som går att tolka. Skriv den "
        "som till exempel postgresql+psycopg://användare:lösenord@server/databas, med andra "
        "tecken än bokstäver och siffror procentkodade i lösenordet."
    )


def connecting_words(fault: Exception, variable: str) -> str:
    """Why the database didn't let us in; what it said itself names user and host."""
    said = str(getattr(fault, "orig", None) or fault)
    if _REFUSED.search(said):
        return (
            "databasen nekade inloggningen. Kontrollera användare och lösenord i miljövariabeln "
            f"{variable}."
        )
    if _NO_DATABASE.search(said):
        return (
            "databasen finns inte på servern. Kontrollera databasens namn i miljövariabeln "
            f"{variable}."
        )
    return (
        "databasen går inte att nå. Kontrollera att den är igång, att nätet når den och att "
        f"adressen i miljövariabeln {variable} stämmer."
    )


def question_words(fault: Exception, address: str) -> str:
    """Why the query has no answer, with what the database says of it where that is safe."""
    if isinstance(fault, NoAnswerError):
        return "frågan ger inget svar med kolumner. Skriv den som en SELECT."
    origin = getattr(fault, "orig", None) or fault
    said = _primary(origin)
    why = _STATES.get(str(getattr(origin, "sqlstate", "") or ""))
    why = why or next((words for sign, words in _WORDS.items() if sign in said.casefold()), "")
    if getattr(fault, "connection_invalidated", False) and not why:
        return "förbindelsen med databasen bröts innan den svarat. Försök igen."
    shown = f" ({said})" if said and not _tells(said, address) else ""
    return (
        f"databasen kan inte svara på frågan: {why or 'något är fel i den'}{shown}. Rätta fråga "
        "i planen."
    )


def _primary(origin: object) -> str:
    """The database's own message in one line, without the query that drivers add."""
    said = getattr(getattr(origin, "diag", None), "message_primary", None) or str(origin)
    line = next((one.strip() for one in said.splitlines() if one.strip()), "")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _tells(said: str, address: str) -> bool:
    """Whether the words hold any part of the address that isn't everybody's to know."""
    _, _, rest = address.partition("://")
    parts = re.split(r"[:@/?&=,;\\]+", rest)
    whole, _, _ = rest.rpartition("@")
    secrets = {*parts, *whole.split(":", 1), rest, address}
    decoded = {decode(secret) for secret in secrets for decode in (unquote, unquote_plus)}
    return any(len(one) > 2 and one.casefold() in said.casefold() for one in secrets | decoded)
