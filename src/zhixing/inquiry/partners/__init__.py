"""Partners met and evidence taken from them (座谈会、协助调查取证): who, what was agreed."""
