"""Compute the metrics that dbt defines, through MetricFlow: one number, one definition.

`measure` writes them into the build file; `python -m pipelines.metrics` lets a person
ask MetricFlow about the published warehouse.
"""
