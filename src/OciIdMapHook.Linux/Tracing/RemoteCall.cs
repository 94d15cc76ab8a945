namespace OciIdMapHook.Linux;

/// <summary>A system call to be made by the tracee: its number and up to six arguments.</summary>
internal readonly record struct RemoteCall(
    ulong Number, ulong A = 0, ulong B = 0, ulong C = 0, ulong D = 0, ulong E = 0, ulong F = 0);

/// <summary>Numbers of the calls that are injected, on one architecture (asm/unistd.h).</summary>
internal sealed record RemoteCallNumbers(ulong Mmap, ulong Munmap, ulong Close, ulong Dup3, ulong Fchdir, ulong OpenAt2);
