namespace OciIdMapHook.Linux;

/// <summary>aarch64. Registers stand as in <c>struct user_pt_regs</c> (asm/ptrace.h of arch/arm64): x0 to x30, sp, pc, pstate.</summary>
internal sealed class Arm64Code : MachineCode
{
    private const int X8 = 8;
    private const int ProgramCounter = 32;

    internal override int RegisterCount => 34;

    internal override ReadOnlySpan<byte> SystemCallInstruction => [0x01, 0x00, 0x00, 0xD4]; // svc #0

    internal override RemoteCallNumbers Calls { get; } = new(Mmap: 222, Munmap: 215, Close: 57, Dup3: 24, Fchdir: 50, OpenAt2: 437);

    /// <remarks>
    /// Never the interrupted call's own instruction: do_signal (arch/arm64/kernel/signal.c) has wound the program counter back to it
    /// by now, and would turn a call made from that very address into restart_syscall where the interrupted one had a timeout.
    /// </remarks>
    internal override ulong? InstructionBefore(ReadOnlySpan<ulong> registers) => null;

    internal override void Prepare(Span<ulong> registers, ulong instruction, RemoteCall call)
    {
        registers[ProgramCounter] = instruction;
        registers[X8] = call.Number;
        registers[0] = call.A;
        registers[1] = call.B;
        registers[2] = call.C;
        registers[3] = call.D;
        registers[4] = call.E;
        registers[5] = call.F;
    }

    internal override long Result(ReadOnlySpan<ulong> registers) => (long)registers[0];

    internal override bool StandsBehind(ReadOnlySpan<ulong> registers, ulong instruction) =>
        registers[ProgramCounter] == instruction + (ulong)SystemCallInstruction.Length;
}
