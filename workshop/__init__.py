"""Plan an executive tech tour and run its lectures, in a terminal, with no network."""

__version__ = "0.1.0"
