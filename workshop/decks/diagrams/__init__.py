"""Diagrams drawn from data: their geometry on a grid of cells, as lines, and in words."""
