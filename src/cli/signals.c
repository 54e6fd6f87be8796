/*
 * Signals: however the process is ended, no temporary file stays.
 *
 * Requests to end are passed on after cleaning up, so that the parent sees the signal.  A crash of
 * our own says so before it does; it runs on a stack of its own, for the crash may be a full stack.
 */
#include "base/file.h"
#include "cli/cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
pass_on(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

static void
on_end(int number)
{
	file_out_cleanup();
	pass_on(number);
}

#if !defined(__SANITIZE_ADDRESS__)
static void
on_crash(int number)
{
	static const char text[] = "planpress: internal error; nothing is written\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);

	(void)ignored;
	file_out_cleanup();
	pass_on(number);
}

static void
install_crash(void)
{
	static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
	static char stack_memory[64 << 10];
	stack_t stack = {.ss_sp = stack_memory, .ss_size = sizeof stack_memory};
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};

	sigaltstack(&stack, NULL);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		sigaction(numbers[i], &action, NULL);
}
#endif

void
signals_install(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};
	struct sigaction action = {.sa_handler = on_end};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct sigaction old;

		/* nohup and the like: what was ignored stays ignored. */
		if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	}
	/* A closed pipe and a file too large come back as errors of write. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
#if !defined(__SANITIZE_ADDRESS__)
	install_crash();
#endif
}
