"""What the words of the program mean: frozen values, no files, no clock."""
