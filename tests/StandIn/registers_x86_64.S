#ifdef __x86_64__
/* general[]: rax rbx rcx rdx rsi rdi rbp r8 … r15. Read registers.h for what these two functions promise. */
#define FLAGS 256
#define STACK_BEFORE 264
#define STACK_AFTER 272
#define VECTOR 288
#define RED 800

.macro save_callee
    push %rbx
    push %rbp
    push %r12
    push %r13
    push %r14
    push %r15
.endm

.macro restore_callee
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %rbp
    pop %rbx
.endm

.macro plant_vectors_and_red_zone
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    movdqu planted_vector+16*\n(%rip), %xmm\n
    .endr
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7
    movdqu %xmm\n, -16-16*\n(%rsp)
    .endr
.endm

.macro plant slot, register
    mov planted_general+8*\slot(%rip), %\register
.endm

/* Only moves, addressed from the instruction pointer: nothing is changed before it is recorded. */
.macro keep slot, register
    mov %\register, kept+8*\slot(%rip)
.endm

.macro keep_all
    keep 0, rax
    keep 1, rbx
    keep 2, rcx
    keep 3, rdx
    keep 4, rsi
    keep 5, rdi
    keep 6, rbp
    .irp n, 8, 9, 10, 11, 12, 13, 14, 15
    mov %r\n, kept+8*(\n-1)(%rip)
    .endr
    mov $0, %eax
    lahf
    mov %rax, kept+FLAGS(%rip)
    mov %rsp, kept+STACK_AFTER(%rip)
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    movdqu %xmm\n, kept+VECTOR+16*\n(%rip)
    .endr
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7
    movdqu -16-16*\n(%rsp), %xmm0
    movdqu %xmm0, kept+RED+16*\n(%rip)
    .endr
.endm

.macro hand_over                /* the record's address is on the stack, above the saved registers */
    mov 48(%rsp), %rdi
    lea kept(%rip), %rsi
    mov $928/8, %ecx
    cld
    rep movsq
.endm

.text
.globl checked_syscall
.globl checked_syscall_return
checked_syscall:                /* rdi number, rsi arguments, rdx record */
    push %rdx
    save_callee
    plant_vectors_and_red_zone
    mov %rsp, kept+STACK_BEFORE(%rip)
    mov %rdi, %rax
    mov %rsi, %rbx
    mov 0(%rbx), %rdi
    mov 8(%rbx), %rsi
    mov 16(%rbx), %rdx
    mov 24(%rbx), %r10
    mov 32(%rbx), %r8
    mov 40(%rbx), %r9
    plant 1, rbx
    plant 6, rbp
    plant 11, r12
    plant 12, r13
    plant 13, r14
    plant 14, r15
    stc
    syscall
checked_syscall_return:
    keep_all
    hand_over
    mov kept(%rip), %rax
    restore_callee
    add $8, %rsp
    ret

.globl checked_spin
checked_spin:                   /* rdi page, rsi record */
    push %rsi
    save_callee
    plant_vectors_and_red_zone
    mov %rsp, kept+STACK_BEFORE(%rip)
    plant 1, rbx
    plant 3, rdx
    plant 4, rsi
    plant 6, rbp
    plant 7, r8
    plant 8, r9
    plant 9, r10
    plant 11, r12
    plant 12, r13
    plant 13, r14
    plant 14, r15
1:  incq 8(%rdi)
    testl $0xffffff, 8(%rdi)
    jnz 2f
    mov $110, %eax              /* getppid */
    syscall
2:  cmpl $0, (%rdi)
    je 1b
    stc
    keep_all
    hand_over
    restore_callee
    add $8, %rsp
    ret

.bss
.balign 16
kept: .skip 928
#endif
.section .note.GNU-stack, "", %progbits
