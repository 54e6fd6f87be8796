/* Running a batch for a command: lines, progress, totals, report. */
#ifndef PP_CLI_RUN_H
#define PP_CLI_RUN_H

#include "batch/batch.h"
#include "cli/cli.h"

/* The exit code; ends the process by the signal that interrupted it. */
int run_batch(const struct cli *cli, struct batch *batch, const char *report);

#endif
