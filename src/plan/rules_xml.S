/* Rules and catalogs of practices, as they stand beside this file, inside the program; a NUL
 * behind each. */
	.section .rodata
	.global plan_rules_xml
	.global plan_rules_xml_len
plan_rules_xml:
	.incbin "plan/rules.xml"
1:	.byte 0
	.balign 8
plan_rules_xml_len:
	.quad 1b - plan_rules_xml
	.global plan_catalog_xml
	.global plan_catalog_xml_len
plan_catalog_xml:
	.incbin "plan/catalog.xml"
2:	.byte 0
	.balign 8
plan_catalog_xml_len:
	.quad 2b - plan_catalog_xml
	.section .note.GNU-stack,"",%progbits
