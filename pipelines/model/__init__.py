"""MODEL: schemas `raw` and `parsed` -> the marts, by dbt (`dbt_project/`)."""
