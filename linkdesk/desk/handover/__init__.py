"""Handing cases over to another worker, with a sheet that says where each person is."""
