"""Users' maps of a front: files in, dated areas and lines and a theatre's folder out."""

from geomap.theatres.imports.asking import Imported, Wanted
from geomap.theatres.imports.importing import import_fronts
from geomap.theatres.imports.writing import write_theatre

__all__ = ["Imported", "Wanted", "import_fronts", "write_theatre"]
