"""Sweeps: one fit for each value of a parameter, and where to stop.

sweep.py      `sweep`: the fits, in processes, resumed after an interruption
settings.py   the values, and the file that says what a folder's sweep is of
setting.py    one fit: its run folder and its row of the table
processes.py  several fits at a time
stopping.py   which size to choose: knee, one standard error, intrinsic dimension
result.py     `SweepResult`: table, files and pictures
search.py     `search_parameters`: several parameters at once, by optuna
ranges.py     the parameters to search, and their ranges
search_result.py  `SearchResult`: table, files and picture
"""
