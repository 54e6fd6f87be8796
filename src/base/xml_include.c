#include "base/xml_int.h"
bool
xml_include(struct xml_run *run, struct _xmlDoc *doc, const char *file)
{
	(void)run; (void)doc; (void)file;
	return true;
}
