"""The query pool (查询池): new cases wait in it until clerks take portions and ask for all."""
