"""The room: a lecture on the screen, with the facilitator's console behind one key."""
