/* Writes down which of a program's functions are called, each once, in the order of their first calls: a breakpoint on each of
   them, that is taken away when it is reached (ptrace(2)). The program's arguments, standard streams and exit code are its own.

   Usage: first-calls ADDRESSES OUT PROGRAM [ARGUMENT...]
          ADDRESSES    a file: an address in hexadecimal on each line, no two the same; what children of the program run is not to
                       be in it
          OUT          a file: those that were reached are added to it */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_FUNCTIONS = 65536 };

static const unsigned char breakpoint = 0xcc; /* int3 */

struct function {
    unsigned long long address;
    unsigned char first_byte;
};

static struct function functions[MOST_FUNCTIONS];
static size_t count;

static int by_address(const void *left, const void *right)
{
    const struct function *a = left, *b = right;
    return (a->address > b->address) - (a->address < b->address);
}

static void read_addresses(const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        err(1, "%s", path);
    while (count < MOST_FUNCTIONS && fscanf(file, "%llx", &functions[count].address) == 1)
        count++;
    if (!feof(file))
        errx(1, "%s: more than %d functions, or not addresses", path, MOST_FUNCTIONS);
    fclose(file);
    qsort(functions, count, sizeof functions[0], by_address);
}

static pid_t start(char **program)
{
    pid_t child = fork();
    if (child == -1)
        err(1, "fork");
    if (child != 0)
        return child;
    /* A runtime may start its hooks with every signal blocked; the stop at the exec would wait until they are not. */
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0 || ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        err(1, "ptrace");
    execv(program[0], program);
    err(1, "%s", program[0]);
}

static int open_memory(pid_t child)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/mem", child);
    int memory = open(path, O_RDWR | O_CLOEXEC);
    if (memory == -1)
        err(1, "%s", path);
    return memory;
}

static void write_byte(int memory, unsigned long long address, unsigned char byte)
{
    if (pwrite(memory, &byte, 1, (off_t)address) != 1)
        err(1, "write at %llx", address);
}

static void set_breakpoints(int memory)
{
    for (size_t i = 0; i < count; i++) {
        if (pread(memory, &functions[i].first_byte, 1, (off_t)functions[i].address) != 1)
            err(1, "read at %llx", functions[i].address);
        write_byte(memory, functions[i].address, breakpoint);
    }
}

/* Whether the stop was one of the breakpoints; it is gone then, and the function yet to be executed. */
static int take_breakpoint(pid_t child, int memory, FILE *out)
{
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, child, NULL, &registers) != 0)
        err(1, "PTRACE_GETREGS");
    registers.rip--;
    struct function wanted = {.address = registers.rip};
    struct function *function = bsearch(&wanted, functions, count, sizeof functions[0], by_address);
    if (function == NULL)
        return 0;
    write_byte(memory, function->address, function->first_byte);
    if (ptrace(PTRACE_SETREGS, child, NULL, &registers) != 0)
        err(1, "PTRACE_SETREGS");
    fprintf(out, "%016llx\n", function->address);
    return 1;
}

int main(int argument_count, char **arguments)
{
    if (argument_count < 4)
        errx(2, "usage: first-calls ADDRESSES OUT PROGRAM [ARGUMENT...]");
    read_addresses(arguments[1]);
    FILE *out = fopen(arguments[2], "ae");
    if (out == NULL)
        err(1, "%s", arguments[2]);
    pid_t child = start(arguments + 3);
    int status;
    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
        errx(1, "%s did not start", arguments[3]);
    int memory = open_memory(child);
    set_breakpoints(memory);
    int signal = 0;
    while (ptrace(PTRACE_CONT, child, NULL, signal) == 0 && waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        signal = WSTOPSIG(status);
        if (signal == SIGTRAP && take_breakpoint(child, memory, out))
            signal = 0;
    }
    if (fclose(out) != 0)
        err(1, "%s", arguments[2]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
