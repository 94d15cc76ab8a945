/* Where the kernel begins. The environment is whoever's who started the runtime of containers: the C library (GLIBC_TUNABLES),
   its memory allocator (MALLOC_…) and .NET (DOTNET_…, COMPlus_…) would all go by it. This hook goes by nothing in it, so that
   every variable becomes an empty text before any of them is there to look. */

__asm__(".pushsection .text.hook_entry, \"ax\", %progbits\n"
        ".globl hook_entry\n"
        ".type hook_entry, %function\n"
        "hook_entry:\n"
#if defined(__x86_64__)
        /* System V ABI, AMD64 supplement, "Process Initialization": rsp has the arguments; rdx, a function for exit, is 0 here.
           */
        "xor %ebp, %ebp\n"
        "mov %rsp, %rbx\n"
        "mov %rsp, %rdi\n"
        "and $-16, %rsp\n"
        "call hook_forget_environment\n"
        "mov %rbx, %rsp\n"
        "xor %edx, %edx\n"
        "jmp _start\n"
#elif defined(__aarch64__)
        "mov x29, #0\n"
        "mov x19, sp\n"
        "mov x0, sp\n"
        "bl hook_forget_environment\n"
        "mov sp, x19\n"
        "mov x0, #0\n"
        "b _start\n"
#endif
        ".size hook_entry, . - hook_entry\n"
        ".popsection\n");

void hook_entry(void);

/* At the stack's top: the number of arguments, the arguments, NULL, the environment, NULL. What follows is found by counting
   these, so that none is taken away. Nothing of the C library may be called: it has not relocated itself yet. */
__attribute__((used, no_stack_protector)) void hook_forget_environment(char **top)
{
    static char nothing[8];
    char **variable = top + (long)top[0] + 2;
    for (; *variable != 0; variable++)
        *variable = nothing;
}
