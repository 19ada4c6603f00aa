"""Money and goods held in enforcement: when and to whom they are paid out."""
