"""From a brief and a catalogue to the best agenda, proven and explained."""

from workshop.planner.solve import STOPPED, plan
from workshop.planner.stop import Progress, Stop, StopToken, ignore, never

__all__ = ["STOPPED", "Progress", "Stop", "StopToken", "ignore", "never", "plan"]
