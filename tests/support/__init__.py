"""What tests stand on: a real server, a migrated database, courts of their own."""
