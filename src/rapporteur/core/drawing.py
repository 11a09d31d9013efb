"""Drawings as plain coordinates, for a template to put into SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

BOX_WIDTH = 230
BOX_HEIGHT = 46
PORT = 20  # the height that one arrow takes at the side of its box
GAP = 14
LABEL_WIDTH = 120
LANE = 13
MARGIN = 4


@dataclass(frozen=True)
class Node:
    """A box: what identifies it, its first line, and a quieter second one."""

    key: int
    title: str
    subtitle: str = ""
    here: bool = False


@dataclass(frozen=True)
class Edge:
    """An arrow from one node to another, with a word at its beginning."""

    source: int
    target: int
    label: str


@dataclass(frozen=True)
class Box:
    node: Node
    x: int
    y: int
    width: int
    height: int

    @property
    def text_x(self) -> int:
        return self.x + self.width // 2

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def title_y(self) -> int:
        return self.middle - 3 if self.node.subtitle else self.middle + 5

    @property
    def subtitle_y(self) -> int:
        return self.middle + 15


@dataclass(frozen=True)
class Arrow:
    edge: Edge
    path: str
    head: str
    label_x: int
    label_y: int


@dataclass(frozen=True)
class Drawing:
    """All coordinates in user units; `mirrored` drawings have their boxes at the right."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    mirrored: bool


def chain(nodes: Sequence[Node], edges: Sequence[Edge], *, mirrored: bool = False) -> Drawing:
    """The boxes one under another in the order given, the arrows beside them, each in its own lane.

    Nothing crosses a word: each arrow leaves its box at a height of its own, where its label
    stands, and runs down or up a lane that no other arrow uses. mirrored: for right-to-left pages.
    Arrows to or from a node that is not there are left out.
    """
    known = {node.key for node in nodes}
    edges = [edge for edge in edges if edge.source in known and edge.target in known]
    rows = {node.key: row for row, node in enumerate(nodes)}
    ports: dict[int, list[tuple[Edge, bool]]] = {node.key: [] for node in nodes}
    for edge in edges:
        ports[edge.source].append((edge, True))
        ports[edge.target].append((edge, False))
    width = BOX_WIDTH + LABEL_WIDTH + LANE * (len(edges) + 1) + 2 * MARGIN

    def across(x: int) -> int:
        return width - x if mirrored else x

    boxes, heights, y = [], {}, MARGIN
    for node in nodes:
        height = max(BOX_HEIGHT, PORT * len(ports[node.key]) + 8)
        left = width - MARGIN - BOX_WIDTH if mirrored else MARGIN
        boxes.append(Box(node, left, y, BOX_WIDTH, height))
        # Upwards arrows leave at the top and downwards ones at the bottom, so they do not cross.
        held = sorted(
            ports[node.key],
            key=lambda port: (rows[port[0].target if port[1] else port[0].source], port[1]),
        )
        first = y + (height - PORT * len(held)) // 2 + PORT // 2
        for place, (edge, leaving) in enumerate(held):
            heights[edge, leaving] = first + PORT * place
        y += height + GAP
    # The shorter an arrow, the nearer its lane: long ones run outside.
    by_length = sorted(edges, key=lambda edge: abs(rows[edge.source] - rows[edge.target]))
    side = MARGIN + BOX_WIDTH
    arrows = []
    for lane, edge in enumerate(by_length, start=1):
        start, end = heights[edge, True], heights[edge, False]
        out = across(side + LABEL_WIDTH + LANE * lane)
        begin, tip = across(side), across(side + 1)
        back = across(side + 8)
        arrows.append(
            Arrow(
                edge,
                f"M{begin} {start}H{out}V{end}H{back}",
                f"M{tip} {end}L{back} {end - 4}V{end + 4}Z",
                across(side + 6),
                start - 4,
            )
        )
    return Drawing(width, y - GAP + MARGIN if nodes else 0, tuple(boxes), tuple(arrows), mirrored)
