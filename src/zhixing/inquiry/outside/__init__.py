"""What lies in another province (外省线索、异地执行): found, decided on, and what came of it."""
