/* Podman's stage precreate: the configuration comes on standard input, and what is printed takes its place; an empty answer, or a
   status other than 0, keeps the container from starting. So it is handed back, byte by byte, before anything that could fail.
   Most containers have no user namespace, and are done then: .NET is not started for them. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "precreate.h"

enum { AFTER_STREAMS = 102, FIRST_ROOM = 64 << 10, ALLOWED_SECONDS = 10 };

bool precreate_is_answered;

static char *text;
static size_t length, room;

static bool read_all(void)
{
    for (;;) {
        if (length == room) {
            size_t more = room == 0 ? FIRST_ROOM : 2 * room;
            char *larger = realloc(text, more);
            if (larger == NULL)
                return false;
            text = larger;
            room = more;
        }
        ssize_t count = read(STDIN_FILENO, text + length, room - length);
        if (count == 0)
            return true;
        if (count > 0)
            length += (size_t)count;
        else if (errno != EINTR)
            return false;
    }
}

static bool write_all(int file)
{
    for (size_t done = 0; done < length;) {
        ssize_t count = write(file, text + done, length - done);
        if (count >= 0)
            done += (size_t)count;
        else if (errno != EINTR)
            return false;
    }
    return true;
}

static bool is_blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/* The namespace's type is the text "user", which is a member's name everywhere else: a colon follows it there. */
static bool may_have_user_namespace(void)
{
    static const char user[] = "\"user\"";
    const char *end = text + length;
    for (const char *at = text; (at = memmem(at, (size_t)(end - at), user, sizeof user - 1)) != NULL;) {
        at += sizeof user - 1;
        while (at < end && is_blank(*at))
            at++;
        if (at == end || *at != ':')
            return true;
    }
    return false;
}

/* .NET reads it again, from a file in memory. */
static bool hand_on(void)
{
    int file = memfd_create("config.json", MFD_CLOEXEC);
    return file >= 0 && write_all(file) && lseek(file, 0, SEEK_SET) == 0 && dup2(file, STDIN_FILENO) >= 0 && close(file) == 0;
}

/* An engine gives this stage a time, after which the container does not start: a file server that has gone must not use it up. */
static void give_up(int number)
{
    static const char sentence[] =
        "oci-idmap-hook: precreate: gave up after 10 s: mount points that are missing are left to the runtime\n";
    (void)number;
    (void)!write(STDERR_FILENO, sentence, sizeof sentence - 1);
    _exit(EXIT_SUCCESS);
}

/* "--config precreate" is a file of that name. */
static bool is_asked_for(int count, char **arguments)
{
    return count >= 2 && strcmp(arguments[count - 1], "precreate") == 0 && !(count == 3 && strcmp(arguments[1], "--config") == 0);
}

static void __attribute__((constructor(AFTER_STREAMS))) answer(int count, char **arguments)
{
    if (!is_asked_for(count, arguments))
        return;
    /* Nothing can be done about an input that cannot be read, or an engine that has gone. */
    if (!read_all() || !write_all(STDOUT_FILENO))
        _exit(EXIT_FAILURE);
    precreate_is_answered = true;
    if (!may_have_user_namespace() || !hand_on())
        _exit(EXIT_SUCCESS);
    signal(SIGALRM, give_up);
    alarm(ALLOWED_SECONDS);
}
