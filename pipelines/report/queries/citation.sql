-- The one form of a citation: a record, or a path and line, with the words.
create or replace temp macro citation(
    subject, address, repository, file, file_line, sha, words
) as struct_pack(
    subject_id := cast(subject as varchar),
    url := cast(address as varchar),
    repository_id := cast(repository as varchar),
    path := cast(file as varchar),
    line := cast(file_line as bigint),
    commit_sha := cast(sha as varchar),
    quote := cast(words as varchar)
)
