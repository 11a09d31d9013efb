"""A stream of a file takes other content, and everything else stays as it was."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.core.reading_order.streams import with_streams

MADE = typst.Compiler(b"").compile(
    input=b"= One\nWords#footnote[and a note]\n#pagebreak()\n= Two\n#pagebreak()\n= Three",
    format="pdf",
    timestamp=datetime(2030, 1, 1, tzinfo=UTC),
)


def contents(pdf: pikepdf.Pdf) -> list[int]:
    return [page.Contents.objgen[0] for page in pdf.pages]


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made), attempt_recovery=False)


@given(st.dictionaries(st.sampled_from([0, 1, 2]), st.binary(max_size=3_000)))
@settings(deadline=None)
def test_what_is_changed_is_changed_and_nothing_else(wanted):
    with opened(MADE) as before:
        numbers = contents(before)
        changed = {numbers[page]: content for page, content in wanted.items()}
        with opened(with_streams(MADE, changed)) as after:
            assert len(after.objects) == len(before.objects)
            for old, new in zip(before.objects, after.objects, strict=True):
                number = old.objgen[0]
                if isinstance(old, pikepdf.Stream):
                    kept = old.read_bytes()
                    assert new.read_bytes() == changed.get(number, kept)
                    assert old.keys() == new.keys()
                else:
                    assert old.unparse() == new.unparse()
            assert after.trailer.ID == before.trailer.ID


def test_of_no_change_comes_the_same_file():
    assert with_streams(MADE, {}) == MADE


def test_a_file_that_is_written_otherwise_is_refused():
    with opened(MADE) as pdf:
        (number, *_others) = contents(pdf)
        again = io.BytesIO()
        pdf.save(again, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(ValueError, match="no plain table"):
        with_streams(again.getvalue(), {number: b""})
    with pytest.raises(ValueError, match="no stream begins at byte"):
        with_streams(MADE, {1: b""})
