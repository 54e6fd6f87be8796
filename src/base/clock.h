/* The clock that measures: no time of day, and no output depends on it. */
#ifndef PP_BASE_CLOCK_H
#define PP_BASE_CLOCK_H

/* Seconds since some moment before the program began. */
double clock_seconds(void);

#endif
