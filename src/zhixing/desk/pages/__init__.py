"""The desk's pages, one file each; ``urls.py`` lists them."""
