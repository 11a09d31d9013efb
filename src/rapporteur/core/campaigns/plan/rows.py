"""What is worked out for each row, from it alone, batch by batch."""

from collections.abc import Callable

import daft
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataType, Series

from rapporteur.core.campaigns.keys import Keys, keys_of
from rapporteur.core.campaigns.tally import NO_DAY, UNREAD_DAY
from rapporteur.core.campaigns.words import words_of


def as_text(series: Series) -> pa.Array:
    array = series.to_arrow()
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.large_string())


@daft.func.batch(
    return_dtype=DataType.struct(
        {
            "part": DataType.uint8(),
            "high": DataType.uint64(),
            "low": DataType.uint64(),
            "words": DataType.int32(),
        }
    ),
    unnest=True,
)
def keyed(text: Series) -> pa.Array:
    keys, words = keys_and_lengths(as_text(text))
    return pa.StructArray.from_arrays(
        [
            pa.array((keys[:, 0] >> np.uint64(60)).astype(np.uint8)),
            *map(pa.array, (*keys.T, words)),
        ],
        ["part", "high", "low", "words"],
    )


def keys_and_lengths(texts: pa.Array) -> tuple[Keys, npt.NDArray[np.int32]]:
    """Keys and numbers of words; each text that comes again in the batch is read once."""
    coded = texts.dictionary_encode()
    words = words_of(coded.dictionary)
    keys = np.concatenate([keys_of(words), np.zeros((1, 2), np.uint64)])
    lengths = np.append(np.diff(words.offsets), -1).astype(np.int32)
    places = coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False)
    return keys[places], lengths[places]


def describing(buckets: int) -> Callable[..., daft.Expression]:
    @daft.func.batch(
        return_dtype=DataType.struct(
            {
                "bucket": DataType.uint32(),
                "high": DataType.uint64(),
                "low": DataType.uint64(),
                "words": DataType.int32(),
                "who": DataType.uint64(),
                "day": DataType.int32(),
            }
        ),
        unnest=True,
    )
    def described(name: Series, text: Series, received_at: Series, sender: Series) -> pa.Array:
        keys, words = keys_and_lengths(as_text(text))
        names, _ = keys_and_lengths(as_text(name))
        who, spoken = keys_and_lengths(as_text(sender))
        return pa.StructArray.from_arrays(
            [
                pa.array((names[:, 0] % np.uint64(buckets)).astype(np.uint32)),
                pa.array(keys[:, 0]),
                pa.array(keys[:, 1]),
                pa.array(words),
                pa.array(np.where(spoken > 0, who[:, 0], 0)),
                pa.array(_days(as_text(received_at))),
            ],
            ["bucket", "high", "low", "words", "who", "day"],
        )

    return described


def _days(times: pa.Array) -> npt.NDArray[np.int32]:
    """Days since 1970 of times written as ISO 8601 has them, NO_DAY where there is none and
    UNREAD_DAY for what is written otherwise."""
    trimmed = pc.utf8_trim_whitespace(times)
    first = pc.utf8_slice_codeunits(trimmed, 0, 10)
    read = pc.strptime(first, format="%Y-%m-%d", unit="s", error_is_null=True)
    days = read.cast(pa.date32(), safe=False).cast(pa.int32())
    written = pc.fill_null(pc.greater(pc.binary_length(trimmed), 0), False)
    otherwise = pc.if_else(
        written, pa.scalar(UNREAD_DAY, pa.int32()), pa.scalar(NO_DAY, pa.int32())
    )
    numbers: npt.NDArray[np.int32] = pc.coalesce(days, otherwise).to_numpy(zero_copy_only=False)
    return numbers
