-- Topic of a clause -> chapter of the report that sets it beside the practice, and the
-- theme under which the executive summary counts it.
select
    topic,
    chapter,
    theme

from (
    values
    ('incidents', 'incidents', 'incidents'),
    ('severity', 'incidents', 'incidents'),
    ('postmortems', 'incidents', 'incidents'),
    ('oncall', 'incidents', 'incidents'),
    ('deployment', 'incidents', 'overrides'),
    ('checks', 'incidents', 'overrides'),
    ('merging', 'incidents', 'overrides'),
    ('branching', 'incidents', 'overrides'),
    ('breaking_changes', 'breaking_changes', 'breaking_changes'),
    ('deprecation', 'breaking_changes', 'breaking_changes'),
    ('releases', 'breaking_changes', 'releases'),
    ('review', 'ownership', 'overrides'),
    ('ownership', 'ownership', 'ownership'),
    ('linking', 'ownership', 'ownership'),
    ('labels', 'labels', 'labels')
) as known (topic, chapter, theme)
