#ifndef REGISTERS_H
#define REGISTERS_H

#include <stddef.h>
#include <stdint.h>

enum { GENERAL = 32, VECTORS = 32, RED_ZONE = 128, STACK_ABOVE = 64 };

/* What the registers held when a checked wait was over. The assembly knows these offsets: registers.c proves them. */
struct register_record {
    uint64_t general[GENERAL];
    uint64_t flags;
    uint64_t stack_before, stack_after;
    uint64_t unused;
    unsigned char vector[VECTORS][16];
    unsigned char red_zone[RED_ZONE];
};

struct spin_page {
    uint32_t go;
    uint32_t unused;
    uint64_t rounds;
};

/* Makes one system call with a known value in every other register and in the 128 bytes below the stack pointer. */
long checked_syscall(long number, const long arguments[6], struct register_record *record);

/* The address that the kernel reports as the place of checked_syscall's call. */
extern const char checked_syscall_return[];

/* Turns in user mode until page->go is set; a getppid every 2^24 rounds. */
void checked_spin(struct spin_page *page, struct register_record *record);

/* Writes the names of the registers that changed, comma-separated, or "intact". */
void describe_after_syscall(const struct register_record *record, const long arguments[6], char *text, size_t size);
void describe_after_spin(const struct register_record *record, const struct spin_page *page, char *text, size_t size);

#endif
