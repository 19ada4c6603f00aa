"""Judicial aid and petitions (司法救助与执行信访): limits and clocks."""
