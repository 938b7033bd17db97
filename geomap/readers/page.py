"""A saved web page to plain text, with the standard library's parser alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from geomap.readers.fields import parse_day

_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_UNREAD = frozenset(
    "script style noscript template svg math iframe object canvas video audio "
    "nav aside footer button select dialog figcaption".split()
)
_STORY = frozenset(("article", "main"))

_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "publication_date", "pubdate",
    "dc.date.issued", "dc.date", "dcterms.date", "dcterms.created", "parsely-pub-date", "sailthru.date",
    "date",
)  # fmt: skip
_SOURCE_NAMES = ("og:site_name", "application-name", "dc.publisher")


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says: its text, paragraphs on lines of their own, and its metadata.

    ``weak`` names those of ``text``, ``title`` and ``published`` that the page does not mark as what
    they are: the text is all of the page's, the title the window's, the day of the first time in it.
    """

    text: str
    title: str | None
    published: date | None
    source: str | None
    url: str | None
    language: str | None
    weak: frozenset[str] = frozenset()


def read_page(html: str) -> Page:
    """Take the story's text and metadata out of a page.

    Where the page marks its story (``article``, ``main``), only the longest such part is taken.
    Scripts, navigation, captions and asides are left out.
    """
    parser = _PageParser()
    try:
        parser.feed(_closed(html))
        parser.close()
    except AssertionError:
        # The parser gives up on '<![' with an unknown word; what it has read so far stands.
        pass
    return parser.page()


def _closed(html: str) -> str:
    """Take the force out of comments and tags that never end; their text stays.

    For each of them the parser searches all the rest of the page in vain, so that a page of
    thousands of them would take hours.
    """
    end = html.rfind("-->") + 1
    html = html[:end] + html[end:].replace("<!--", "")
    end = html.rfind(">") + 1
    return html[:end] + html[end:].replace("<", "&lt;")


@dataclass(slots=True)
class _Part:
    """Text of an open or closed element that may be the story."""

    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line)


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._whole = _Part()
        self._stories: list[_Part] = []
        self._open: list[str] = []  # of the elements that may be the story
        self._unread: list[str] = []
        self._unread_of: Counter[str] = Counter()  # how many of each are in it: it may be long
        self._in_title = False
        self._title: list[str] = []
        self._meta: dict[str, str] = {}
        self._time: str | None = None
        self._url: str | None = None
        self._language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").casefold()
            if name and given.get("content"):
                self._meta.setdefault(name, given["content"].strip())
        elif tag == "link" and given.get("rel", "").casefold() == "canonical":
            self._url = self._url or given.get("href") or None
        elif tag == "html":
            self._language = given.get("lang", "").split("-")[0].casefold() or None
        elif tag == "time" and self._time is None:
            self._time = given.get("datetime") or None
        elif tag == "title" and not self._title:
            self._in_title = True
        if tag in _UNREAD:
            self._unread.append(tag)
            self._unread_of[tag] += 1
        if self._unread:
            return
        if tag in _BLOCKS:
            self._add("\n")
        if tag in _STORY:
            if not self._open:
                # One within another is never the longer one.
                self._stories.append(_Part())
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if self._unread:
            if self._unread_of[tag]:
                while (closed := self._unread.pop()) != tag:
                    self._unread_of[closed] -= 1
                self._unread_of[tag] -= 1
            return
        if tag in _BLOCKS:
            self._add("\n")
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title.append(data)
        elif not self._unread:
            self._add(data.replace("\n", " "))

    def _add(self, piece: str) -> None:
        self._whole.pieces.append(piece)
        if self._open:
            self._stories[-1].pieces.append(piece)

    def page(self) -> Page:
        stories = sorted((part.text() for part in self._stories), key=len)
        # A page may mark a teaser as article and leave its story unmarked: then all is taken.
        marked = bool(stories) and len(stories[-1]) >= 200
        title, published = self._first(_TITLE_NAMES), self._published()
        return Page(
            text=stories[-1] if marked else self._whole.text(),
            title=title or " ".join("".join(self._title).split()) or None,
            published=published or _day_of(self._time),
            source=self._first(_SOURCE_NAMES),
            url=self._url or self._meta.get("og:url"),
            language=self._language,
            weak=frozenset(
                name
                for name, told in (("text", marked), ("title", title), ("published", published))
                if not told
            ),
        )

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((self._meta[name] for name in names if self._meta.get(name)), None)

    def _published(self) -> date | None:
        days = (_day_of(self._meta.get(name)) for name in _DATE_NAMES)
        return next((day for day in days if day is not None), None)


def _day_of(stamp: str | None) -> date | None:
    try:
        return parse_day(stamp) if stamp else None
    except ValueError:
        return None
