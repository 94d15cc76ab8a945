/* The garbage collector reserves its address space and makes it usable piece by piece, in twenty calls before Main that each
   split or join a mapping, and so it does for its books. Here there is one mapping that is usable at once and is never given
   back: no page of it exists before it is touched. Where what is usable counts though it is not touched, it stays with the
   pieces: data is limited (RLIMIT_DATA), or the host does not overcommit (vm.overcommit_memory=2, which knows no MAP_NORESERVE).
   */
#include <fcntl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

enum { LARGEST_PAGE = 1 << 16, SMALLEST = 1 << 16, FOR_BOOKS = 4 << 20, FOR_THE_C_LIBRARY = 2 << 20 };

/* From start to free is given out; when it is no longer usable throughout, each piece is made so again. */
static struct {
    char *start, *free, *end;
    bool is_wanted, is_usable;
} space;

void *__real_mmap64(void *address, size_t length, int protection, int flags, int file, off_t offset);
int __real_munmap(void *address, size_t length);
int __real_mprotect(void *address, size_t length, int protection);

static bool is_in_space(const char *address, size_t length)
{
    return address >= space.start && length <= (size_t)(space.end - space.start) && address + length <= space.end;
}

static void *make_space(size_t length, int flags)
{
    space.is_wanted = false;
    char *start = __real_mmap64(NULL, length + FOR_BOOKS, PROT_READ | PROT_WRITE, flags | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED)
        return NULL;
    space.start = start;
    space.free = start + length;
    space.end = space.free + FOR_BOOKS;
    space.is_usable = true;
    return start;
}

/* What is reserved first is the heap. */
static void *take(size_t length, int protection, int flags)
{
    length = (length + LARGEST_PAGE - 1) & -(size_t)LARGEST_PAGE;
    if (space.is_wanted && protection == PROT_NONE && length >= SMALLEST)
        return make_space(length, flags);
    if (!space.is_usable || length > (size_t)(space.end - space.free))
        return NULL;
    char *piece = space.free;
    space.free += length;
    return piece;
}

void *__wrap_mmap64(void *address, size_t length, int protection, int flags, int file, off_t offset)
{
    bool is_plain = address == NULL && (flags & ~MAP_NORESERVE) == (MAP_PRIVATE | MAP_ANONYMOUS)
        && (protection == PROT_NONE || protection == (PROT_READ | PROT_WRITE));
    void *piece = is_plain ? take(length, protection, flags) : NULL;
    if (piece != NULL)
        return piece;
    /* A piece that is given back to be reserved. */
    if ((flags & MAP_FIXED) != 0 && is_in_space(address, length))
        space.is_usable = false;
    return __real_mmap64(address, length, protection, flags, file, offset);
}

/* The ends of what was reserved for the sake of its alignment. */
int __wrap_munmap(void *address, size_t length)
{
    return is_in_space(address, length) ? 0 : __real_munmap(address, length);
}

int __wrap_mprotect(void *address, size_t length, int protection)
{
    if (is_in_space(address, length)) {
        if (space.is_usable && protection == (PROT_READ | PROT_WRITE))
            return 0;
        space.is_usable = false;
    }
    return __real_mprotect(address, length, protection);
}

static bool is_data_limited(void)
{
    struct rlimit data;
    return getrlimit(RLIMIT_DATA, &data) != 0 || data.rlim_cur != RLIM_INFINITY;
}

static bool does_host_overcommit(void)
{
    char mode = '2';
    int file = open("/proc/sys/vm/overcommit_memory", O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        (void)!read(file, &mode, sizeof mode);
        close(file);
    }
    return mode != '2';
}

/* The largest of the books are asked for of the C library, which would make a mapping of each. */
static void __attribute__((constructor)) prepare(void)
{
    space.is_wanted = !is_data_limited() && does_host_overcommit();
    if (space.is_wanted) {
        mallopt(M_MMAP_THRESHOLD, FOR_THE_C_LIBRARY);
        mallopt(M_TOP_PAD, FOR_THE_C_LIBRARY);
    }
}
