/* The grammar, as it stands beside this file, inside the program; a NUL behind it. */
	.section .rodata
	.global plan_schema_xsd
	.global plan_schema_xsd_len
plan_schema_xsd:
	.incbin "plan/plan.xsd"
1:	.byte 0
	.balign 8
plan_schema_xsd_len:
	.quad 1b - plan_schema_xsd
	.section .note.GNU-stack,"",%progbits
