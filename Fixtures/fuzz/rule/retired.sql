-- rule:     nothing-any-more
-- version:  2
-- status:   retired
-- scope:    all
-- replaces: nothing, less-than-nothing
-- title:    Nothing
-- severity: low
-- subject:  vendor
-- limit:    5
-- why:      It was once
-- fix:      Nothing to do

SELECT NULL::bigint AS vendor_id, v.id AS subject_id, NULL::date AS since, "v"."name" AS reason FROM register.vendor v
