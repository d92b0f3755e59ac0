"""Dragoman: news about diplomacy and conflict in, grounded events, delegations and stances out."""

__version__ = "0.1.0"
