"""The verifiable log: one Merkle tree of hashes per court, signed, witnessed, re-derivable.

Operations queue a leaf in the transaction of the act it proves (``queue``); the
sequencer program gives it its place (``sequencer``); proofs, checkpoints and the
verification against the business rows read the result. Payloads never enter the
log: a leaf is a salted hash.
"""
