#include "file.h"

#include <stdlib.h>
#include <unistd.h>

#include "fail.h"

enum { FIRST_SIZE = 16 * 1024, LARGEST = 16 * 1024 * 1024 };

char *read_text(int fd, const char *name)
{
    size_t size = FIRST_SIZE, used = 0;
    char *text = malloc(size);
    if (fd < 0 || text == NULL)
        fail("%s", name);
    for (ssize_t count; (count = read(fd, text + used, size - used - 1)) != 0;) {
        if (count < 0)
            fail("read of %s", name);
        used += (size_t)count;
        if (used == size - 1 && (size == LARGEST || (text = realloc(text, size *= 2)) == NULL))
            fail("%s is too large", name);
    }
    close(fd);
    text[used] = '\0';
    return text;
}
