/* The plan that init begins with, as it stands beside this file, inside the program; a NUL behind it. */
	.section .rodata
	.global plan_starter_xml
	.global plan_starter_xml_len
plan_starter_xml:
	.incbin "plan/starter.xml"
1:	.byte 0
	.balign 8
plan_starter_xml_len:
	.quad 1b - plan_starter_xml
	.section .note.GNU-stack,"",%progbits
