/* A small runtime that does to a createRuntime hook what runc and crun do, and what they do not let a test provoke. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"
#include "options.h"
#include "runtime.h"

static bool runs_right(const struct options *options, int output)
{
    static char facts[1 << 18];
    if (ftruncate(output, 0) < 0 || lseek(output, 0, SEEK_SET) < 0)
        fail("memfd");
    pid_t run = fork();
    if (run == 0) {
        dup2(output, STDOUT_FILENO);
        _exit(run_container(options));
    }
    int status;
    if (run < 0 || waitpid(run, &status, 0) != run)
        fail("fork");
    ssize_t length = pread(output, facts, sizeof facts - 1, 0);
    facts[length < 0 ? 0 : length] = '\0';
    bool right = status == 0 && strstr(facts, "\nverdict=right\n") != NULL;
    if (!right)
        fputs(facts, stderr);
    return right;
}

static int repeat(const struct options *options)
{
    int output = memfd_create("facts", MFD_CLOEXEC);
    long wrong = 0;
    for (long i = 0; i < options->repeat; i++)
        wrong += !runs_right(options, output);
    printf("repeat.runs=%ld\nrepeat.wrong=%ld\n", options->repeat, wrong);
    return wrong == 0 ? CONTAINER_RAN : CONTAINER_REFUSED;
}

int main(int argc, char **argv)
{
    struct options options = parse_options(argc, argv);
    return options.repeat == 1 ? run_container(&options) : repeat(&options);
}
