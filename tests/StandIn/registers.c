#include "registers.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The assembly's numbers. */
_Static_assert(offsetof(struct register_record, flags) == 256, "FLAGS");
_Static_assert(offsetof(struct register_record, stack_before) == 264, "STACK_BEFORE");
_Static_assert(offsetof(struct register_record, stack_after) == 272, "STACK_AFTER");
_Static_assert(offsetof(struct register_record, vector) == 288, "VECTOR");
_Static_assert(offsetof(struct register_record, red_zone) == 800, "RED");
_Static_assert(sizeof(struct register_record) == 928, "RECORD");

extern const uint64_t planted_general[GENERAL], planted_vector[VECTORS * 2]; /* for the assembly */

#define WORD(n) (0x5AFE000000000000u | 0x0000010101010101u * (n))
#define FOUR(n) WORD(n), WORD((n) + 1), WORD((n) + 2), WORD((n) + 3)
#define SIXTEEN(n) FOUR(n), FOUR((n) + 4), FOUR((n) + 8), FOUR((n) + 12)

const uint64_t planted_general[GENERAL] = {SIXTEEN(1), SIXTEEN(17)};
const uint64_t planted_vector[VECTORS * 2] = {SIXTEEN(33), SIXTEEN(49), SIXTEEN(65), SIXTEEN(81)};

#if defined(__x86_64__)
/* clang-format off */
static const char *const names[] = {"rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8", "r9", "r10", "r11", "r12", "r13",
                                    "r14", "r15"};
/* clang-format on */
enum { RAX, RBX, RCX, RDX, RSI, RDI, RBP, R8, R9, R10, R11, COUNT = 15, VECTOR_COUNT = 16 };
enum { CARRY = 0x100 }; /* lahf puts the flags into ah */
static const int argument_slot[6] = {RDI, RSI, RDX, R10, R8, R9};

static bool flags_kept(uint64_t flags)
{
    return (flags & CARRY) != 0;
}

static void expect_after_syscall(uint64_t expected[GENERAL], bool checked[GENERAL])
{
    checked[RAX] = false;
    checked[R11] = false;
    expected[RCX] = (uintptr_t)checked_syscall_return;
}

static void expect_after_spin(uint64_t expected[GENERAL], bool checked[GENERAL], const struct spin_page *page)
{
    checked[RAX] = checked[RCX] = checked[R11] = false;
    expected[RDI] = (uintptr_t)page;
}
#elif defined(__aarch64__)
/* clang-format off */
static const char *const names[] = {"x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10",
                                    "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21",
                                    "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x29", "x30"};
/* clang-format on */
enum { COUNT = 31, VECTOR_COUNT = 32 };
static const int argument_slot[6] = {0, 1, 2, 3, 4, 5};

static bool flags_kept(uint64_t flags)
{
    return (flags >> 28) == 0x6;
}

static void expect_after_syscall(uint64_t expected[GENERAL], bool checked[GENERAL])
{
    (void)expected;
    checked[0] = false;
    checked[8] = false;
}

static void expect_after_spin(uint64_t expected[GENERAL], bool checked[GENERAL], const struct spin_page *page)
{
    checked[1] = checked[2] = checked[3] = checked[8] = false;
    expected[0] = (uintptr_t)page;
}
#endif

static void add(char *text, size_t size, const char *name)
{
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s%s", used == 0 ? "" : ",", name);
}

static void describe(const struct register_record *record, const uint64_t expected[GENERAL], const bool checked[GENERAL],
                     char *text, size_t size)
{
    char vector[8];
    text[0] = '\0';
    for (int i = 0; i < COUNT; i++) {
        if (checked[i] && record->general[i] != expected[i])
            add(text, size, names[i]);
    }
    for (int i = 0; i < VECTOR_COUNT; i++) {
        snprintf(vector, sizeof vector, "v%d", i);
        if (memcmp(record->vector[i], planted_vector + i * 2, 16) != 0)
            add(text, size, vector);
    }
    if (memcmp(record->red_zone, planted_vector, RED_ZONE) != 0)
        add(text, size, "red-zone");
    if (record->stack_before != record->stack_after)
        add(text, size, "stack-pointer");
    if (!flags_kept(record->flags))
        add(text, size, "flags");
    if (text[0] == '\0')
        add(text, size, "intact");
}

static void start(uint64_t expected[GENERAL], bool checked[GENERAL])
{
    memcpy(expected, planted_general, sizeof planted_general);
    memset(checked, true, GENERAL * sizeof checked[0]);
}

void describe_after_syscall(const struct register_record *record, const long arguments[6], char *text, size_t size)
{
    uint64_t expected[GENERAL];
    bool checked[GENERAL];
    start(expected, checked);
    for (int i = 0; i < 6; i++)
        expected[argument_slot[i]] = (uint64_t)arguments[i];
    expect_after_syscall(expected, checked);
    describe(record, expected, checked, text, size);
}

void describe_after_spin(const struct register_record *record, const struct spin_page *page, char *text, size_t size)
{
    uint64_t expected[GENERAL];
    bool checked[GENERAL];
    start(expected, checked);
    expect_after_spin(expected, checked, page);
    describe(record, expected, checked, text, size);
}
