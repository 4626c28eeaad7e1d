"""Which measures a sentence names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from styrkort.facts import Facts
from styrkort.reading.language.clauses import clause_at
from styrkort.reading.language.phrases import FINITE
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.stems import STOP_WORDS, Word, fold, same_word, words_of
from styrkort.reading.naming.compounds import short_for
from styrkort.reading.naming.lexicon import Lexicon, Name, lexicon_of
from styrkort.reading.naming.parts import part_said

__all__ = ["Mention", "mentions"]

_ENOUGH = 0.6
"""The share of a name's weight that must be said where none of its aliases is."""
_VERB = re.compile(rf"(?<!\w){FINITE.pattern}", re.IGNORECASE)
_NEARLY_ALL = 0.7
"""The share that is enough where the name's first noun is another."""
_NOUN_BEFORE = re.compile(
    r"(?P<noun>(?:\b\w+(?:ade|da|de|ta|na)\s+)?\b\w+(?:er|ar|or|na|en|et))\s+"
    r"(?P<joint>med|för|av|om|till|inom)\s+$",
    re.IGNORECASE,
)
_GAP = 5
"""So many other words may stand between two words of a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Omnämnande: where a sentence names a measure, or refers to the one just named."""

    start: int
    end: int
    measure: str
    """The measure's id."""
    part: str = ""
    """Delmått, verksamhet or kön ("Kvinnor", "Män") that is meant; empty is the whole measure."""
    sure: bool = True
    """False where the words could mean something else as well: enough to say that the measure is
    spoken of, too little to hold a figure against it."""
    referred: bool = False
    """Whether a pronoun, an inline value or nothing at all stands for the name."""


@dataclass(frozen=True, slots=True)
class _Hit:
    name: Name
    first: Word
    last: Word
    stems: frozenset[str]

    @property
    def weight(self) -> float:
        return sum(self.name.weights.get(each, 6) for each in self.stems)

    @property
    def coverage(self) -> float:
        own = sum(self.name.weights.values())
        return sum(self.name.weights.get(each, 0) for each in self.stems) / own if own else 0

    @property
    def enough(self) -> bool:
        several = len(self.stems) > 1 or len(self.name.weights) == 1
        return (several and self.coverage >= _ENOUGH) or any(
            alias <= self.stems for alias in self.name.aliases
        )


def mentions(sentence: Sentence, facts: Facts) -> tuple[Mention, ...]:
    """The measures that the sentence itself names or quotes, in order.

    Of two that share words the one is taken that more of the words belong to; if none, neither.
    """
    lexicon = lexicon_of(facts)
    words = words_of(sentence.text)
    hits = [hit for hit in _hits(words, sentence, lexicon) if hit.enough]
    said = [_mention(hit, sentence, facts) for hit in _most_specific(hits)]
    parts = tuple({one.part.casefold() for one in said if one.sure and one.part})
    said = [one for one in said if one.sure or not _is_part(sentence.text, one, parts)]
    said = [one for one in said if one.sure or not _is_of_another(sentence.text, one, said)]
    said += [*_quoted(sentence, facts)]
    said += [*_shortened(words, said, sentence, lexicon)]
    return tuple(sorted(said, key=lambda one: (one.start, one.end)))


def _shortened(
    words: Sequence[Word], said: Sequence[Mention], sentence: Sentence, lexicon: Lexicon
) -> Iterator[Mention]:
    """Measures of which only a compound's last part is said."""
    taken = [(one.start, one.end) for one in said]
    taken += [(one.start, one.end) for one in sentence.filled]
    for word, number, sure in short_for(words, taken, lexicon.tails):
        name = lexicon.names[number]
        if name.measure not in {one.measure for one in said}:
            yield Mention(word.start, word.end, name.measure, name.part, sure=sure)


def _is_part(text: str, mention: Mention, parts: tuple[str, ...]) -> bool:
    """Whether the words are the verksamhet of another measure, not one measure more."""
    return text[mention.start : mention.end].casefold().startswith(parts)


def _is_of_another(text: str, mention: Mention, said: Sequence[Mention]) -> bool:
    """As in "resultatet för sjukfrånvaron", which isn't the division's result."""
    return any(
        other.sure
        and other.measure != mention.measure
        and re.fullmatch(r"\s+(?:för|av|i|på|kring)\s+", text[mention.end : other.start])
        for other in said
    )


