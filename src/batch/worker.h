/* One worker process, seen from both sides: requests and answers over two pipes. */
#ifndef PP_BATCH_WORKER_H
#define PP_BATCH_WORKER_H

#include "batch/batch.h"

#include <stdint.h>
#include <sys/types.h>

/* An answer: this head, then output, text and json without their NULs. */
struct answer {
	uint64_t job;
	uint64_t bytes, findings, errors, warnings;
	double seconds;
	int32_t exit, documents, pages;
	uint32_t output_len, text_len, json_len;
};

/* The worker's life: reads job numbers from in until it is closed, writes answers to out. */
_Noreturn void
worker_run(const struct batch *batch, const struct batch_options *options, int in, int out);

/* Whole reads and writes, restarted after signals; false at the end or on an error. */
bool worker_read(int fd, void *data, size_t len);
bool worker_write(int fd, const void *data, size_t len);

#endif
