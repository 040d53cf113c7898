"""Coefficients in protobuf's wire format: many numbers are written at once, as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.planner.linear import Ints


def write(matrix: Any, rows: Ints, columns: Ints, values: Ints) -> None:
    """Write coefficients into a message, in the order in which they are given."""
    matrix.MergeFromString(
        _packed(matrix, "row_ids", _varints(rows))
        + _packed(matrix, "column_ids", _varints(columns))
        + _packed(matrix, "coefficients", values.astype("<f8").tobytes())
    )


def _packed(message: Any, name: str, data: bytes) -> bytes:
    """Return a field of packed numbers as it stands in a message (protobuf's wire format).

    A matrix has half a million coefficients; one number after the other takes three times as long.
    """
    import numpy as np

    tag = message.DESCRIPTOR.fields_by_name[name].number << 3 | 2
    return b"".join(_varints(np.array([number])) for number in (tag, len(data))) + data


def _varints(numbers: Ints) -> bytes:
    """Return numbers, none below 0, in seven bits a byte, the lowest first."""
    import numpy as np

    width = max(1, -(-int(numbers.max(initial=0)).bit_length() // 7))
    parts = numbers[:, None] >> np.arange(0, 7 * width, 7)
    needed = parts > 0
    needed[:, 0] = True
    more = (parts > 127).astype(np.uint8) << 7
    encoded: bytes = ((parts & 127).astype(np.uint8) | more)[needed].tobytes()
    return encoded
