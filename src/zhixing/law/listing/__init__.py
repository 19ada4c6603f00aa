"""The list of dishonest debtors (失信) and the restriction of consumption (限制消费)."""
