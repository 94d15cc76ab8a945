using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>
/// Runs a program of the host and waits for it (posix_spawn(3)), in an environment of the hook's own. Never in a container's mount
/// namespace, where its path could mean a file of the image.
/// </summary>
/// <remarks>System.Diagnostics.Process does the same and makes the executable a quarter larger.</remarks>
internal static partial class HelperProgram
{
    private const int LongestOutput = 64 * 1024;
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    // posix_spawn_file_actions_t has 80 bytes in glibc and musl; the words leave room, and align it.
    private const int FileActionsWords = 32;

    private static readonly string[] Environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"];

    /// <param name="path">The absolute path; nothing is searched for.</param>
    /// <param name="arguments">Its arguments, with its name as the first.</param>
    /// <returns>How it ended, and what it wrote to standard output and standard error.</returns>
    /// <exception cref="LinuxException">It cannot be run.</exception>
    internal static (WaitStatus End, string Output) Run(string path, IReadOnlyList<string> arguments)
    {
        var (read, write) = Files.Pipe();
        using (read)
        {
            PidFd process;
            using (write)
                process = Spawn(path, arguments, write);
            using (process)
            {
                // To its end: until the program, and all that it may have started, has closed it.
                var output = Files.ReadToEnd(read, $"what {path} writes", LongestOutput, expected: 512);
                return (ProcessWait.ForEnd(process), Encoding.UTF8.GetString(output));
            }
        }
    }

    private static PidFd Spawn(string path, IReadOnlyList<string> arguments, FileDescriptor output)
    {
        Span<ulong> actions = stackalloc ulong[FileActionsWords];
        Check(InitActionsNative(actions), path);
        try
        {
            Check(AddOpenNative(actions, StandardInput, "/dev/null", OpenFlags.ReadOnly, 0), path);
            Check(AddDuplicateNative(actions, output, StandardOutput), path);
            Check(AddDuplicateNative(actions, output, StandardError), path);
            using var argv = new CStrings(arguments);
            using var environment = new CStrings(Environment);
            Check(SpawnNative(out var pid, path, actions, 0, argv.Pointers, environment.Pointers), path);

            // It is nobody else's to reap, so that its id is its own until it is waited for.
            return PidFd.Open(pid);
        }
        finally
        {
            _ = DestroyActionsNative(actions);
        }
    }

    /// <remarks>posix_spawn and its like return the errno and do not set it.</remarks>
    private static void Check(int errno, string path)
    {
        if (errno != 0)
            throw new LinuxException((Errno)errno, $"posix_spawn of {path}");
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitActionsNative(Span<ulong> actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActionsNative(Span<ulong> actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicateNative(Span<ulong> actions, FileDescriptor descriptor, int number);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpenNative(Span<ulong> actions, int number, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SpawnNative(
        out int pid, string path, Span<ulong> actions, nint attributes, ReadOnlySpan<nint> arguments, ReadOnlySpan<nint> environment);
}
