"""What happened: triggers with their types, who did it to whom, when, with what toll, and whether at all."""
