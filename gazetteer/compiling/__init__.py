"""The steps by which ``build.py`` compiles the text sources into one SQLite file."""
