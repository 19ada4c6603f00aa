"""What happened, told to the screens that show it: one LISTEN connection for a process."""
