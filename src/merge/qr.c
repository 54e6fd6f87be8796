/*
 * QR codes as SVG: one path of horizontal runs, so that it stays sharp and small at any size.
 * Error correction M (15 % may be lost): sheets are stamped, folded and photographed.
 */
#include "merge/qr.h"

#include "base/arena.h"
#include "base/strbuf.h"

#include <libxml/tree.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#define SVG_NS	"http://www.w3.org/2000/svg"
#define QUIET	4    /* ISO/IEC 18004 §6.3.8 */
#define QR_MOST 2331 /* bytes of the largest symbol at level M */

static void
put_row(struct strbuf *path, const QRcode *code, int y)
{
	const unsigned char *row = code->data + (size_t)y * (size_t)code->width;

	for (int x = 0; x < code->width;) {
		int from = x;

		while (x < code->width && (row[x] & 1))
			x++;
		if (x > from)
			strbuf_printf(path, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from,
				      x - from);
		else
			x++;
	}
}

static void
write_svg(xmlDoc *doc, const QRcode *code)
{
	struct strbuf path = STRBUF_INIT;
	int side = code->width + 2 * QUIET;
	char size[24];
	char box[48];
	xmlNode *svg = xmlNewDocNode(doc, NULL, (const xmlChar *)"svg", NULL);
	xmlNode *child;

	if (svg == NULL)
		oom();
	xmlSetNs(svg, xmlNewNs(svg, (const xmlChar *)SVG_NS, (const xmlChar *)"svg"));
	snprintf(size, sizeof size, "%d", side);
	snprintf(box, sizeof box, "0 0 %d %d", side, side);
	xmlNewProp(svg, (const xmlChar *)"width", (const xmlChar *)size);
	xmlNewProp(svg, (const xmlChar *)"height", (const xmlChar *)size);
	xmlNewProp(svg, (const xmlChar *)"viewBox", (const xmlChar *)box);
	for (int y = 0; y < code->width; y++)
		put_row(&path, code, y);
	child = xmlNewChild(svg, svg->ns, (const xmlChar *)"path", NULL);
	if (child == NULL)
		oom();
	xmlNewProp(child, (const xmlChar *)"fill", (const xmlChar *)"#000000");
	xmlNewProp(child, (const xmlChar *)"d", (const xmlChar *)path.s);
	xmlAddChild((xmlNode *)doc, svg);
	strbuf_release(&path);
}

bool
merge_qr_write(struct _xmlDoc *doc, const char *text)
{
	size_t len = strlen(text);
	QRcode *code;

	if (len == 0 || len > QR_MOST)
		return false;
	code = QRcode_encodeData((int)len, (const unsigned char *)text, 0, QR_ECLEVEL_M);
	if (code == NULL)
		return false;
	write_svg(doc, code);
	QRcode_free(code);
	return true;
}
