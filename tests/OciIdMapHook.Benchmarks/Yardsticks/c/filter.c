/* filter-c DOCUMENT COMMAND ARGUMENT...: runs a command as Podman runs a hook of its stage precreate, with a document on its
   standard
 * input, and prints the nanoseconds from its spawn to its exit. What the command prints must be the document again. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fail.h"
#include "file.h"

enum { LARGEST_DOCUMENT = 32768, NSEC_PER_SEC = 1000000000 };

static long nsec_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
}

/* A document and its copy each fit into a pipe, which takes 64 KiB: nobody has to wait for the other side. */
static int filled_pipe(const char *document, size_t length)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0 || write(ends[1], document, length) != (ssize_t)length)
        fail("a pipe");
    close(ends[1]);
    return ends[0];
}

static pid_t spawn(char **command, int input, int output)
{
    char *environment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    errno = posix_spawn(&child, command[0], &actions, NULL, command, environment);
    if (errno != 0)
        fail("%s", command[0]);
    return child;
}

int main(int count, char **arguments)
{
    if (count < 3)
        fail("filter-c DOCUMENT COMMAND ARGUMENT...");
    int file = open(arguments[1], O_RDONLY | O_CLOEXEC);
    if (file < 0)
        fail("%s", arguments[1]);
    char *document = read_text(file, arguments[1]);
    size_t length = strlen(document);
    if (length > LARGEST_DOCUMENT)
        fail("%s is larger than %d bytes", arguments[1], LARGEST_DOCUMENT);

    int output[2], status;
    if (pipe2(output, O_CLOEXEC) < 0)
        fail("a pipe");
    int input = filled_pipe(document, length);
    long from = nsec_now();
    pid_t child = spawn(arguments + 2, input, output[1]);
    if (waitpid(child, &status, 0) < 0)
        fail("waitpid");
    long to = nsec_now();

    close(output[1]);
    errno = 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("%s failed with %d", arguments[2], status);
    if (strcmp(read_text(output[0], "what it printed"), document) != 0)
        fail("%s printed something else than the document", arguments[2]);
    printf("%ld\n", to - from);
    return 0;
}
