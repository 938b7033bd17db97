"""What lies at and around points: containing units, nearest places, the basemap."""
