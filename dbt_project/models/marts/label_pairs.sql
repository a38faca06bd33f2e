-- Whether two labels of one facet may stand together is for the documents to say.
with named as (

    select
        repository_id,
        item_id,
        facet,
        canonical_name

    from {{ ref('label_usage') }}
    where is_carried and facet in ('type', 'severity', 'priority', 'status')
    group by all

),

final as (

    select
        named.repository_id || ':' || named.canonical_name || '+'
        || others.canonical_name as label_pair_id,
        named.repository_id,
        named.facet,
        named.canonical_name,
        others.canonical_name as other_canonical_name,
        list_sort(list(named.item_id)) as item_ids,
        count(*) as item_count

    from named
    inner join named as others
        on
            named.item_id = others.item_id
            and named.facet = others.facet
            and named.canonical_name < others.canonical_name
    group by all

)

select * from final
