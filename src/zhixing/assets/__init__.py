"""The property register: what was found, what is controlled, with which term and rank."""
