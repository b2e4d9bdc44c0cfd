"""Dash parts that pages share."""
