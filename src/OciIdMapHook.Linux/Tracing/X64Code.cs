namespace OciIdMapHook.Linux;

/// <summary>x86_64. Registers stand as in <c>struct user_regs_struct</c> (asm/ptrace.h of arch/x86, sys/user.h).</summary>
internal sealed class X64Code : MachineCode
{
    private const int R10 = 7;
    private const int R9 = 8;
    private const int R8 = 9;
    private const int Rax = 10;
    private const int Rdx = 12;
    private const int Rsi = 13;
    private const int Rdi = 14;
    private const int OriginalRax = 15;
    private const int Rip = 16;

    private const ulong NoSystemCall = ulong.MaxValue;

    internal override int RegisterCount => 27;

    internal override ReadOnlySpan<byte> SystemCallInstruction => [0x0F, 0x05]; // syscall

    internal override RemoteCallNumbers Calls { get; } = new(Mmap: 9, Munmap: 11, Close: 3, Dup3: 292, Fchdir: 81, OpenAt2: 437);

    internal override ulong? InstructionBefore(ReadOnlySpan<ulong> registers) =>
        registers[OriginalRax] == NoSystemCall ? null : registers[Rip] - (ulong)SystemCallInstruction.Length;

    /// <remarks>
    /// orig_rax = -1 tells the kernel that no call is to be restarted on the way back to user space
    /// (arch_do_signal_or_restart, arch/x86/kernel/signal.c); the interrupted one is restarted when its own registers are put back.
    /// </remarks>
    internal override void Prepare(Span<ulong> registers, ulong instruction, RemoteCall call)
    {
        registers[Rip] = instruction;
        registers[OriginalRax] = NoSystemCall;
        registers[Rax] = call.Number;
        registers[Rdi] = call.A;
        registers[Rsi] = call.B;
        registers[Rdx] = call.C;
        registers[R10] = call.D;
        registers[R8] = call.E;
        registers[R9] = call.F;
    }

    internal override long Result(ReadOnlySpan<ulong> registers) => (long)registers[Rax];

    internal override bool StandsBehind(ReadOnlySpan<ulong> registers, ulong instruction) =>
        registers[Rip] == instruction + (ulong)SystemCallInstruction.Length;
}
