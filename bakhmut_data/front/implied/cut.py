"""The border that costs least: a minimum cut of the lattice between the two sides.

Every point costs what the evidence against its side weighs, and every piece of border what the ground it
runs through asks for. The cheapest division of all is found at once (Greig, Porteous and Seheult 1989):
one claim against its whole neighbourhood is outvoted by the length of border about it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

from bakhmut_data.front.implied.lattice import Lattice

Array = npt.NDArray[np.float64]
Held = npt.NDArray[np.bool_]

UNITS = 200  # whole units of capacity in one of cost: the flow is counted in whole numbers
MOST = 500.0  # cost of a point; far above what any border about it costs


def cheapest_division(ground: Lattice, evidence: Array, cost: Array, share: Array) -> Held:
    """True at the points that are Russian-held in the cheapest division.

    `evidence` is the log-odds for Russia at each point, `cost` that of a kilometre of border there, `share`
    what is left of it on each of the lattice's borders.
    """
    count = len(evidence)
    source, sink = count, count + 1
    border = share * ground.border * (cost[ground.left] + cost[ground.right]) / 2
    odds = np.clip(evidence, -MOST, MOST)
    east, west = np.flatnonzero(odds > 0), np.flatnonzero(odds < 0)
    tails = np.concatenate([ground.left, ground.right, np.full(len(east), source), west])
    heads = np.concatenate([ground.right, ground.left, east, np.full(len(west), sink)])
    limits = np.rint(UNITS * np.concatenate([border, border, odds[east], -odds[west]])).astype(np.int32)
    capacity = csr_matrix((limits, (tails, heads)), shape=(count + 2, count + 2))
    left = capacity - maximum_flow(capacity, source, sink).flow
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    held = np.zeros(count + 2, dtype=bool)
    held[breadth_first_order(left, source, return_predecessors=False)] = True
    return held[:count]


def without_islands(ground: Lattice, held: Held, support: Array, least: float) -> Held:
    """The division with each piece of ground given to the other side that is cut off and ill supported.

    A piece hangs together with its side where it reaches an edge of the lattice's region or holds more than
    `least` of `support`, the weight of the claims for its side.
    """
    kept = held.copy()
    inner = held[ground.left] == held[ground.right]
    pairs = (ground.left[inner], ground.right[inner])
    graph = csr_matrix((np.ones(inner.sum(), dtype=np.int8), pairs), shape=(len(held), len(held)))
    count, piece = connected_components(graph, directed=False)
    size = np.bincount(piece, ground.area, count)
    speak = np.bincount(piece, np.where(held, np.maximum(support, 0), np.maximum(-support, 0)), count)
    largest = [np.argmax(np.where(_side_of(piece, held, count) == side, size, 0.0)) for side in (True, False)]
    for number in range(count):
        if number not in largest and speak[number] < least:
            kept[piece == number] = ~kept[piece == number]
    return kept


def _side_of(piece: npt.NDArray[np.int32], held: Held, count: int) -> Held:
    side = np.zeros(count, dtype=bool)
    side[piece] = held
    return side
