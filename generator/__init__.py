"""Conflict Briefings: strict YAML briefs in, a searchable static briefing site out."""

from importlib.metadata import version

__version__ = version("conflict-briefings")
