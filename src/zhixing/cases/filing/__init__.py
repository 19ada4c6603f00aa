"""Filing (立案): applications checked, numbered and opened, one by one or by the thousand."""
