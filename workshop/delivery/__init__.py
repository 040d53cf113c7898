"""Running a session as events. Built with the room's issue; empty until then."""
