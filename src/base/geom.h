/* Geometry shared by layout, chart and render: points, rectangles, transformation matrices. */
#ifndef PP_BASE_GEOM_H
#define PP_BASE_GEOM_H

#include "base/dim.h"

struct point {
	dim x;
	dim y;
};

struct rect {
	dim x;
	dim y;
	dim width;
	dim height;
};

/* x' = a x + c y + e; y' = b x + d y + f, as in PDF and SVG; y grows downwards everywhere but in
 * the PDF writers; e and f in points. */
struct matrix {
	double a, b, c, d, e, f;
};

#define MATRIX_IDENTITY          \
	{                        \
		1, 0, 0, 1, 0, 0 \
	}

/* red green blue as fractions of 1; alpha 1 is opaque.  Every colour knows how it was given, so
 * that a PDF/X or CMYK writer can keep it. */
struct colour {
	float r, g, b, a;
};

#endif
