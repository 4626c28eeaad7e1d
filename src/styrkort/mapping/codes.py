"""An export's codes → the plan's own words, by the källa's översättning and the month."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from styrkort.exports.readings import GENDERS
from styrkort.mapping.known import Known
from styrkort.plans.sourceplan import Source, Translation

__all__ = ["CODED", "Codes", "Unknown", "codes_of"]

CODED = ("styrmått", "verksamhet", "kön")
"""Tidy columns whose codes must be known; elsewhere a text without översättning is itself."""


class Unknown(Exception):  # noqa: N818 - an answer that the caller tallies
    """A code that no map knows, or none that holds in the month."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        """Why, in Swedish, after "koden ”X”"."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Översättningar of one källa, ready to be asked."""

    maps: Mapping[str, Mapping[str, tuple[Translation, ...]]]
    """Tidy column → casefolded code → what it stands for."""
    own: Mapping[str, Mapping[str, str]]
    """Tidy column → casefolded word of the plan's → the word."""
    dropping: frozenset[str]
    """Utelämna okända: tidy columns."""
    summing: bool
    """Whether rows are added up, so that an empty verksamhet can't be the whole division."""

    def meaning(self, column: str, code: str, month: str | None) -> str:
        """What the code stands for in the month (in any, where that is None).

        Raises Unknown where no map knows it, or none holds in the month.
        """
        found = self.maps.get(column, {}).get(code.casefold())
        if found is None:
            return self._own_word(column, code)
        holding = [each for each in found if month is None or each.holds(month)]
        if not holding:
            raise Unknown(f"har ingen översättning som gäller {month} ({_spans(found)})")
        return holding[0].value

    def _own_word(self, column: str, code: str) -> str:
        if column not in CODED:
            return code
        if not code:
            if column == "verksamhet" and self.summing:
                raise Unknown("är tom, och raderna räknas ihop per verksamhet")
            return ""
        own = self.own.get(column, {}).get(code.casefold())
        if own is not None:
            return own
        if column in self.maps or column in self.dropping:
            known = "finns inte i översättningen" if column in self.maps else "är okänd"
            codes = () if column in self.dropping else tuple(self.maps.get(column, ()))
            raise Unknown(f"{known}{_meant(code, codes)}")
        return code

    def targets(self, column: str, month: str) -> tuple[str, ...]:
        """What the översättning names that holds in the month, each once."""
        return tuple(
            dict.fromkeys(
                each.value
                for translations in self.maps.get(column, {}).values()
                for each in translations
                if each.holds(month)
            )
        )

    def all_targets(self, column: str) -> frozenset[str]:
        """What the översättning names in any month."""
        maps = self.maps.get(column, {})
        return frozenset(each.value for found in maps.values() for each in found)


def codes_of(source: Source, known: Known) -> Codes:
    """The källa's maps, beside the plan's own words, which need no translation."""
    return Codes(
        maps={
            column: {_folded(code): found for code, found in codes.items()}
            for column, codes in source.translations.items()
        },
        own={
            "styrmått": {id.casefold(): id for id in known.measure_units},
            "verksamhet": {name.casefold(): name for name in known.operations},
            "kön": {gender: gender for gender in GENDERS},
        },
        dropping=frozenset(source.drop_unknown),
        summing=source.events is not None or source.merging is not None,
    )


def _folded(code: str) -> str:
    return code.casefold()


@lru_cache(maxsize=1024)
def _meant(code: str, known: tuple[str, ...]) -> str:
    """The code that may be meant: Excel takes the noughts before a number, and adds decimals."""
    same = [each for each in known if _bare(each) == _bare(code)]
    near = [] if code.isdigit() else get_close_matches(code.casefold(), known, 1, 0.8)
    found = (same or near)[:1]
    return f" (menas ”{found[0]}”?)" if found else ""


def _bare(code: str) -> str:
    return code.casefold().removesuffix(".0").lstrip("0")


def _spans(translations: tuple[Translation, ...]) -> str:
    return ", ".join(
        f"{each.value or 'tomt'} gäller {each.from_ or ''}–{each.through or ''}"
        for each in translations
    )
