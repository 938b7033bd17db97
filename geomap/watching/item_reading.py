"""One item of a feed after the other read and added to the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geomap.errors import GeomapError, InputError, message_of
from geomap.model import Document
from geomap.watching.articles import TRIES, may_come_later, with_article
from geomap.watching.items import checksum_of
from geomap.watching.map_mark import MapMark
from geomap.watching.settings import Keeping, Work
from geomap.watching.state import Page, Seen, WatchState


@dataclass(slots=True)
class FeedRound:
    """What came of asking a feed.

    Parameters
    ----------
    fault
        Why nothing could be had of it.
    items, new, changed
        How many items it has, and how many of them are in the store as new or as others than before.
    incidents
        How many are told of in these.
    faults
        How many things of it could not be read.
    due
        When it is to be asked again: seconds since 1970.
    """

    fault: GeomapError | None = None
    items: int = 0
    new: int = 0
    changed: int = 0
    incidents: int = 0
    faults: int = 0
    due: float = 0.0

    @property
    def brought(self) -> bool:
        """Whether the store is another than before."""
        return bool(self.new or self.changed)


class ItemReading:
    """Reads the items of a feed that were not read before, and remembers them.

    Parameters
    ----------
    store, work
        Where they go, and what is done with them.
    result
        Where they are counted.
    on_fault
        Called with what cannot be read.
    mark
        Told of what is added to the store.
    state
        What is remembered of the feed.
    """

    def __init__(
        self,
        store: Keeping,
        work: Work,
        result: FeedRound,
        *,
        on_fault: Callable[[GeomapError], None],
        mark: MapMark,
        state: WatchState,
    ) -> None:
        self.state = state
        self._store = store
        self._work = work
        self._result = result
        self._on_fault = on_fault
        self._mark = mark

    def take(self, item: Document) -> None:
        """Read an item, unless it was read as it is."""
        content, version = checksum_of(item), self._work.version
        known = self.state.seen.get(item.id)
        if known is not None and known.content != content:
            known = None  # the feed says something else of it now
        is_read = known is not None and known.version == version
        tried = self.state.tried.get(item.id, 0)
        if known is not None and is_read and not tried and not self._wants_page_of(known):
            return
        document, page = self._completed(item)
        if known is not None and known.page == Page.TAKEN and page != Page.TAKEN:
            page = Page.TAKEN  # what is kept of its page says more than the feed: it stays
        elif document is not item or not is_read:
            self._read(document)
        if page == Page.LATER and tried + 1 < TRIES:
            self.state = self.state.with_tried(item.id, Seen(content, version, page))
        else:
            self.state = self.state.with_read(item.id, Seen(content, version, page))

    def _wants_page_of(self, known: Seen) -> bool:
        return self._work.article is not None and known.page == Page.NOT_ASKED

    def _completed(self, item: Document) -> tuple[Document, Page]:
        """Give an item with the text of its page if that can be had, and what became of the page."""
        if self._work.article is None:
            return item, Page.NOT_ASKED
        try:
            document = with_article(item, self._work.article)
        except InputError as fault:
            self._on_fault(fault)
            return item, Page.LATER if may_come_later(fault) else Page.LEFT
        return document, Page.LEFT if document is item else Page.TAKEN

    def _read(self, document: Document) -> None:
        try:
            found = self._work.extract(document)
        except Exception as error:  # noqa: BLE001 (one text that cannot be read must not end the watch)
            told = str(error) if isinstance(error, GeomapError) else message_of(error)
            self._on_fault(InputError(f"it cannot be read ({told})", where=document.id[:200]))
            return
        self._mark.before_adding()
        added = self._store.add(found, provenance=self._work.provenance)
        self._mark.after_adding(changed=bool(added.new or added.changed))
        self._result.new += len(added.new)
        self._result.changed += len(added.changed)
        if added.new or added.changed:
            self._result.incidents += len(found.incidents)
