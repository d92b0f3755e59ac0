"""Versioned prompts: data files only. A released version is never edited; a change is a new version."""
