"""What is owed: interest for delay, ordinary interest, instalments, the whole debt."""
