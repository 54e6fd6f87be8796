/* The grammar, as it stands beside this file, inside the program. */
	.section .rodata
	.global plan_schema_xsd
	.global plan_schema_xsd_end
plan_schema_xsd:
	.incbin "plan/plan.xsd"
plan_schema_xsd_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
