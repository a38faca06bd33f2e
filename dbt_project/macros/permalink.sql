{#- Web address of a line of a file at a commit; NULL where the repository has none. -#}
{% macro permalink(repository_url, commit_sha, path, line) -%}
    {{ repository_url }} || '/blob/' || {{ commit_sha }} || '/'
    || replace(url_encode({{ path }}), '%2F', '/') || '#L' || {{ line }}
{%- endmacro %}
