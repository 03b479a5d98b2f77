"""Work on a Ray cluster: the same functions as on one machine, passed in.

connecting.py  `connected`: a cluster on this machine for one command, or one that runs
workers.py     what a worker does before its work, and what it answers
mapping.py     `mapped`: a function of many items, in a pool of workers of Ray Data
trials.py      `trials`: the fits of a sweep, as trials of Ray Tune
training.py    `together`: a task of all workers at the same time, by Ray Train

Ray decides which worker does what, and starts another one for one that was lost.
"""
