"""Accounts: who says what, by verbs of speaking and by what the words said amount to."""
