"""What stands in a text: toponyms, actors, dates and counts, each with its span."""
