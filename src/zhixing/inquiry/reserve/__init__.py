"""What a natural person keeps of her money (保留必需的生活费用): the figure, and where it stays."""
