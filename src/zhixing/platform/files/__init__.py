"""Files: encrypted, addressed by the hash of their ciphertext, kept in append-only packs."""
