"""What the system says in English reaches the analyst in Swedish."""

import errno
from pathlib import Path

import pytest

from styrkort.refusals import why


def test_a_refusal_is_told_in_swedish() -> None:
    assert why(PermissionError(errno.EACCES, "Permission denied")) == "behörighet saknas"


def test_one_that_has_no_swedish_yet_is_told_as_it_came() -> None:
    assert why(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert why(OSError("trasigt")) == "trasigt"


def test_a_file_where_a_folder_is_to_be_made_is_told_in_swedish(tmp_path: Path) -> None:
    (tmp_path / "2023").touch()
    with pytest.raises(FileExistsError) as refusal:
        (tmp_path / "2023").mkdir()
    assert why(refusal.value) == "det finns redan en fil med det namnet"
