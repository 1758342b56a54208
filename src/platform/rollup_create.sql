-- A rollup: states of a table by groups, always exact.

CREATE PROCEDURE cx_create_rollup(
	target text, source regclass, groups text[], states text[], filter text DEFAULT NULL,
	on_error text DEFAULT 'count', wait boolean DEFAULT false, shared boolean DEFAULT false
)
AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON PROCEDURE cx_create_rollup(text, regclass, text[], text[], text, text, boolean, boolean) IS
'makes a view of states by groups of a table that is exact at any time, fed by triggers; groups, states and filter are expressions over its columns; wait: all in one transaction, writers wait; shared: though the table has row security; NULL filter: all rows; any other NULL is an error';
