using System.Globalization;
using System.Runtime.InteropServices;

namespace OciIdMapHook.LinuxTests.Support;

/// <summary>An ordinary user with subordinate ids, as useradd makes one.</summary>
internal sealed partial class TemporaryUser : IDisposable
{
    private const int SetDumpable = 4; // PR_SET_DUMPABLE

    private readonly string name = $"idmap-{Guid.NewGuid().ToString("N")[..8]}";

    internal TemporaryUser()
    {
        HostProgram.Read("useradd", "--no-create-home", "--user-group", "--shell", "/bin/sh", name);
        Id = uint.Parse(HostProgram.Read("id", "--user", name), CultureInfo.InvariantCulture);
        var granted = File.ReadLines("/etc/subuid").Select(line => line.Split(':')).First(fields => fields[0] == name);
        FirstSubordinate = uint.Parse(granted[1], CultureInfo.InvariantCulture);
    }

    internal uint Id { get; }

    internal uint FirstSubordinate { get; }

    /// <summary>
    /// Runs work on a thread of the user's: the kernel knows credentials of threads, only the C library makes them the process's.
    /// </summary>
    internal void Do(Action work) => OwnThread.Run(() =>
    {
        var numbers = RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64
            ? (SetGroups: 159, SetUids: 147, SetGids: 149)
            : (SetGroups: 116, SetUids: 117, SetGids: 119);
        Check(SystemCall(numbers.SetGroups, 0, 0, 0));
        Check(SystemCall(numbers.SetGids, (nint)Id, (nint)Id, (nint)Id));
        Check(SystemCall(numbers.SetUids, (nint)Id, (nint)Id, (nint)Id));

        // The change took it from the whole process, whose /proc folder would be root's.
        Check(Prctl(SetDumpable, 1, 0, 0, 0));
        work();
    });

    public void Dispose() => HostProgram.Read("userdel", name);

    private static void Check(long result) => Assert.That(result, Is.EqualTo(0), $"errno {Marshal.GetLastPInvokeError()}");

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nuint a, nuint b, nuint c, nuint d);
}
