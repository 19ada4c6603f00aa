"""Plans what of a debtor's property is controlled, and orders the plan as a whole."""
