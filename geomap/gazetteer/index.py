"""The index of places: from a name to ranked candidates, from a point to what lies there.

Nothing here imports shapely, geopy or pandas: opening the file and answering takes some
milliseconds. What a plain look-up of a name does not need is imported where it is used.

A place's id is ``geonames:584871`` (a populated place), ``country:AZ``, ``adm1:AZ.57`` (a
first-level unit by its GeoNames code), ``ne:KEY`` (a unit that Natural Earth draws below or beside
these), or ``geomap:region:donbas`` and the like for what is authored here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.files import database
from geomap.gazetteer.files.added import AddedPlaces
from geomap.gazetteer.files.layering import PlaceFiles
from geomap.gazetteer.looking_up import ranked, stemmed
from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.terms import UNIT_TERMS, without_terms
from geomap.model.geometry import Geometry, LonLat
from geomap.model.place import Candidate, Place

if TYPE_CHECKING:
    from geomap.gazetteer.country import Country
    from geomap.gazetteer.files.placefile import Drawn
    from geomap.gazetteer.files.tabling import Likeliest
    from geomap.gazetteer.ground.surveying import Survey

KEPT_ANSWERS = 20_000


class PlaceIndex:
    """Read-only index over the compiled gazetteer, overlay files and further places.

    Parameters
    ----------
    path
        The compiled file; `PlaceIndex.bundled` takes the package's own, `PlaceIndex.installed`
        the user's overlays with it.
    overlays
        Files of the same tables (``geomap gazetteer add``). A place with the id of a bundled one
        replaces it and unites their names; of two overlays the later wins, in a tie between
        candidates an overlay.

    Raises
    ------
    GazetteerError
        If a file is missing or of another version.
    """

    def __init__(self, path: Path, *, overlays: Sequence[Path] = (), _overlay: Sequence[Place] = ()) -> None:
        self._paths = (path, tuple(overlays))
        self._files = PlaceFiles(path, overlays)
        self._added = AddedPlaces(_overlay)
        self._survey: Survey | None = None
        # A text, and still more a table, asks for the same names again and again.
        self._answers: dict[tuple[str, str | None], tuple[Candidate, ...]] = {}
        self._countries: tuple[Country, ...] | None = None

    @classmethod
    def bundled(cls) -> PlaceIndex:
        """Open the gazetteer that the package carries, alone."""
        return cls(database.BUNDLED)

    @classmethod
    def installed(cls) -> PlaceIndex:
        """Open the gazetteer that the package carries with the overlays that the user has installed."""
        from geomap.gazetteer.overlays import installed_files

        return cls(database.BUNDLED, overlays=installed_files())

    def __reduce__(self) -> tuple[Any, ...]:
        # A worker process opens the files anew; a connection cannot travel.
        return _reopen, (*self._paths, tuple(self._added.by_id.values()))

    def close(self) -> None:
        """Close the files; the index cannot be used afterwards."""
        self._files.close()

    # Names

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, the likeliest first.

        Parameters
        ----------
        name
            In any spelling that folds to a known one, in any script; also with a unit's word
            ('Tartar district', 'Oblast of Donetsk'): then only units answer to the bare name.
            Where no spelling is known, other romanisations of the name are taken; without a
            country only of names of three consonants and more.
        country
            ISO 3166-1 alpha-2 code; only places there are given.

        Returns
        -------
        tuple of Candidate
            Empty if the name is not known. `Candidate.score` is the logarithm of the population
            that would make a town as likely to be meant (see ``gazetteer/compiling/prior.py``).
        """
        folded = fold(name)
        if not folded:
            return ()
        known = self._answers.get((folded, country))
        if known is None:
            if len(self._answers) >= KEPT_ANSWERS:
                self._answers.clear()
            known = self._answers[folded, country] = ranked(self._files, self._added, folded, country)
        return known

    def units_called(self, name: str) -> tuple[Candidate, ...]:
        """Return the second-level units that have a name only together with a unit's word.

        `lookup` gives them for 'Oconee County' alone; what is known of the text beside may tell that
        'Oconee' means one, too.

        Parameters
        ----------
        name
            Without the unit's word.

        Returns
        -------
        tuple of Candidate
            The likeliest first.
        """
        found = stemmed(self._files, fold(name)).values()
        return tuple(sorted(found, key=lambda c: (-c.score, c.place.id)))

    def suggest(
        self, name: str, *, country: str | None = None, admin1: str | None = None, limit: int = 5
    ) -> tuple[Candidate, ...]:
        """Return places of names a slip of the pen away from ``name``, the likeliest first.

        `lookup` never gives them: world-wide, the place of a similar name is mostly another one.

        Parameters
        ----------
        name
            Of three letters or more. Names one edit away are found (a letter left out, put in,
            changed, or swapped with the next), for nine letters and more also names two edits away.
        country
            ISO 3166-1 alpha-2 code; only places there are given.
        admin1
            Code or name of the first-level unit; only places there are given.
        limit
            The most to give.

        Returns
        -------
        tuple of Candidate
            Of ``name_kind`` 'suggestion', with the number of edits as reason.
        """
        from geomap.gazetteer.names.suggesting import suggest

        return suggest(self, name, country=country, admin1=admin1, limit=limit)

    def likeliest(self, names: Iterable[str], *, country: str | None = None) -> Iterator[Likeliest | None]:
        """Yield the likeliest place of each name, None for one not known; for tables of many names.

        Parameters
        ----------
        names
            As for `lookup`, whose first candidate each answer is.
        country
            ISO 3166-1 alpha-2 code; only places there are given.
        """
        from geomap.gazetteer.files.tabling import likeliest

        return likeliest(self._files, self._added, self.lookup, names, country)

    def has_prefix(self, folded: str) -> tuple[bool, bool]:
        """Tell whether folded words are a name, and whether a longer name begins with them.

        Parameters
        ----------
        folded
            Words as `fold` gives them, joined by one space.

        Returns
        -------
        tuple of bool
            (is a name, is the start of a longer name of more words). A name followed by a
            unit's word ('terter rayon') is a name too.
        """
        is_name, starts = self._files.begins(folded)
        if self._added.by_id:
            is_name = is_name or bool(self._added.named(folded))
            starts = starts or self._added.begins_name(folded)
        if not is_name and " " in folded and folded.rpartition(" ")[2] in UNIT_TERMS:
            bare = without_terms(folded)
            is_name = bare is not None and self._files.names_unit(bare)
        return is_name, starts

    def names_among(self, forms: Iterable[str]) -> set[str]:
        """Return those of the folded forms that are names."""
        listed = list(forms)
        found = {form for form in listed if self._added.named(form)}
        return found | self._files.names_among(listed)

    def names_beginning(self, starts: Iterable[str]) -> set[str]:
        """Return all folded names of the files that begin with one of the folded starts."""
        return self._files.names_beginning(list(starts))

    # Places

    def place(self, place_id: str) -> Place | None:
        """Return the place of that id, or None."""
        return self._added.by_id.get(place_id) or self._files.place(place_id)

    def geometry(self, place_id: str) -> Geometry | None:
        """Return a place's line or polygon (lon lat, decimal degrees), or None if it has none."""
        from geomap.gazetteer.files import packed

        shape = self._files.shape(place_id)
        return Geometry(packed.to_wkb(shape)) if shape else None

    def countries(self) -> tuple[Country, ...]:
        """All countries and territories, by ISO code."""
        if self._countries is None:
            self._countries = self._files.base.countries()
        return self._countries

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The common English name of each country by its ISO 3166-1 alpha-2 code."""
        return {country.iso2: country.name for country in self.countries()}

    # Ground

    def containing(self, point: LonLat) -> tuple[Place | None, Place | None]:
        """Return the country and the first-level unit that a point lies in; None where in none.

        What is filed under which country is policy, not judgement: see ``gazetteer/README.md``.
        """
        from geomap.gazetteer.ground import around

        return around.containing(self._files, self._added, point)

    def nearest(self, point: LonLat) -> tuple[Place, float] | None:
        """Return the nearest populated place and its distance in km, or None beyond 1,000 km."""
        from geomap.gazetteer.ground import around

        return around.nearest(self._files, self._added, point)

    def survey(self) -> Survey:
        """Return the ground read whole, for columns of points; takes a second and imports shapely."""
        if self._survey is None:
            from geomap.gazetteer.ground.surveying import Survey

            self._survey = Survey(self._files, self._added)
        return self._survey

    def largest_towns(self, bounds: tuple[float, float, float, float], limit: int) -> tuple[Place, ...]:
        """Return the most important populated places within (west, south, east, north), at most ``limit``."""
        from geomap.gazetteer.ground import around

        return around.largest_towns(self._files, bounds, limit)

    def drawn(self, layer: str, bounds: tuple[float, float, float, float] | None) -> Iterator[Drawn]:
        """Yield the basemap's shapes of a layer that touch the bounds; `basemap` makes GeoJSON of them."""
        return self._files.base.drawn(layer, bounds or (-180.0, -90.0, 180.0, 90.0))

    # Overlays

    def with_places(self, places: Iterable[Place]) -> PlaceIndex:
        """Return a new index with further places; of two with one id the later wins.

        A place with the id of a bundled one replaces it (and may add names); in a tie between
        candidates the further place wins.
        """
        return _reopen(*self._paths, [*self._added.by_id.values(), *places])


def _reopen(path: Path, overlays: Sequence[Path], added: Sequence[Place]) -> PlaceIndex:
    return PlaceIndex(path, overlays=overlays, _overlay=added)
