namespace OciIdMapHook.Linux;

/// <summary>The system call ABI of a tracee: what differs between architectures in making it perform a call.</summary>
internal abstract class SyscallAbi
{
    /// <summary>The one of the machine that this process, and so the tracee, runs on.</summary>
    internal static SyscallAbi Current { get; } = Architecture.IsArm64 ? new Arm64SyscallAbi() : new X64SyscallAbi();

    /// <summary>The number of 64-bit registers in NT_PRSTATUS.</summary>
    internal abstract int RegisterCount { get; }

    /// <summary>The bytes of the instruction that enters the kernel.</summary>
    internal abstract ReadOnlySpan<byte> SystemCallInstruction { get; }

    /// <summary>Numbers of the calls that are injected.</summary>
    internal abstract RemoteCallNumbers Calls { get; }

    /// <summary>
    /// Where the system call instruction stands that the tracee was stopped in; null where there is no telling from its
    /// registers.
    /// </summary>
    internal abstract ulong? InstructionBefore(ReadOnlySpan<ulong> registers);

    /// <summary>Sets up one call at the instruction at <paramref name="instruction"/>.</summary>
    internal abstract void Prepare(Span<ulong> registers, ulong instruction, RemoteCall call);

    /// <summary>What the call returned.</summary>
    internal abstract long Result(ReadOnlySpan<ulong> registers);

    /// <summary>Whether the tracee stands right behind the instruction: the call was made and nothing else.</summary>
    internal abstract bool StandsBehind(ReadOnlySpan<ulong> registers, ulong instruction);
}
