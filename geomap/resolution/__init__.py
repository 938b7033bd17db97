"""From toponym to place, with the reasons kept."""
