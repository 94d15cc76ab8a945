/* The garbage collector reserves its address space and makes it usable piece by piece, twenty calls before Main that each split a
   mapping. Here the space is usable at once: no page of it exists before it is touched. Where data is limited
   (RLIMIT_DATA), or the host does not overcommit (vm.overcommit_memory=2) and has less left, it stays with the pieces. */
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/types.h>

enum { HEAP_AND_ITS_TABLES = 4, SMALLEST = 1 << 16 };

static struct space {
    char *start, *end;
} spaces[HEAP_AND_ITS_TABLES];
static int count;

void *__real_mmap64(void *address, size_t length, int protection, int flags, int file, off_t offset);
int __real_mprotect(void *address, size_t length, int protection);

static bool is_in_a_space(const char *address)
{
    for (int i = 0; i < count; i++) {
        if (address >= spaces[i].start && address < spaces[i].end)
            return true;
    }
    return false;
}

void *__wrap_mmap64(void *address, size_t length, int protection, int flags, int file, off_t offset)
{
    if (address == NULL && protection == PROT_NONE && length >= SMALLEST && count < HEAP_AND_ITS_TABLES) {
        char *space = __real_mmap64(NULL, length, PROT_READ | PROT_WRITE, flags | MAP_NORESERVE, file, offset);
        if (space != MAP_FAILED) {
            spaces[count++] = (struct space){space, space + length};
            return space;
        }
    }
    /* A piece that is given back is no longer usable; from then on each is made so again. */
    if ((flags & MAP_FIXED) != 0 && is_in_a_space(address))
        count = 0;
    char *mapping = __real_mmap64(address, length, protection, flags, file, offset);
    /* Where ends of a space were given back there may be something else now. */
    if (mapping != MAP_FAILED && is_in_a_space(mapping))
        count = 0;
    return mapping;
}

int __wrap_mprotect(void *address, size_t length, int protection)
{
    if (is_in_a_space(address)) {
        if (protection == (PROT_READ | PROT_WRITE))
            return 0;
        count = 0;
    }
    return __real_mprotect(address, length, protection);
}
