"""Control of property: how long, how much, what stays free."""
