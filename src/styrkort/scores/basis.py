"""All that a period's results stand on, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from styrkort.observations import Observations
from styrkort.outcomes import Outcomes
from styrkort.period import Period
from styrkort.periodfile import PeriodInput
from styrkort.plan import Measure, Plan
from styrkort.utfall import Utfall

__all__ = ["Basis"]

_ANSWERS = {"Ja": Decimal(1), "Nej": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a period's results stand on."""

    plan: Plan
    period: Period
    stated: PeriodInput
    observations: Observations
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the inputs by name."""
    outcomes: Outcomes = field(init=False, compare=False, repr=False)
    """Every figure that is shown comes from here."""

    def __post_init__(self) -> None:
        # Made once: what it has found of groups too small to show is asked for again and again.
        object.__setattr__(self, "outcomes", Outcomes(self.plan, self.observations))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The plan's measures, each once, in its order."""
        return tuple(planned.measure for planned in self.plan.planned)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Id and name of each measure that a goal may refer to."""
        return tuple((measure.id, measure.name) for measure in self.measures)

    @property
    def period_file(self) -> str:
        """The period file's name among the inputs; empty where there is none."""
        ending = f"/{self.period.year}/{self.period.slug}.yaml"
        names = (name for name in self.files if name.startswith("params/"))
        return next((name for name in names if name.endswith(ending)), "")

    def in_data(self, measure: Measure, unit: str = "") -> Utfall:
        """What the data say of the measure, or of a verksamhet's part in it."""
        return self.outcomes.utfall(measure, self.period, unit)

    def utfall(self, measure: Measure) -> Utfall:
        """The measure's outcome in numbers: of the data, or a ja or nej stated in words."""
        answer = _ANSWERS.get(self.word(measure)) if measure.unit == "ja/nej" else None
        if answer is None:
            return self.in_data(measure)
        last = self.period.months[-1]
        return Utfall(answer, (last,), (("", last),))

    def word(self, measure: Measure) -> str:
        """Utfall i ord as the period file states it; empty if it doesn't."""
        return self.stated.outcome_words.get(measure.id, "")

    def due(self, measure: Measure) -> bool:
        """Whether the measure is followed up this period."""
        return measure.followed_up(self.period.code)
