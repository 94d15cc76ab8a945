using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>x86_64.</summary>
internal sealed class X64SyscallAbi : SyscallAbi
{
    private const ulong NoSystemCall = ulong.MaxValue;

    internal override int RegisterCount => Unsafe.SizeOf<Native.X64.user_regs_struct>() / sizeof(ulong);

    internal override ReadOnlySpan<byte> SystemCallInstruction => [0x0F, 0x05]; // syscall

    internal override RemoteCallNumbers Calls { get; } = new(
        Native.X64.SYS_mmap,
        Native.X64.SYS_munmap,
        Native.X64.SYS_close,
        Native.X64.SYS_dup3,
        Native.X64.SYS_fchdir,
        Native.SYS_openat2);

    internal override ulong? InstructionBefore(ReadOnlySpan<ulong> registers)
    {
        ref readonly var user = ref In(registers);
        return user.orig_rax == NoSystemCall ? null : user.rip - (ulong)SystemCallInstruction.Length;
    }

    /// <remarks>
    /// orig_rax = -1 tells the kernel that no call is to be restarted on the way back to user space
    /// (arch_do_signal_or_restart, arch/x86/kernel/signal.c); the interrupted one is restarted when its own registers are put
    /// back.
    /// </remarks>
    internal override void Prepare(Span<ulong> registers, ulong instruction, RemoteCall call)
    {
        ref var user = ref MemoryMarshal.AsRef<Native.X64.user_regs_struct>(MemoryMarshal.AsBytes(registers));
        user.rip = instruction;
        user.orig_rax = NoSystemCall;
        user.rax = call.Number;
        user.rdi = call.A;
        user.rsi = call.B;
        user.rdx = call.C;
        user.r10 = call.D;
        user.r8 = call.E;
        user.r9 = call.F;
    }

    internal override long Result(ReadOnlySpan<ulong> registers) => (long)In(registers).rax;

    internal override bool StandsBehind(ReadOnlySpan<ulong> registers, ulong instruction) =>
        In(registers).rip == instruction + (ulong)SystemCallInstruction.Length;

    private static ref readonly Native.X64.user_regs_struct In(ReadOnlySpan<ulong> registers) =>
        ref MemoryMarshal.AsRef<Native.X64.user_regs_struct>(MemoryMarshal.AsBytes(registers));
}
