/* The hook's job, no more: what a C program needs for it is what the hook is measured against. */
#include "container.h"
#include "init.h"
#include "pins.h"
#include "root.h"
#include "userns.h"

int main(void)
{
    static struct container container;
    static struct pins pins;
    read_container(&container);
    if (!container.has_user_namespace)
        return 0;
    struct init init = open_init((pid_t)container.pid);
    struct root root = find_root(&init, container.root);
    find_pins(&init, &root, &pins);
    prove_alive(&init);

    int user_namespace = make_user_namespace(container.uid_map, container.gid_map);
    enter_mount_namespace(&init);
    uint64_t new_mount = swap_root(&root, user_namespace);
    repoint(&init, &root, &pins, new_mount);
    return 0;
}
