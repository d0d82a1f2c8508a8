"""The best pairing of rows with columns (Kuhn 1955; the shortest-path form of Jonker & Volgenant 1987)."""

import numpy as np
import numpy.typing as npt


def best_pairs(gain: npt.NDArray[np.float64]) -> tuple[tuple[int, int], ...]:
    """Pairs (row, column) of the largest total ``gain`` (num_rows, num_columns), each row and column at most once.

    Exactly ``min(num_rows, num_columns)`` pairs, in order of rows. O(rows² · columns).
    """
    if gain.size == 0:
        return ()
    if gain.shape[0] > gain.shape[1]:
        return tuple(sorted((row, column) for column, row in best_pairs(gain.T)))
    cost = -gain
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        row_of[0] = row
        column, slack = 0, np.full(columns + 1, np.inf)
        came_from, done = np.zeros(columns + 1, dtype=int), np.zeros(columns + 1, dtype=bool)
        while row_of[column]:
            done[column] = True
            here = row_of[column]
            reduced = cost[here - 1] - row_price[here] - column_price[1:]
            closer = ~done[1:] & (reduced < slack[1:])
            slack[1:][closer] = reduced[closer]
            came_from[1:][closer] = column
            following = int(np.argmin(np.where(done[1:], np.inf, slack[1:]))) + 1
            step = slack[following]
            row_price[row_of[done]] += step
            column_price[done] -= step
            slack[~done] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = int(came_from[column])
    return tuple(sorted((int(row_of[column]) - 1, column - 1) for column in range(1, columns + 1) if row_of[column]))
