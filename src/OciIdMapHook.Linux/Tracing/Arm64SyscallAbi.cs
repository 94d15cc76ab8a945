using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>aarch64.</summary>
internal sealed class Arm64SyscallAbi : SyscallAbi
{
    internal override int RegisterCount => Unsafe.SizeOf<Native.Arm64.user_regs_struct>() / sizeof(ulong);

    internal override ReadOnlySpan<byte> SystemCallInstruction => [0x01, 0x00, 0x00, 0xD4]; // svc #0

    internal override RemoteCallNumbers Calls { get; } = new(
        Native.Arm64.SYS_mmap,
        Native.Arm64.SYS_munmap,
        Native.Arm64.SYS_close,
        Native.Arm64.SYS_dup3,
        Native.Arm64.SYS_fchdir,
        Native.SYS_openat2);

    /// <remarks>
    /// Never the interrupted call's own instruction: do_signal (arch/arm64/kernel/signal.c) has wound the program counter back to
    /// it by now, and would turn a call made from that very address into restart_syscall where the interrupted one had a timeout.
    /// </remarks>
    internal override ulong? InstructionBefore(ReadOnlySpan<ulong> registers) => null;

    internal override void Prepare(Span<ulong> registers, ulong instruction, RemoteCall call)
    {
        ref var user = ref MemoryMarshal.AsRef<Native.Arm64.user_regs_struct>(MemoryMarshal.AsBytes(registers));
        user.pc = instruction;
        user.regs[8] = call.Number;
        user.regs[0] = call.A;
        user.regs[1] = call.B;
        user.regs[2] = call.C;
        user.regs[3] = call.D;
        user.regs[4] = call.E;
        user.regs[5] = call.F;
    }

    internal override long Result(ReadOnlySpan<ulong> registers) => (long)In(registers).regs[0];

    internal override bool StandsBehind(ReadOnlySpan<ulong> registers, ulong instruction) =>
        In(registers).pc == instruction + (ulong)SystemCallInstruction.Length;

    private static ref readonly Native.Arm64.user_regs_struct In(ReadOnlySpan<ulong> registers) =>
        ref MemoryMarshal.AsRef<Native.Arm64.user_regs_struct>(MemoryMarshal.AsBytes(registers));
}
