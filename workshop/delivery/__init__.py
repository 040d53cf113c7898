"""Running a session as a list of events: state is a fold over them. No screen, file or clock."""
