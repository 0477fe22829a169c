"""The process that merges the files of a database. Run as a file of its own, with its path as argument."""

import os
import sys

import pyoxigraph as ox

if __name__ == "__main__":
    os.nice(19)
    database = ox.Store(sys.argv[1])
    database.optimize()
    database.flush()
