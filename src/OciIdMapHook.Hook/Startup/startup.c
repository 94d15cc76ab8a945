/* What the .NET runtime does before Main for programs that live longer than two milliseconds, and that this one goes without. The
   linker puts these in the place of the functions whose names they carry (ld(1), --wrap). A runtime that calls them otherwise
   starts as it always does, only slower: the test that traces the hook would say so. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/vfs.h>

FILE *__real_fopen64(const char *path, const char *mode);
DIR *__real_opendir(const char *path);
int __real_statfs64(const char *path, struct statfs64 *status);
int __real_madvise(void *address, size_t length, int advice);

/* The runtime reads the mount table twice (2 us for each mount of the host), its control groups, the sizes of the processor's
   caches and the host's free memory, all to size a heap: this one's holds a few hundred kilobytes. Without them it takes its
   defaults. */
static bool sizes_the_heap(const char *path)
{
    return strncmp(path, "/sys/", 5) == 0 || strcmp(path, "/proc/self/mountinfo") == 0 || strcmp(path, "/proc/self/cgroup") == 0
        || strcmp(path, "/proc/meminfo") == 0;
}

FILE *__wrap_fopen64(const char *path, const char *mode)
{
    if (!sizes_the_heap(path))
        return __real_fopen64(path, mode);
    errno = ENOENT;
    return NULL;
}

/* /sys/devices/system/node: a heap for each NUMA node. */
DIR *__wrap_opendir(const char *path)
{
    if (!sizes_the_heap(path))
        return __real_opendir(path);
    errno = ENOENT;
    return NULL;
}

/* Which version of control groups limits the heap. */
int __wrap_statfs64(const char *path, struct statfs64 *status)
{
    if (!sizes_the_heap(path))
        return __real_statfs64(path, status);
    errno = ENOENT;
    return -1;
}

/* The heap's pages are kept out of core dumps until they are used: two calls for each piece of it. */
int __wrap_madvise(void *address, size_t length, int advice)
{
    return advice == MADV_DONTDUMP || advice == MADV_DODUMP ? 0 : __real_madvise(address, length, advice);
}

/* GCC's own start of a static program tells its unwinder where the frames are described; nothing here is unwound by that one, and
   .NET's finds them by the program's headers. */
void __wrap___register_frame_info(const void *frames, void *object)
{
    (void)frames;
    (void)object;
}

/* PalStartFinalizerThread. Every descriptor is disposed of where it is used, and what is not is closed by the end of the process.
   Without this thread the process is one thread, and so leaves nobody behind when it enters the container's mount namespace. */
bool __wrap__Z23PalStartFinalizerThreadPFjPvES_(void *start, void *context)
{
    (void)start;
    (void)context;
    return true;
}
