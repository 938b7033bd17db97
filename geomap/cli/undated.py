"""What the commands that find incidents say of those without a day, if the text's own would give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.cli.console import complain, say
from geomap.cli.console import counted as counted_as

if TYPE_CHECKING:
    from geomap.model import Extraction


def tell_of_undated(extraction: Extraction, *, counted: bool) -> None:
    """Say how many there are and what gives them a day; on standard error where results are not counted."""
    without = {document.id for document in extraction.documents if document.published is None}
    open_ = [each for each in extraction.incidents if each.date_start is None and each.document_id in without]
    if not open_:
        return
    texts = len({each.document_id for each in open_})
    line = (
        f"{counted_as(len(open_), 'incident')} without a day, in {counted_as(texts, 'text')} that "
        f"{'does' if texts == 1 else 'do'} not say when {'it was' if texts == 1 else 'they were'} published; "
        "--date gives it"
    )
    if counted:
        say(line)
    else:
        complain(f"note: {line}")
