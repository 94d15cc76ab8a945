#include "user_namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"

static void write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
        fail("%s", path);
    close(fd);
}

/* A process may not map more than itself in its own namespace: a helper that stays outside does it. */
static pid_t start_map_writer(int entered)
{
    const char *maps[] = {"uid_map", "gid_map"};
    char path[64], byte;
    pid_t parent = getpid(), helper = fork();
    if (helper != 0)
        return helper;
    if (read(entered, &byte, 1) != 1)
        _exit(STAND_IN_FAILED);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "/proc/%d/%s", parent, maps[i]);
        write_text(path, "0 0 4294967295");
    }
    _exit(0);
}

void enter_user_namespace_with_limit(const struct options *options)
{
    int entered[2], status;
    if (options->max_user_namespaces == NOT_GIVEN)
        return;
    if (pipe2(entered, O_CLOEXEC) < 0)
        fail("pipe2");
    pid_t helper = start_map_writer(entered[0]);
    if (helper < 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0)
        fail("cannot make a user namespace for --max-user-namespaces");
    if (write(entered[1], "e", 1) != 1 || waitpid(helper, &status, 0) != helper || status != 0)
        fail("cannot map all ids for --max-user-namespaces");
    close(entered[0]);
    close(entered[1]);
}

void set_limit(const struct options *options)
{
    char text[32];
    if (options->max_user_namespaces == NOT_GIVEN)
        return;
    snprintf(text, sizeof text, "%ld\n", options->max_user_namespaces);
    write_text("/proc/sys/user/max_user_namespaces", text);
}
