"""The program in a terminal: screens over the core, which they reach only by `services`."""
