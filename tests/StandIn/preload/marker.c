/* Preloaded into whatever honours LD_PRELOAD; leaves the file that MARKER names. Tests look for that file. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor)) static void leave_marker(void)
{
    const char *path = getenv("MARKER");
    if (path != NULL)
        close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
}
