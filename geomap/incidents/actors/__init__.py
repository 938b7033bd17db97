"""Who is meant by a name or a noun phrase, and on which side that stands."""
