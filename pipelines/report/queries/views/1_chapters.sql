-- Topic of a clause -> chapter of the report that sets it beside the practice.
select
    topic,
    chapter

from (
    values
    ('incidents', 'incidents'),
    ('severity', 'incidents'),
    ('postmortems', 'incidents'),
    ('oncall', 'incidents'),
    ('deployment', 'incidents'),
    ('checks', 'incidents'),
    ('merging', 'incidents'),
    ('branching', 'incidents'),
    ('breaking_changes', 'breaking_changes'),
    ('deprecation', 'breaking_changes'),
    ('releases', 'breaking_changes'),
    ('review', 'ownership'),
    ('ownership', 'ownership'),
    ('linking', 'ownership'),
    ('labels', 'labels')
) as known (topic, chapter)
