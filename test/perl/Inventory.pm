# Everything that two installs of the extension can differ in, object by object, without OIDs.
package Inventory;

use strict;
use warnings FATAL => 'all';

use Exporter qw(import);

our @EXPORT = qw(inventory_of);

my $query = q{
	WITH member AS (
		SELECT classid, objid FROM pg_depend
		WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
			AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'cx_metrics')
	), proc AS (
		SELECT p.* FROM member JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid
	), type AS (
		SELECT t.* FROM member JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
	), family AS (
		SELECT f.*, amname FROM member
		JOIN pg_opfamily f ON classid = 'pg_opfamily'::regclass AND objid = f.oid JOIN pg_am m ON m.oid = opfmethod
	)
	SELECT line FROM (
		SELECT concat_ws(' | ', pg_describe_object(classid, objid, 0), obj_description(objid, classid::regclass::name)) FROM member
		UNION ALL SELECT pg_get_functiondef(oid) FROM proc WHERE prokind <> 'a'
		UNION ALL SELECT concat_ws(' ', 'function', oid::regprocedure, proacl, prosupport, procost, prorows) FROM proc
		UNION ALL SELECT concat_ws(' ', 'aggregate', p.oid::regprocedure, pg_get_function_arguments(p.oid), provolatile,
				proparallel, aggkind, aggnumdirectargs, aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn,
				aggmtransfn, aggminvtransfn, aggmfinalfn, aggfinalextra, aggmfinalextra, aggfinalmodify, aggmfinalmodify,
				aggsortop::regoperator, aggtranstype::regtype, aggtransspace, aggmtranstype::regtype, aggmtransspace,
				coalesce(agginitval, 'no initial state'), coalesce(aggminitval, 'no initial state'))
			FROM proc p JOIN pg_aggregate a ON aggfnoid = p.oid
		UNION ALL SELECT concat_ws(' ', 'operator', o.oid::regoperator, oprresult::regtype, oprcode, oprcom::regoperator,
				oprnegate::regoperator, oprrest, oprjoin, oprcanmerge, oprcanhash)
			FROM member JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid
		UNION ALL SELECT concat_ws(' ', 'type', oid::regtype, typtype, typlen, typbyval, typalign, typstorage, typcategory,
				typispreferred, typinput, typoutput, typreceive, typsend, typanalyze, typsubscript, typacl) FROM type
		UNION ALL SELECT concat_ws(' ', 'label', enumtypid::regtype, row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder), enumlabel)
			FROM type t JOIN pg_enum ON enumtypid = t.oid
		UNION ALL SELECT concat_ws(' ', 'attribute', t.oid::regtype, attnum, attname, atttypid::regtype)
			FROM type t JOIN pg_attribute ON attrelid = typrelid WHERE typrelid <> 0
		UNION ALL SELECT concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype, castfunc::regprocedure, castcontext, castmethod)
			FROM member JOIN pg_cast c ON classid = 'pg_cast'::regclass AND objid = c.oid
		UNION ALL SELECT concat_ws(' ', 'operator class', opcname, amname, opcintype::regtype, opcdefault, opckeytype::regtype, opfname)
			FROM family f JOIN pg_opclass ON opcfamily = f.oid
		UNION ALL SELECT concat_ws(' ', 'operator of', opfname, amname, amopstrategy, amoppurpose, amopopr::regoperator)
			FROM family f JOIN pg_amop ON amopfamily = f.oid
		UNION ALL SELECT concat_ws(' ', 'function of', opfname, amname, amprocnum, amproc::regprocedure)
			FROM family f JOIN pg_amproc ON amprocfamily = f.oid
	) AS v (line) ORDER BY line COLLATE "C"};

sub inventory_of
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, $query);
}

1;
