"""Scenes: a run and its data as points, views and rows, for the report and the explorer.

`autoencode.scenes.scene.Scene` encodes the data of any estimator of the table, offers
views of the codes and colours of the points, and decodes any place.
"""
