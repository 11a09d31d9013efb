"""Files in the words of a message, from before MIME."""

import binascii

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.core.text.uuencoded import files_in, without_files


@given(st.binary(min_size=1, max_size=300))
def test_a_file_comes_out_as_it_went_in(content: bytes) -> None:
    lines = [content[at : at + 45] for at in range(0, len(content), 45)]
    coded = b"".join(binascii.b2a_uu(line) for line in lines)
    words = b"Before.\nbegin 644 a note.txt\n" + coded + b"`\nend\nAfter.\n"
    assert list(files_in(words)) == [(b"a note.txt", content)]
    assert without_files(words) == (b"Before.\n\nAfter.\n", [b"a note.txt"])


def test_words_that_begin_so_are_words() -> None:
    for words in (
        b"begin 100 metres north\nof the river\n",
        b"begin 644 x\n\xff\xfe not it\nend\n",
    ):
        assert without_files(words) == (words, [])


def test_of_a_broken_line_there_is_what_there_is() -> None:
    words = b"begin 644 x\n#86)C\nM]]]]]~\n`\nend\n"
    assert [name for name, _content in files_in(words.replace(b"~", b"`"))] == [b"x"]
