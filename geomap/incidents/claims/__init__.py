"""Claims: who asserts an incident, and the answers, blame and admissions joined to it."""
