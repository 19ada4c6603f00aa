"""What follows entrusting to another court (委托执行、事项委托), at both courts."""
