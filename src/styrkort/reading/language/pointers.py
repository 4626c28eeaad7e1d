"""Pointers to the main report: "kommenteras i divisionens delårsrapport"."""

import re
from typing import Final

__all__ = ["points_elsewhere"]

_YEARLY: Final = r"års(?:rapport|redovisning|berättelse|bokslut)"
_REPORT: Final = (
    r"(?:(?:delårs|huvud|tertial|månads|kvartals|halvårs|uppföljnings|ekonomi|personal|verksamhets)"
    rf"\w*(?:rapport|redovisning|berättelse|bokslut|dokument)\w*|{_YEARLY}\w*|ekonomiska\s+rapport\w*"
    r"|rapporten?s?\s+(?:inledning|sammanfattning|avsnitt|kapitel|huvud)\w*)"
)
_PLACE: Final = (
    r"(?:avsnitt(?:et)?|kapit(?:el|let)|bilagan?|sidan?|under\s+rubriken|(?:på\s+)?annan\s+plats"
    r"|annat\s+avsnitt)(?!\w)"
)
_COMMENTS: Final = (
    r"(?:kommenter|hänvis|analys|förklar|motiver|läs\s+(?:mer|vidare|om)|se\b|jfr\b|jämför\s+med\b"
    r"|mer\s+(?:om|information)|fördjup|lämnas|ges\b|tas\s+upp|utveckla[sd]|beskriv|återfinn|återges"
    r"|belys|behandl)"
)
_PRESENTS: Final = r"(?:redovis|framgår|finns|presenter)"
_COMMENTED: Final = re.compile(
    rf"(?<!\w){_COMMENTS}[^.;]*?(?<!\w){_REPORT}|{_REPORT}[^.;]*?(?<!\w){_COMMENTS}"
    rf"|(?<!\w){_COMMENTS}[^.;]*?(?<!\w){_PLACE}|(?<!\w)se\s+(?:vidare|även)(?!\w)",
    re.IGNORECASE,
)
_PRESENTED: Final = re.compile(
    rf"(?<!\w){_PRESENTS}[^.;]*?(?<!\w)(?:{_REPORT}|avsnitt)|{_REPORT}[^.;]*?(?<!\w){_PRESENTS}",
    re.IGNORECASE,
)
_LATER: Final = re.compile(rf"(?<!\w){_YEARLY}", re.IGNORECASE)
_BOUND: Final = re.compile(
    r"(?<=\bs)\.(?=\s?\d)|(?<=\bsid)\.|(?<=\bkap)\.|(?<=\bavsn)\.|(?<=\d)\.(?=\d)"
)


def points_elsewhere(source: str, period: str = "") -> bool:
    """Whether the text says that the comment is given in the main report or another section.

    What an interim ``period``'s text says will be presented in the report of the year isn't a
    comment: it is not there yet.
    """
    text = _BOUND.sub("", " ".join(source.split()))
    if _COMMENTED.search(text):
        return True
    presented = _PRESENTED.search(text)
    return presented is not None and not (period.startswith("DÅ") and _LATER.search(presented[0]))
