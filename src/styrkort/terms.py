"""The field's terms as enums. Swedish labels live here and nowhere else."""

from enum import Enum

__all__ = [
    "ActionStatus",
    "Arrow",
    "Calculation",
    "ChangeKind",
    "Comparison",
    "CompositeRule",
    "Direction",
    "FindingKind",
    "ForecastMethod",
    "Fulfilment",
    "Gender",
    "MeasureKind",
    "OutcomeWord",
    "ServiceCategory",
    "Trend",
]


class Fulfilment(Enum):
    """Måluppfyllelse: the verdict. The value is the word in tables and results files."""

    MET = "Uppfyllt"
    PARTLY = "Delvis uppfyllt"
    NOT_MET = "Ej uppfyllt"
    UNAVAILABLE = "Ej tillgängligt"
    NOT_MEASURED = "Ej mätt"
    NO_TARGET = "Inget mål"

    @property
    def symbol(self) -> str:
        """Id of the shape that always stands beside the word."""
        return _FULFILMENT_SYMBOLS[self]

    @property
    def judged_against_target(self) -> bool:
        """Whether an outcome was held against a goal."""
        return self in (Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET)


_FULFILMENT_SYMBOLS = {
    Fulfilment.MET: "uppfyllt",
    Fulfilment.PARTLY: "delvis",
    Fulfilment.NOT_MET: "ej-uppfyllt",
    Fulfilment.UNAVAILABLE: "ej-tillgangligt",
    Fulfilment.NOT_MEASURED: "ej-matt",
    Fulfilment.NO_TARGET: "inget-mal",
}


class Trend(Enum):
    """Utveckling: whether the number moved to the better. The arrow is said apart from it."""

    IMPROVED = "Förbättrad"
    UNCHANGED = "Oförändrad"
    DETERIORATED = "Försämrad"
    NOT_COMPARABLE = "Ej jämförbar"
    NONE = "–"


class Arrow(Enum):
    """Where the number went, without judging it. The value is the symbol's id."""

    UP = "upp"
    LEVEL = "lika"
    DOWN = "ned"


class Direction(Enum):
    """Riktning of a direction goal, as the plan writes it."""

    INCREASE = "öka"
    DECREASE = "minska"
    KEEP = "behålla"


class Calculation(Enum):
    """Beräkning: how a period's outcome is formed from monthly observations."""

    SUM = "summa"
    MEAN = "medel"
    RATIO = "kvot"
    LATEST = "senaste"
    ROLLING12 = "rullande12"


class CompositeRule(Enum):
    """Regel for sammanvägning: how several delmått come to one outcome or verdict."""

    WORST = "sämsta"
    MOST = "flest"
    MEAN = "snitt"


class ActionStatus(Enum):
    """Status of a strategic action, as it is shown and counted."""

    DONE = "Klar"
    ONGOING = "Pågår"
    NOT_STARTED = "Ej påbörjad"
    PAUSED = "Pausad"
    CANCELLED = "Avbruten"

    @property
    def symbol(self) -> str:
        """Id of the shape that always stands beside the word."""
        return _ACTION_SYMBOLS[self]

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done, so that it can't be overdue."""
        return self in (ActionStatus.DONE, ActionStatus.CANCELLED)


_ACTION_SYMBOLS = {
    ActionStatus.DONE: "klar",
    ActionStatus.ONGOING: "pagar",
    ActionStatus.NOT_STARTED: "ej-paborjad",
    ActionStatus.PAUSED: "pausad",
    ActionStatus.CANCELLED: "avbruten",
}


class ForecastMethod(Enum):
    """Prognosmetod: how the full year is estimated from the period to date."""

    SEASONAL_SHARE = "säsongsandel"
    LAST_YEARS_PATTERN = "förra årets mönster"
    NONE = "ingen"


class Comparison(Enum):
    """Jämför med: what the outcome is compared with."""

    SAME_PERIOD_LAST_YEAR = "samma period föregående år"
    PREVIOUS_PERIOD = "föregående period"
    BASELINE = "ingångsvärde"


class Gender(Enum):
    """Kön, as the data write it."""

    WOMAN = "kvinna"
    MAN = "man"

    @property
    def label(self) -> str:
        """Kön as the report prints a sub-row."""
        return "Kvinnor" if self is Gender.WOMAN else "Män"


class MeasureKind(Enum):
    """Typ: a styrmått counts, a kontrollmått is complementary and has no say in counts."""

    STEERING = "styrmått"
    CONTROL = "kontrollmått"


class OutcomeWord(Enum):
    """A person's own comparison in words, where no file holds a number."""

    INCREASE = "Ökning"
    DECREASE = "Minskning"
    LEVEL = "I nivå med fg år"


class ServiceCategory(Enum):
    """Servicekompassens five categories, as the plan writes them."""

    PRODUCTIVITY = "produktivitet"
    QUALITY = "kvalitet"
    COST_EFFICIENCY = "kostnadseffektivitet"
    AVAILABILITY = "tillgänglighet"
    SATISFACTION = "kundnöjdhet"

    @property
    def label(self) -> str:
        """The category as the report prints it."""
        if self is ServiceCategory.QUALITY:
            return "Kvalitet/leveranssäkerhet"
        return str(self.value).capitalize()


class ChangeKind(Enum):
    """How something differs between two notebooks. The value is the word in lists."""

    ADDED = "Tillagt"
    REMOVED = "Borttaget"
    CHANGED = "Ändrat"
    MOVED = "Flyttat"


class FindingKind(Enum):
    """What stands, or may stand, in the way of publication. The value is its name in lists."""

    MERGE = "oavgjord text"
    DRAFT = "oläst utkast"
    STALE = "ändrade siffror"
    UNCOMMENTED = "okommenterat Ej uppfyllt"
    DATE = "fel period"
    UNIT = "fel enhet"
    NUMBER = "okänt tal"
    DIRECTION = "fel riktning"
    SUM = "summan stämmer inte"
    COPY = "samma text"
    PLAN = "planen"
    FORK = "kopia av notebooken"

    @property
    def blocks(self) -> bool:
        """Whether publication waits until it is settled; the others advise."""
        return self in _BLOCKING

    @property
    def always_blocks(self) -> bool:
        """Whether not even a stated reason publishes in spite of it."""
        return self in (FindingKind.MERGE, FindingKind.DRAFT)


_BLOCKING = (
    FindingKind.MERGE,
    FindingKind.DRAFT,
    FindingKind.STALE,
    FindingKind.UNCOMMENTED,
    FindingKind.DATE,
    FindingKind.UNIT,
)
