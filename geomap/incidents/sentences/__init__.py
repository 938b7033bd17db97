"""Sentences and their structure: which are worth parsing, their trees, clauses and grammar."""
