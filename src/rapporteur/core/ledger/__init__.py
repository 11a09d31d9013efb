"""A ledger that only grows: a Merkle tree (RFC 9162), its proofs, signed checkpoints, receipts.

`tree` and `proofs` know hashes alone; `commitments` says what a leaf is; `checkpoints` and
`receipts` are the two texts that leave the house, and `verification` is what anybody can do with
them and the public key. docs/reference/ledger.md gives every format byte for byte.
"""
