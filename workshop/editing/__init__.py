"""Hand edits: functions from a tour to a tour; what follows an edited block is timed anew."""
