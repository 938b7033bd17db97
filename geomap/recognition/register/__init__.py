"""The register of states' institutions, armed organisations and international bodies, as facts."""
