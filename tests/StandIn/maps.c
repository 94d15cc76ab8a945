#include "maps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"

static void write_map(pid_t init, const char *file, const struct list *ranges)
{
    char path[64], text[LIST_MAX * 40];
    size_t used = 0;
    for (int i = 0; i < ranges->count; i++) {
        unsigned inside, outside, size;
        errno = 0;
        if (sscanf(ranges->items[i], "%u:%u:%u", &inside, &outside, &size) != 3)
            fail("not an id range: %s", ranges->items[i]);
        used += (size_t)snprintf(text + used, sizeof text - used, "%u %u %u\n", inside, outside, size);
    }
    snprintf(path, sizeof path, "/proc/%d/%s", init, file);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, text, used) != (ssize_t)used)
        fail("%s", path);
    close(fd);
}

void write_maps(const struct options *options, pid_t init)
{
    write_map(init, "uid_map", options->uid_map.count > 0 ? &options->uid_map : &options->map);
    write_map(init, "gid_map", options->gid_map.count > 0 ? &options->gid_map : &options->map);
}
