"""Scenes: the data of a run as points, views and rows, for report and explorer.

`autoencode.scenes.scene.Scene` encodes the data of any estimator of the table, offers
views of the codes and colours of the points, and decodes any place.
"""
