/* exchange ONE OTHER SECONDS: exchanges the names of two folders all the time, as only a hostile container would. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("exchange ONE OTHER SECONDS\n", stderr);
        return 2;
    }
    for (time_t end = time(NULL) + atoi(argv[3]); time(NULL) < end;) {
        if (renameat2(-100 /* AT_FDCWD */, argv[1], -100, argv[2], RENAME_EXCHANGE) < 0) {
            perror("renameat2");
            return 1;
        }
    }
    return 0;
}
