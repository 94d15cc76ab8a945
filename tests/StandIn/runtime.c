#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"
#include "hook.h"
#include "init.h"
#include "mounts.h"
#include "user_namespaces.h"

static void put_text(const char *name, int run, const char *text)
{
    printf("hook.%d.%s=", run, name);
    for (; *text != '\0'; text++)
        *text == '\n' ? (void)fputs("\\n", stdout) : (void)putchar(*text);
    putchar('\n');
}

static bool hook_succeeds(const struct options *options, pid_t init, int run)
{
    static struct hook_result result;
    struct bytes state = make_state(options, init);
    run_hook(options, init, &state, &result);
    printf("hook.%d.exit=%d\nhook.%d.signal=%d\nhook.%d.usec=%ld\nhook.%d.nsec=%ld\n", run, result.exit_code, run, result.signal,
           run, result.nsec / 1000, run, result.nsec);
    printf("hook.%d.maxrss_kb=%ld\nhook.%d.end_of_file=%s\n", run, result.maxrss_kb, run, result.end_of_file ? "yes" : "no");
    put_text("stdout", run, result.out);
    put_text("stderr", run, result.err);
    return result.exit_code == 0;
}

static bool hooks_succeed(const struct options *options, pid_t init)
{
    set_limit(options);
    bool succeeded = hook_succeeds(options, init, 1);
    return options->hook_twice ? hook_succeeds(options, init, 2) && succeeded : succeeded;
}

static char state_of(pid_t init)
{
    char path[64], line[256], state = '-';
    snprintf(path, sizeof path, "/proc/%d/status", init);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL && sscanf(line, "State: %c", &state) != 1)
        continue;
    if (file != NULL)
        fclose(file);
    return state;
}

/* A killed init needs a moment to become a zombie, a detached one to leave its stop. */
static void report_init(pid_t init)
{
    for (int tries = 0; tries < 200 && strchr("tTX", state_of(init)) != NULL; tries++)
        usleep(1000);
    printf("init.after_hook=%c\n", state_of(init));
}

/* The owner on disk of what the container created: read by the host's root, past every id map. */
static void report_disk(const struct options *options)
{
    for (int i = 0; i < options->touch.count; i++) {
        char path[4096];
        struct stat status;
        snprintf(path, sizeof path, "%s/%s", rootfs_path(options), options->touch.items[i]);
        if (lstat(path, &status) == 0)
            printf("disk.%s=%u:%u\n", options->touch.items[i], status.st_uid, status.st_gid);
    }
}

int run_container(const struct options *options)
{
    signal(SIGPIPE, SIG_IGN);
    struct meeting meeting = make_meeting();
    enter_user_namespace_with_limit(options);
    make_host_mounts(options);
    pid_t init = start_init(options, &meeting);
    if (options->tracer && ptrace(PTRACE_SEIZE, init, NULL, NULL) < 0)
        fail("PTRACE_SEIZE");

    printf("init.pid=%d\n", init);
    bool goes_on = hooks_succeed(options, init) || options->ignore_hook_failure;
    report_init(init);
    fflush(stdout);
    if (goes_on)
        release_init(&meeting);
    else
        kill(init, SIGKILL);

    int status;
    while (waitpid(init, &status, __WALL) != init || WIFSTOPPED(status))
        continue;
    printf("init.exit=%d\ninit.signal=%d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
           WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    report_disk(options);
    fflush(stdout);
    if (!goes_on)
        return CONTAINER_REFUSED;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CONTAINER_RAN : STAND_IN_FAILED;
}
