/* Extension functions, as stylesheets call them. */
#include "merge/folder.h"

struct value {
	const char *expression;
	const char *value;
};

static void
check(struct folder *f, const struct value *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_string_equal(folder_value(f, values[i].expression), values[i].value);
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 0);
}

#define CHECK(f, values) check((f), (values), sizeof(values) / sizeof *(values))

static void
dates(void **state)
{
	static const struct value values[] = {
		{"pp:date('2026-05-29', 'iso')", "2026-05-29"},
		{"pp:date('2026-05-29T17:00', 'medium')", "29 May 2026"},
		{"pp:date('2026-05-29', 'short')", "29 May"},
		{"pp:date('2026-05-29', 'full', 'en')", "Friday, 29 May 2026"},
		{"pp:date('2026-02-30', 'medium')", ""},
		{"pp:date('', 'medium')", ""},
		{"pp:date('2026-05-29', 'odd')", ""},
		{"pp:month('2026-05-29')", "May"},
		{"pp:weekday('2026-05-29')", "Friday"},
		{"pp:week('2026-01-01')", "1"},
		{"pp:week('2027-01-01')", "53"},
		{"pp:days('2026-05-29', '2026-06-01')", "3"},
		{"pp:days('2026-05-29', 'x')", "NaN"},
		{"pp:today()", ""},
	};

	CHECK((struct folder *)*state, values);
}

static void
numbers(void **state)
{
	static const struct value values[] = {
		{"pp:number(1234567.891, 2)", "1,234,567.89"},
		{"pp:number(-0.4, 0)", "0"},
		{"pp:number(-1.5, 1)", "\u22121.5"},
		{"pp:number(1234.5, 1, 'de')", "1.234,5"},
		{"pp:number(1234.5, 1, 'de-CH')", "1\u2019234.5"},
		{"pp:number(1234, 0, 'es')", "1234"},
		{"pp:number(12345, 0, 'es-ES')", "12.345"},
		{"pp:number(1234, 0, 'fr')", "1\u202F234"},
		{"pp:number('x', 2)", ""},
		{"pp:number(1 div 0, 2)", ""},
		{"pp:number(2.5, -3)", "2"},
	};

	CHECK((struct folder *)*state, values);
}

static void
letters(void **state)
{
	static const struct value values[] = {
		{"pp:upper('stra\u00DFe \u00E9\u00FF\u03C3\u044F\u0161')",
		 "STRASSE \u00C9\u0178\u03A3\u042F\u0160"},
		{"pp:lower('\u00C9\u0178\u03A3\u042F\u0160 ABC')",
		 "\u00E9\u00FF\u03C3\u044F\u0161 abc"},
		{"pp:upper('\u00F7\u00D7')", "\u00F7\u00D7"},
		{"pp:initials('Elena  ruiz')", "ER"},
		{"pp:initials('Jean-Luc \u00E9mile Picard')", "JL\u00C9P"},
		{"pp:initials('')", ""},
	};

	CHECK((struct folder *)*state, values);
}

static void
days(void **state)
{
	static const struct value values[] = {
		{"pp:day('2026-05-29')", "29\u00A0May\u00A02026"},
		{"pp:day('2026-05-29T17:00', 'short')", "29\u00A0May"},
		{"pp:day('2026-02-30')", ""},
		{"pp:day('')", ""},
	};

	CHECK((struct folder *)*state, values);
}

#define LABELS(rows) "<labels xmlns='urn:planpress:labels:1'>" rows "</labels>"

static void
labels(void **state)
{
	static const struct value values[] = {
		{"pp:label('own')", "Mine"},
		{"pp:label('own', 'de-AT')", "Mein & Dein"},
		{"pp:label('own', 'fr')", "Mine"},
		{"pp:label('own', 'fr', 'else')", "else"},
		{"pp:label('own', 'de', 'else')", "Mein & Dein"},
		{"pp:label('twice')", "first"},
		{"pp:label('mute')", "mute"},
		{"pp:label('', 'en')", ""},
		{"pp:label('nowhere-at-all')", "nowhere at all"},
		{"pp:label('revision', 'de')", "Meine"},
		/* from the folder behind */
		{"pp:label('appendix', 'de')", "Anhang"},
		{"pp:word('kind', 'a')", "the a"},
		{"pp:word('kind', ' a  b-c ')", "the a, b c"},
		{"pp:word('kind', '')", ""},
	};
	struct folder *f = *state;

	folder_put(f, "layouts/common/labels.xml",
		   LABELS("<label key='own' en='Mine' de='Mein &amp; Dein'/>"
			  "<label key='twice' en='first'/><label key='twice' en='second'/>"
			  "<label key='mute'/><label en='?'/>"
			  "<label key='revision' de='Meine'/><label key='kind.a' en='the a'/>"));
	CHECK(f, values);
}

