/* What the .NET runtime reads from files about its own process, and the kernel tells by a call: files of /proc and /sys are made
   while they are read, and each takes as long as ten calls. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BITS_OF_A_BYTE = 8, LARGEST_STACK = 8 << 20, MEMORY = 256 << 20 };

extern void *__libc_stack_end;

long __real_sysconf(int name);
int __real_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);

/* sched_getaffinity(2), "C library/kernel differences": the call returns the size in bytes of the kernel's processor masks. The
   runtime asks how large a mask it needs, and for no exact number. */
static long most_processors(void)
{
    unsigned char mask[8192];
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    return bytes > 0 ? bytes * BITS_OF_A_BYTE : -1;
}

/* The heap may reach twice the host's memory, or half of RLIMIT_AS, and its book has an entry for each 4 MB of that, filled in at
   the start: 512 MiB are enough here, a config.json of the largest size takes a fifth of it. */
static long pages_of_memory(void)
{
    return MEMORY / __real_sysconf(_SC_PAGESIZE);
}

long __wrap_sysconf(int name)
{
    if (name == _SC_PHYS_PAGES)
        return pages_of_memory();
    long count = name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF ? most_processors() : -1;
    return count > 0 ? count : __real_sysconf(name);
}

/* The bounds of the first thread's stack. The C library looks through /proc/self/maps for where the mapping below ends, too. */
int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
    struct rlimit limit;
    if (getpid() != gettid() || getrlimit(RLIMIT_STACK, &limit) != 0)
        return __real_pthread_getattr_np(thread, attributes);
    uintptr_t page = (uintptr_t)__real_sysconf(_SC_PAGESIZE);
    uintptr_t top = ((uintptr_t)__libc_stack_end & -page) + page;
    uintptr_t size = (limit.rlim_cur < LARGEST_STACK ? limit.rlim_cur : LARGEST_STACK) & -page;
    int error = pthread_attr_init(attributes);
    return error != 0 ? error : pthread_attr_setstack(attributes, (void *)(top - size), size);
}

/* Scanners of text: those who would call them find no file to read (fopen64 gives none before Main), or ask for another thread
   than the first one. What the C library needs to scan floating-point numbers would be a thirtieth of the executable. */
int __wrap_sscanf(const char *text, const char *format, ...)
{
    (void)text;
    (void)format;
    return EOF;
}

int __wrap___isoc99_sscanf(const char *text, const char *format, ...) __attribute__((alias("__wrap_sscanf")));

int __wrap___isoc99_fscanf(FILE *file, const char *format, ...)
{
    (void)file;
    (void)format;
    return EOF;
}

/* Seeds of hash tables, else read from /dev/urandom. */
void __wrap_SystemNative_GetNonCryptographicallySecureRandomBytes(uint8_t *buffer, int32_t length)
{
    /* Up to 256 bytes are given whole; before the kernel has any to give, a seed that is not random does no harm either. */
    (void)!getrandom(buffer, (size_t)length, GRND_NONBLOCK);
}
