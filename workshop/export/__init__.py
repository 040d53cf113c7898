"""Agendas and findings as documents: Markdown for people, JSON for scripts."""