static void
labels_that_cannot_be_read(void **state)
{
	struct folder *f = *state;

	folder_put(f, "layouts/common/labels.xml", "<labels><label key='a'></labels>");
	assert_null(folder_transform(f, XSL("<r><xsl:value-of select=\"pp:label('a')\"/></r>")));
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);
	assert_int_equal(diag_exit(f->d, false), 4);
}

static void
names(void **state)
{
	static const struct value values[] = {
		{"pp:name('p-1')", "Ada"},
		{"pp:name('p-1 T-1 p-9')", "Ada, T-1, p-9"},
		{"pp:name(//p:person/@id)", "Ada"},
		{"pp:name(//p:person/@nothing)", ""},
		{"pp:name('')", ""},
		{"pp:bidi('Ada')", "Ada"},
		{"pp:bidi('Z\u00FCrich')", "Z\u00FCrich"},
		{"pp:bidi('\u05D0\u05D3\u05D4')", "\u05D0\u05D3\u05D4\u200E"},
		{"pp:bidi('')", ""},
	};

	CHECK((struct folder *)*state, values);
}

static void
names_of_titles(void **state)
{
	static const struct value values[] = {
		{"pp:name('T-1')", "A long title"},
		{"pp:name('T-2 b')", "Team B, \u0639\u0644\u064A\u200E"},
		{"pp:name('P')", "The plan"},
	};
	static const char facts[] =
		"<plan xmlns='urn:planpress:plan:1' id='P' name='The plan'>"
		"<task id='T-1'><title> A <b>long</b>\n title </title><name>x</name></task>"
		"<team id='T-2'><name>Team B</name></team>"
		"<person id='b' name='\u0639\u0644\u064A'/><person id='b' name='no'/></plan>";
	struct folder *f = *state;

	f->from.facts = xml_parse_memory(f->a, f->d, "q.xml", facts, strlen(facts), NULL);
	CHECK(f, values);
}

static void
files_that_exist(void **state)
{
	static const struct value values[] = {
		{"pp:exists('t/t.xsl')", "true"},
		{"pp:exists('t/none.xsl')", "false"},
		{"pp:exists('../secret')", "false"},
		{"pp:exists('/etc/passwd')", "false"},
	};
	struct folder *f = *state;

	folder_put(f, "secret", "x");
	CHECK(f, values);
}

static void
ids_are_the_same_every_time(void **state)
{
	struct folder *f = *state;
	const char *first;
	const char *expression =
		"concat(generate-id(/p:plan), generate-id(//p:task[1]), generate-id(//p:task[2]), "
		"generate-id(//p:task[1]), '|', generate-id(/none))";

	first = folder_value(f, expression);
	assert_string_equal(first, "id1id2id3id2|");
	assert_string_equal(folder_value(f, expression), first);
}

static void
many_ids_stay_apart(void **state)
{
	struct folder *f = *state;

	assert_string_equal(
		folder_text(f, folder_transform(
				       f, XSL("<xsl:variable name='all'><xsl:for-each "
					      "select=\"str:tokenize(str:padding(3000, 'x '))\"><i "
					      "id='{generate-id()}'/></xsl:for-each></xsl:variable>"
					      "<r><xsl:value-of xmlns:e='http://exslt.org/common' "
					      "select='count(e:node-set($all)/i[not(@id = "
					      "preceding-sibling::i/@id)])'/></r>"))),
		"1500");
}

static void
qr_codes(void **state)
{
	struct folder *f = *state;
	xmlDoc *doc = folder_transform(f, XSL("<r><xsl:copy-of select=\"pp:qr('PAP-2026-03')\"/>"
					      "</r>"));
	xmlNode *svg = xmlFirstElementChild(xmlDocGetRootElement(doc));
	xmlChar *box;

	assert_non_null(svg);
	assert_string_equal(svg->name, "svg");
	assert_string_equal(svg->ns->href, "http://www.w3.org/2000/svg");
	box = xmlGetProp(svg, (const xmlChar *)"viewBox");
	/* Version 1 has 21 modules, and the margin is 4 on each side. */
	assert_string_equal(box, "0 0 29 29");
	xmlFree(box);
	assert_non_null(folder_transform(
		f, XSL("<r><xsl:copy-of select=\"pp:qr(str:padding(3000, 'x'))\"/></r>")));
	assert_true(diag_has(f->d, "PPM15"));
}

static void
wrong_arguments(void **state)
{
	struct folder *f = *state;

	assert_null(folder_transform(f, XSL("<r><xsl:value-of select='pp:date()'/></r>")));
	assert_true(diag_has(f->d, "PPM06"));
	assert_null(folder_transform(f, XSL("<r><xsl:value-of select=\"generate-id('x')\"/></r>")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dates),
		TEST(numbers),
		TEST(letters),
		TEST(days),
		TEST(labels),
		TEST(labels_that_cannot_be_read),
		TEST(names),
		TEST(names_of_titles),
		TEST(files_that_exist),
		TEST(ids_are_the_same_every_time),
		TEST(many_ids_stay_apart),
		TEST(qr_codes),
		TEST(wrong_arguments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
