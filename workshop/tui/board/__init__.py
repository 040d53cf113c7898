"""The board: a tour as days of blocks, how good it is, what is wrong, what is left out."""
