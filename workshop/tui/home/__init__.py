"""Home: the tours of the workspace, and what one can do here."""
