#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "fail.h"
#include "mounts.h"

static struct reference root_now;
static char wrong[4096];

/* Collects what makes the run a wrong one if an idmapped root was expected: see --repeat. */
static void demand(bool met, const char *what)
{
    size_t used = strlen(wrong);
    if (!met)
        snprintf(wrong + used, sizeof wrong - used, " %s", what);
}

static void put_reference(const char *name, const struct reference *reference)
{
    printf("%s=%lu %lu %lu 0%o\n", name, reference->mount, reference->device, reference->inode, reference->flags);
}

static void report_reference(const struct pins *pins, const char *name, const struct reference *before,
                             const struct reference *after)
{
    char line[320];
    snprintf(line, sizeof line, "before.%s", name);
    put_reference(line, before);
    snprintf(line, sizeof line, "after.%s", name);
    put_reference(line, after);

    struct reference expected = *before;
    if (before->mount == pins->root.mount)
        expected.mount = root_now.mount;
    demand(same_reference(&expected, after), name);
}

static void report_wait(const struct options *options, const struct wait_result *wait)
{
    printf("wait.returned=%ld\nwait.expected=%ld\nwait.interrupted=%ld\nwait.elapsed_ms=%ld\nregisters=%s\n", wait->returned,
           wait->expected, wait->interrupted, wait->elapsed_ms, wait->registers);
    demand(wait->returned == wait->expected, "wait.returned");
    demand(wait->elapsed_ms >= options->wait_ms, "wait.elapsed_ms");
    demand(strcmp(wait->registers, "intact") == 0, "registers");
}

void report_references(const struct options *options, const struct pins *pins, const struct wait_result *wait)
{
    report_wait(options, wait);
    root_now = directory(pins, options->chroot ? "/" : rootfs_path(options));
    put_reference("before.root", &pins->root);
    put_reference("after.root", &root_now);
    demand(root_now.inode == pins->root.inode, "root.inode");

    for (int i = 0; i < pins->count; i++) {
        char name[300];
        snprintf(name, sizeof name, "pin.%s", pins->items[i].name);
        struct reference after = reference_of(pins, pins->items[i].fd);
        report_reference(pins, name, &pins->items[i].before, &after);
    }
    struct reference cwd = directory(pins, "."), cwd_before = pins->cwd;
    report_reference(pins, "cwd", &cwd_before, &cwd);

    int intact = 0;
    for (int i = 0; i < pins->unrelated_count; i++) {
        struct reference after = reference_of(pins, pins->unrelated[i].fd);
        intact += same_reference(&pins->unrelated[i].before, &after);
    }
    printf("unrelated.intact=%d\nunrelated.count=%d\n", intact, pins->unrelated_count);
    demand(intact == pins->unrelated_count, "unrelated");
}

static void report_stat(const char *name, const char *path)
{
    struct stat status;
    if (lstat(path, &status) < 0)
        printf("%s.%s=%s\n", name, path, strerrorname_np(errno));
    else
        printf("%s.%s=%u:%u %o %u:%u\n", name, path, status.st_uid, status.st_gid, status.st_mode, major(status.st_rdev),
               minor(status.st_rdev));
}

static void report_touch(const char *path)
{
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    if (fd < 0)
        printf("touch.%s=%s\n", path, strerrorname_np(errno));
    else
        report_stat("touch", path);
    close(fd);
}

static void report_mounts(const struct pins *pins)
{
    int fd = openat(pins->proc, "self/mountinfo", O_RDONLY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (file == NULL)
        fail("mountinfo");
    bool idmapped = false;
    char line[8192];
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned long id = 0;
        sscanf(line, "%lu", &id);
        idmapped |= id == root_now.mount && strstr(line, "idmapped") != NULL;
        printf("mount=%s", line);
    }
    fclose(file);
    printf("root.idmapped=%s\n", idmapped ? "yes" : "no");
    demand(idmapped, "root.idmapped");
}

void report_container(const struct options *options, const struct pins *pins)
{
    struct stat root;
    if (stat("/", &root) < 0)
        fail("/");
    printf("root.owner=%u:%u\n", root.st_uid, root.st_gid);
    demand(root.st_uid == 0 && root.st_gid == 0, "root.owner");
    demand(directory(pins, "/").mount == root_now.mount, "root.mount");
    for (int i = 0; i < options->stat.count; i++)
        report_stat("stat", options->stat.items[i]);
    for (int i = 0; i < options->touch.count; i++)
        report_touch(options->touch.items[i]);
    report_mounts(pins);
    printf("verdict=%s%s\n", wrong[0] == '\0' ? "right" : "wrong", wrong);
}
