"""What courts publish (公开): when, what is left out, who may look."""
