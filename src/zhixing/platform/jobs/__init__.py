"""Work done later: jobs live in PostgreSQL and commit with the data that wants them."""
