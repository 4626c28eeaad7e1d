"""The earlier notebook as it goes to historik."""

from styrkort.narrative import for_history, hides_more
from styrkort.notebook import parse, to_bytes

__all__ = ["kept_in_history"]

_NOTE = (
    "historik: den förra notebooken läggs dit utan utdata, för den visade uppgifter om grupper "
    "med få personer som inte längre visas. Texter och kod är kvar."
)


def kept_in_history(
    earlier: bytes | None, new: bytes | None, name: str
) -> tuple[bytes | None, tuple[str, ...]]:
    """What historik keeps of the earlier notebook, and a note for the log if that isn't all of it.

    ``name`` is what messages call the notebook.
    """
    if earlier is None or new is None or earlier == new:
        return earlier, ()
    before, after = parse(earlier, name), parse(new, name)
    if not hides_more(before, after):
        return earlier, ()
    return to_bytes(for_history(before, after)), (_NOTE,)
