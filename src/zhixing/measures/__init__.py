"""Sanctions and coercion: listing, restriction, look-out, summons, search, detention."""
