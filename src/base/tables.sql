-- The types that arguments come in. Each aggregate over them has a form for each; forms without the zone
-- that they need, or with one that they cannot use, exist to say so.

@table time type zone zone_type named symbol holds refusal says
date        |                |           |        | date        | the day                             |                  |
timestamp   |                |           |        | timestamp   | the local time                      |                  |
timestamptz | , zone cx_zone | , cx_zone | , zone | timestamptz | the instant in the zone''s calendar |                  |
timestamptz |                |           |        |             |                                     | cx_zone_missing  | always an error: an instant needs a zone to be cut in
date        | , zone cx_zone | , cx_zone | , zone |             |                                     | cx_zone_unwanted | always an error: a date has no zone to be cut in
timestamp   | , zone cx_zone | , cx_zone | , zone |             |                                     | cx_zone_unwanted | always an error: a local time has no zone to be cut in
@end

-- Times that are compared and not cut: they need no zone.
@table moment type
date
timestamp
timestamptz
@end

@table customer type told
bigint   |
integer  |
smallint |
uuid     |
text     | , a customer told by the bytes
@end

@table rfm_customer type
bigint
uuid
@end

@table amount type symbol
bigint           | bigint
numeric          | numeric
double precision | float8
@end

@table money type symbol
smallint         | int2
integer          | int4
bigint           | int8
numeric          | numeric
double precision | float8
@end
