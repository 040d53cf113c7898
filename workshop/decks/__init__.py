"""Decks: Markdown to slides, what fits where, and what a deck promises and does not keep."""
