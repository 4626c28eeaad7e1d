"""Händelseloggar: one row a happening, counted per month and code, however many the rows are.

The log is read by DuckDB, which is imported when the first log is counted and never downloads
anything. No row is held in Python, and what DuckDB may hold is limited (`engines.duck`).
"""

from styrkort.engines.counting import count
from styrkort.engines.eventlog import Counted, Group, Log, Wanted
from styrkort.errors import InputError
from styrkort.refusals import why

__all__ = ["Counted", "Group", "Log", "Wanted", "counted"]


def counted(log: Log, wanted: Wanted) -> Counted:
    """The log's happenings by month and codes.

    Raises InputError, all faults at once, where the file can't be read as what its name says or
    a heading is missing. Rows that can't be read are ``Counted.faults``.
    """
    try:
        return count(log, wanted)
    except OSError as fault:
        raise InputError(
            f"{log.name}: filen kan inte läsas ({why(fault)}). "
            "Stäng den i andra program och kontrollera behörigheten."
        ) from fault
