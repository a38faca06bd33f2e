-- A deprecation window that was stated under an item and never written down.
select
    'deprecation_window' as kind,
    2 as priority,
    breaking_change_id as recommendation_key,
    stated_deprecation_days,
    [
        citation(item_id, url, repository_id, path, line, null, quote)
    ] as citations

from breaking_changes
where stated_deprecation_days is not null and not is_deprecation_documented
