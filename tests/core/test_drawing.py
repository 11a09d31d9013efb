from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.drawing import BOX_WIDTH, Edge, Node, chain


def test_boxes_stand_in_order_and_each_arrow_has_a_lane_of_its_own() -> None:
    nodes = [Node(key, f"A/{key}") for key in (1, 2, 3)]
    edges = [Edge(2, 1, "endorses"), Edge(3, 1, "notes"), Edge(3, 2, "welcomes")]
    drawing = chain(nodes, edges)
    assert [box.node.key for box in drawing.boxes] == [1, 2, 3]
    assert [arrow.edge.label for arrow in drawing.arrows] == ["endorses", "welcomes", "notes"]
    lanes = [arrow.path.split("H")[1].split("V")[0] for arrow in drawing.arrows]
    assert len(set(lanes)) == 3


def test_an_arrow_to_nowhere_is_left_out() -> None:
    assert chain([Node(1, "A/1")], [Edge(1, 2, "notes")]).arrows == ()
    assert chain([], []).height == 0


def test_mirrored_boxes_stand_at_the_right() -> None:
    drawing = chain([Node(1, "A/1")], [], mirrored=True)
    box = drawing.boxes[0]
    assert box.x + BOX_WIDTH == drawing.width - 4


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20, unique=True))
def test_nothing_overlaps_and_nothing_leaves_the_sheet(pairs: list[tuple[int, int]]) -> None:
    edges = [Edge(source, target, "x") for source, target in pairs if source != target]
    drawing = chain([Node(key, str(key)) for key in range(9)], edges)
    tops = [(box.y, box.y + box.height) for box in drawing.boxes]
    assert all(above[1] < below[0] for above, below in pairwise(tops))
    assert tops[-1][1] <= drawing.height
    heights = [arrow.label_y for arrow in drawing.arrows]
    assert len(set(heights)) == len(heights)
    assert all(0 <= arrow.label_x <= drawing.width for arrow in drawing.arrows)
