"""Small screens that ask or tell one thing, each with escape to leave it."""
