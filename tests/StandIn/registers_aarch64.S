#ifdef __aarch64__
/* general[]: x0 … x30. The record is filled on the stack: this architecture cannot store without a base register. */
#define FLAGS 256
#define STACK_BEFORE 264
#define STACK_AFTER 272
#define VECTOR 288
#define RED 800
#define RECORD 928
#define SAVED RECORD
#define FRAME (RECORD + 176)

.macro save_callee
    sub sp, sp, #FRAME
    add x9, sp, #SAVED
    stp x19, x20, [x9]
    stp x21, x22, [x9, #16]
    stp x23, x24, [x9, #32]
    stp x25, x26, [x9, #48]
    stp x27, x28, [x9, #64]
    stp x29, x30, [x9, #80]
    stp d8, d9, [x9, #96]
    stp d10, d11, [x9, #112]
    stp d12, d13, [x9, #128]
    stp d14, d15, [x9, #144]
.endm

.macro restore_callee
    add x9, sp, #SAVED
    ldp d8, d9, [x9, #96]
    ldp d10, d11, [x9, #112]
    ldp d12, d13, [x9, #128]
    ldp d14, d15, [x9, #144]
    ldp x19, x20, [x9]
    ldp x21, x22, [x9, #16]
    ldp x23, x24, [x9, #32]
    ldp x25, x26, [x9, #48]
    ldp x27, x28, [x9, #64]
    ldp x29, x30, [x9, #80]
    add sp, sp, #FRAME
.endm

.macro plant_vectors_and_red_zone
    adrp x9, planted_vector
    add x9, x9, :lo12:planted_vector
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    ldr q\n, [x9, #16*\n]
    .endr
    sub x9, sp, #128
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7
    str q\n, [x9, #112-16*\n]
    .endr
    mov x9, sp
    str x9, [sp, #STACK_BEFORE]
.endm

.macro plant_from first           /* x30 is the base until it is planted itself */
    adrp x30, planted_general
    add x30, x30, :lo12:planted_general
    .irp n, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
    .if \n >= \first
    ldr x\n, [x30, #8*\n]
    .endif
    .endr
    ldr x30, [x30, #8*30]
.endm

.macro keep_all
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
    str x\n, [sp, #8*\n]
    .endr
    mrs x9, nzcv
    str x9, [sp, #FLAGS]
    mov x9, sp
    str x9, [sp, #STACK_AFTER]
    add x9, sp, #VECTOR
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    str q\n, [x9, #16*\n]
    .endr
    sub x9, sp, #128
    add x10, sp, #RED
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7
    ldr q0, [x9, #112-16*\n]
    str q0, [x10, #16*\n]
    .endr
.endm

.macro hand_over
    ldr x9, [sp, #SAVED+160]
    mov x10, sp
    mov x11, #RECORD/16
9:  ldp x12, x13, [x10], #16
    stp x12, x13, [x9], #16
    subs x11, x11, #1
    b.ne 9b
    ldr x0, [sp]
.endm

.text
.globl checked_syscall
.globl checked_syscall_return
checked_syscall:                /* x0 number, x1 arguments, x2 record */
    save_callee
    str x2, [sp, #SAVED+160]
    plant_vectors_and_red_zone
    mov x8, x0
    mov x9, x1
    ldp x0, x1, [x9]
    ldp x2, x3, [x9, #16]
    ldp x4, x5, [x9, #32]
    plant_from 6
    cmp x8, x8                  /* Z and C set */
    svc #0
checked_syscall_return:
    keep_all
    hand_over
    restore_callee
    ret

.globl checked_spin
checked_spin:                   /* x0 page, x1 record */
    save_callee
    str x1, [sp, #SAVED+160]
    plant_vectors_and_red_zone
    plant_from 4
1:  ldr x1, [x0, #8]
    add x1, x1, #1
    str x1, [x0, #8]
    tst x1, #0xffffff
    b.ne 2f
    mov x3, x0
    mov x8, #173                /* getppid */
    svc #0
    mov x0, x3
2:  ldar w2, [x0]
    cbz w2, 1b
    cmp x8, x8
    keep_all
    hand_over
    restore_callee
    ret
#endif
.section .note.GNU-stack, "", %progbits
