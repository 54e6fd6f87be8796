/*
 * The grammar inside the program, a NUL behind each text: as it stands beside this file, for
 * editors and to explain mistakes; and plain, without its documentation, for the validator, which
 * reads half as much at every start (the makefile takes it out by plain-xsd.awk).
 */
	.section .rodata
	.global plan_schema_xsd
	.global plan_schema_xsd_len
	.global plan_schema_plain
	.global plan_schema_plain_len
plan_schema_xsd:
	.incbin "plan/plan.xsd"
1:	.byte 0
plan_schema_plain:
	.incbin "plan/plain.xsd"
2:	.byte 0
	.balign 8
plan_schema_xsd_len:
	.quad 1b - plan_schema_xsd
plan_schema_plain_len:
	.quad 2b - plan_schema_plain
	.section .note.GNU-stack,"",%progbits
