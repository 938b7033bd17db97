"""What geomap is made of and depends on: checked, listed, and shown to make no difference to its outputs."""
