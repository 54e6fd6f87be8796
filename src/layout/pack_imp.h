/*
 * The form of packed areas, for pack.c and unpack.c only.
 *
 * A struct goes as its image, a row of 32-bit words: a mask of those that differ from the last
 *image of its kind, then the differences, zigzag and seven bits a byte.  Neighbouring areas are
 *much alike, so most words cost nothing and positions one or two bytes; and a member added to a
 *struct is carried without a change here, unless it points into the page or its sequence.
 *
 *	page   = box · mask of regions · region … · marks
 *	region = image · box · content · before-float · footnote · spans
 *	area   = kind [· PACK_CHILDREN] · image · box · link · text or leader · children · PACK_END
 */
#ifndef PP_LAYOUT_PACK_IMP_H
#define PP_LAYOUT_PACK_IMP_H

#include "layout/area.h"

#include <stdint.h>

#define PACK_WORDS(type) (sizeof(type) / sizeof(uint32_t))
/* Images are words throughout. */
_Static_assert(sizeof(struct area) % 4 == 0 && sizeof(struct area_word) % 4 == 0 &&
		       sizeof(struct area_text) % 4 == 0 && sizeof(struct area_box) % 4 == 0 &&
		       sizeof(struct area_leader) % 4 == 0 &&
		       sizeof(struct area_region_box) % 4 == 0,
	       "structs in whole words");

#define PACK_KINDS    (AREA_INLINE_BLOCK + 1)
#define PACK_CHILDREN 0x80
#define PACK_END      0xff

/* Boxes met last, by place: areas share them. */
#define PACK_BOXES    32
#define PACK_NO_BOX   0xfe
#define PACK_NEW_BOX  0xff

/* Texts of gaps. */
enum { PACK_NO_TEXT, PACK_SPACE, PACK_NO_BREAK_SPACE, PACK_OTHER_TEXT };
enum { PACK_GAP = 1, PACK_TEXT_SHIFT = 1 };

/* The last images of each kind: the same on both sides. */
struct pack_images {
	uint32_t area[PACK_KINDS][PACK_WORDS(struct area)];
	uint32_t word[2][PACK_WORDS(struct area_word)]; /* gap: [1] */
	uint32_t text[PACK_WORDS(struct area_text)];
	uint32_t leader[PACK_WORDS(struct area_leader)];
	uint32_t box[PACK_WORDS(struct area_box)];
	uint32_t region[PACK_WORDS(struct area_region_box)];
};

#endif
