"""Auction, sale and what follows: notices, prices, bids, default, taking the thing for debt."""
