/* hold lease FILE PROGRAM ARGUMENT...: runs a program while this process has a write lease on the file (fcntl(2), F_SETLEASE)
   that it does not give up: whoever opens the file by this process's descriptor waits, as for a file server that has gone.
   hold torn FILE PROGRAM ARGUMENT...: runs it while the file is being written to as SQLite does it, under a lock of the bytes of
   os.h's SHARED_FIRST: for half a second its first page is zeros.
   Exits as the program does. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, SHARED_FIRST = 0x40000002, SHARED_SIZE = 510, HALF_A_SECOND = 500000 };

static int fail(const char *what)
{
    perror(what);
    return 125;
}

static int lock(int file, short type)
{
    struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE};
    return fcntl(file, F_SETLK, &range);
}

int main(int count, char **arguments)
{
    if (count < 4)
        return 125;
    int is_torn = strcmp(arguments[1], "torn") == 0;
    signal(SIGIO, SIG_IGN);
    int file = open(arguments[2], O_RDWR | O_CLOEXEC);
    if (file < 0)
        return fail(arguments[2]);
    char page[PAGE], zeros[PAGE] = {0};
    if (!is_torn ? fcntl(file, F_SETLEASE, F_WRLCK) != 0
                 : lock(file, F_WRLCK) != 0 || pread(file, page, PAGE, 0) != PAGE || pwrite(file, zeros, PAGE, 0) != PAGE)
        return fail(arguments[2]);

    pid_t child = fork();
    if (child == 0) {
        execvp(arguments[3], arguments + 3);
        _exit(fail(arguments[3]));
    }
    if (is_torn) {
        usleep(HALF_A_SECOND);
        if (pwrite(file, page, PAGE, 0) != PAGE || lock(file, F_UNLCK) != 0)
            return fail(arguments[2]);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return fail(arguments[3]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}
