-- A follow-up exists where another item is linked as one: promised is not linked.
with links as (

    select * from {{ ref('int_item_links') }}

),

final as (

    select
        item_id,
        target_item_id as follow_up_id
    from links
    where role = 'follow_up'

    union

    -- An issue that names the pull request in order to follow it up.
    select
        target_item_id as item_id,
        item_id as follow_up_id
    from links
    where role = 'follow_up' and item_kind = 'issue'

)

select * from final
