-- When this warehouse was made, and by which version.
select
    run_id,
    finished_at,
    json_extract_string(versions, '$.saydo') as version

from last_run
