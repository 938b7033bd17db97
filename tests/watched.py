"""Feeds, a store in memory and a time of their own for tests of watching."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from geomap.errors import GeomapError, InputError
from geomap.model import Document, Extraction
from geomap.watching import Settings, Watcher, Work, World

START = 1_772_445_600.0  # 2 March 2026, 10:00 UTC


def feed(*items: str, title: str = "The Desk") -> bytes:
    """A feed of items that are given as XML."""
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>".encode()


def item(text: str, guid: str | None = None, link: str | None = None, day: str | None = None) -> str:
    told = {"description": text, "guid": guid, "link": link, "pubDate": day}
    return f"<item>{''.join(f'<{k}>{escape(v)}</{k}>' for k, v in told.items() if v is not None)}</item>"


@dataclass(frozen=True)
class Added:
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass
class MemoryStore:
    """Keeps documents as a store does; ``full`` makes it fail."""

    notes: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    full: bool = False
    provenances: list = field(default_factory=list)

    def add(self, report, *, provenance=None):
        if self.full:
            raise GeomapError("the disk is full", where="store")
        self.provenances.append(provenance)
        (document,) = report.documents
        known = self.documents.get(document.id)
        self.documents[document.id] = document
        ids = (document.id,)
        return (
            Added(unchanged=ids)
            if known == document
            else Added(new=ids)
            if known is None
            else Added(changed=ids)
        )

    def report(self):
        documents = tuple(self.documents.values())
        return Extraction(documents=documents, toponyms=((),) * len(documents), incidents=())

    @property
    def texts(self):
        return [document.text for document in self.documents.values()]


@dataclass
class Trial:
    """A watch whose time goes on only while it pauses, and which ends after ``rounds`` pauses."""

    feeds: tuple
    store: MemoryStore = field(default_factory=MemoryStore)
    settings: Settings = field(default_factory=Settings)
    article: object = None
    version: str = ""
    rounds: int = 0
    between: object = None

    def __post_init__(self):
        self.now = START
        self.clock_off = 0.0  # seconds by which somebody has set the clock
        self.told: list[str] = []
        self.said: list[str] = []
        self.pauses: list[float] = []
        self.read: list[Document] = []
        self.maps: list[int] = []
        self.stop = False
        self.drawing_fails = False

    def pause(self, seconds):
        self.pauses.append(round(seconds, 3))
        self.now += seconds
        if self.between is not None:
            self.between(self)
        if len(self.pauses) > self.rounds:
            self.stop = True

    def extract(self, document):
        self.read.append(document)
        if "poison" in document.text:
            raise ZeroDivisionError("a fault of ours")
        if "unreadable" in document.text:
            raise InputError("too long", where=document.id)
        return Extraction(documents=(document,), toponyms=((),), incidents=())

    def draw(self, report):
        if self.drawing_fails:
            raise MemoryError
        self.maps.append(len(report.documents))

    def watch(self, *, once=True, redraw=False):
        self.stop = False
        work = Work(
            extract=self.extract,
            draw=self.draw,
            map="map.html",
            article=self.article,
            provenance="p",
            version=self.version,
        )
        world = World(
            clock=lambda: self.now + self.clock_off,
            pause=self.pause,
            stopping=lambda: self.stop,
            ticks=lambda: self.now,
        )
        watcher = Watcher(
            self.feeds, self.store, work, self.settings, world, tell=self.told.append, say=self.said.append
        )
        return watcher.watch(once=once, redraw=redraw)