def _hits(words: Sequence[Word], sentence: Sentence, lexicon: Lexicon) -> Iterator[_Hit]:
    """Runs of words that belong to one name."""
    met: dict[int, list[tuple[int, str]]] = {}
    for at, word in enumerate(words):
        if sentence.settled(word.start, word.end):
            continue
        forms = {word.stem, fold(word.stem)}
        for form in forms:
            for number, stem in lexicon.begins.get(form[:3], ()):
                if same_word(stem, form):
                    met.setdefault(number, []).append((at, stem))
    for number, places in met.items():
        yield from _runs(lexicon.names[number], places, words, sentence)


def _runs(
    name: Name, places: list[tuple[int, str]], words: Sequence[Word], sentence: Sentence
) -> Iterator[_Hit]:
    run = [places[0]]
    for place in places[1:]:
        clause = clause_at(sentence.text, words[place[0]].start)
        between = words[run[-1][0] + 1 : place[0]]
        parted = len(name.weights) == 2 and any(one.text not in STOP_WORDS for one in between)
        parted = parted or _apart(name, run[-1], place, words, sentence.text)
        if parted or len(between) >= _GAP or words[run[-1][0]].start < clause[0]:
            yield _hit(name, run, words)
            run = []
        run.append(place)
    yield _hit(name, run, words)


def _apart(
    name: Name, one: tuple[int, str], other: tuple[int, str], words: Sequence[Word], text: str
) -> bool:
    """Whether a number that isn't in the name itself stands between the two words, or a verb
    between two ways to call the measure."""
    between = text[words[one[0]].end : words[other[0]].start]
    if any(number not in name.text for number in re.findall(r"\d+(?:[ ,.]\d+)*", between)):
        return True
    return bool(_VERB.search(between)) and not name.together(one[1], other[1])


def _hit(name: Name, run: list[tuple[int, str]], words: Sequence[Word]) -> _Hit:
    return _Hit(name, words[run[0][0]], words[run[-1][0]], frozenset(stem for _, stem in run))


def _most_specific(hits: list[_Hit]) -> Iterator[_Hit]:
    """Of those that share words the best; none where two measures are as good."""
    rest = sorted(hits, key=lambda hit: (-hit.weight, -hit.coverage))
    while rest:
        best, *others = rest
        rivals = [hit for hit in others if _overlap(hit, best)]
        equal = [hit for hit in rivals if _as_good(hit, best)]
        if all(hit.name.measure == best.name.measure for hit in equal):
            yield best
        rest = [hit for hit in others if hit not in rivals]


def _as_good(hit: _Hit, best: _Hit) -> bool:
    return hit.weight >= best.weight - 0.01 and hit.coverage > best.coverage - 0.05


def _overlap(one: _Hit, other: _Hit) -> bool:
    return one.first.start < other.last.end and other.first.start < one.last.end


def _mention(hit: _Hit, sentence: Sentence, facts: Facts) -> Mention:
    part = hit.name.part or part_said(
        sentence.text, (hit.first.start, hit.last.end), facts.measure(hit.name.measure)
    )
    weak = hit.stems in hit.name.weak and hit.coverage < 1
    start = _with_its_noun(hit, sentence.text)
    return Mention(start, hit.last.end, hit.name.measure, part, sure=not weak)


def _with_its_noun(hit: _Hit, text: str) -> int:
    """Where the mention starts, another noun than the name's own before it included: "avvikelser
    med risk för allvarlig konsekvens" for "händelser med risk för allvarlig konsekvens"."""
    lead = _NOUN_BEFORE.search(text[: hit.first.start])
    if lead is None or hit.coverage < _NEARLY_ALL:
        return hit.first.start
    joined = rf"\w+\s+{lead['joint']}\s+{re.escape(hit.first.text[:4])}"
    return lead.start("noun") if re.search(joined, hit.name.text) else hit.first.start


def _quoted(sentence: Sentence, facts: Facts) -> Iterator[Mention]:
    """Where an inline value of a measure stands."""
    known = {measure.id for measure in (*facts.measures, *facts.production)}
    for filled in sentence.filled:
        id = filled.name.partition(".")[2]
        if id in known:
            yield Mention(filled.start, filled.end, id, referred=True)
