"""The library: what can be taught and who can be visited, with sources and cautions."""
