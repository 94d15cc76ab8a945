using System.Buffers.Text;

namespace OciIdMapHook.Linux;

/// <summary>
/// The page of code that the kernel maps into every process (vdso(7)): it holds a system call instruction whatever the process is
/// doing when it is stopped.
/// </summary>
internal static class Vdso
{
    private const int MaxMaps = 16 * 1024 * 1024;
    private const int MaxCode = 64 * 1024;

    /// <summary>The address of a system call instruction in the process's vdso.</summary>
    /// <exception cref="LinuxException">The process has no vdso (booted with vdso=0), or none that calls the kernel.</exception>
    internal static ulong FindInstruction(ProcessFolder process, ReadOnlySpan<byte> instruction)
    {
        var pid = process.PidFd.Pid;
        var (start, end) = FindRange(process.Read("maps", MaxMaps, expected: 16 * 1024));
        var code = new byte[Math.Min(end - start, MaxCode)];
        if (code.Length > 0)
            TraceeMemory.Read(pid, start, code);

        for (var at = 0; at <= code.Length - instruction.Length; at += AlignmentOf(instruction))
        {
            if (code.AsSpan(at, instruction.Length).SequenceEqual(instruction))
                return start + (ulong)at;
        }

        throw new LinuxException(
            Errno.None, $"search for a system call instruction in process {pid}", "it is in no system call and has no vdso");
    }

    // A line of /proc/PID/maps is "start-end perms offset device inode   path", addresses in hexadecimal.
    private static (ulong Start, ulong End) FindRange(ReadOnlySpan<byte> maps)
    {
        while (maps.Length > 0)
        {
            var newline = maps.IndexOf((byte)'\n');
            var line = newline < 0 ? maps : maps[..newline];
            maps = newline < 0 ? default : maps[(newline + 1)..];
            if (line.EndsWith("[vdso]"u8)
                && Utf8Parser.TryParse(line, out ulong start, out var used, 'x')
                && Utf8Parser.TryParse(line[(used + 1)..], out ulong end, out _, 'x'))
            {
                return (start, end);
            }
        }

        return (0, 0);
    }

    /// <summary>aarch64 instructions are four bytes, aligned; x86_64's are not aligned.</summary>
    private static int AlignmentOf(ReadOnlySpan<byte> instruction) => instruction.Length == 4 ? 4 : 1;
}
