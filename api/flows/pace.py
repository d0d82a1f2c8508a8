"""How long a run still takes, by the speed measured so far (pure)."""

from dataclasses import dataclass

SHORTEST_S = 3.0
SMALLEST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Pace:
    """Where measuring began: at ``share`` (0..1) of the run, at ``at_s`` seconds of a steady clock."""

    share: float
    at_s: float

    def left_s(self, share: float, now_s: float) -> float | None:
        """Seconds from ``share`` to the end, if the rest is as fast; None while too little was measured to say."""
        done, took_s = share - self.share, now_s - self.at_s
        if done < SMALLEST_SHARE or took_s < SHORTEST_S:
            return None
        return took_s / done * (1.0 - share)
