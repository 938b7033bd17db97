"""From sentences to incidents, with all who speak of them."""
