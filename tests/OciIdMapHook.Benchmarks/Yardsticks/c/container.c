#include "container.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "file.h"
#include "json.h"

static void set_root(struct container *container, const char *path)
{
    const char *end = *path == '/' ? "" : container->bundle;
    if ((size_t)snprintf(container->root, PATH_MAX, "%s/%s", end, path) >= PATH_MAX)
        fail("the path of the rootfs is too long");
}

static void read_map(const char *linux_section, const char *name, char text[MAP_SIZE])
{
    size_t used = 0;
    for (const char *range = json_first(json_member(linux_section, name)); range != NULL; range = json_next(range)) {
        unsigned inside, outside, size;
        if (!json_number(json_member(range, "containerID"), &inside) || !json_number(json_member(range, "hostID"), &outside)
            || !json_number(json_member(range, "size"), &size))
            fail("config.json: %s has something that is no range", name);
        used += (size_t)snprintf(text + used, MAP_SIZE - used, "%u %u %u\n", inside, outside, size);
        if (used >= MAP_SIZE)
            fail("config.json: %s is longer than a page", name);
    }
    if (used == 0)
        fail("config.json: no %s", name);
}

static bool asks_for_user_namespace(const char *linux_section)
{
    const char *at = json_first(json_member(linux_section, "namespaces"));
    for (char type[32]; at != NULL; at = json_next(at)) {
        if (!json_string(json_member(at, "type"), type, sizeof type) || strcmp(type, "user") != 0)
            continue;
        if (json_member(at, "path") != NULL)
            fail("config.json: a user namespace that is joined is not supported");
        return true;
    }
    return false;
}

static void read_config(struct container *container, bool has_root)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/config.json", container->bundle);
    const char *config = json_document(read_text(open(path, O_RDONLY | O_CLOEXEC), path));
    if (config == NULL)
        fail("%s is no JSON", path);
    const char *linux_section = json_member(config, "linux");
    container->has_user_namespace = asks_for_user_namespace(linux_section);
    if (!container->has_user_namespace)
        return;
    read_map(linux_section, "uidMappings", container->uid_map);
    read_map(linux_section, "gidMappings", container->gid_map);
    char root[PATH_MAX];
    if (!has_root && !json_string(json_member(json_member(config, "root"), "path"), root, sizeof root))
        fail("config.json: no root.path");
    if (!has_root)
        set_root(container, root);
}

void read_container(struct container *container)
{
    char root[PATH_MAX];
    const char *state = json_document(read_text(STDIN_FILENO, "standard input"));
    errno = 0;
    if (state == NULL)
        fail("the state is no JSON");
    if (!json_number(json_member(state, "pid"), &container->pid) || container->pid == 0)
        fail("the state has no pid");
    if (!json_string(json_member(state, "bundle"), container->bundle, sizeof container->bundle))
        fail("the state has no bundle");
    bool has_root = json_string(json_member(state, "root"), root, sizeof root);
    if (has_root)
        set_root(container, root);
    read_config(container, has_root);
}
