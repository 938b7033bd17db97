"""Ground that a text gives by how it lies to places: circles, sides, corridors, borders, waters."""
