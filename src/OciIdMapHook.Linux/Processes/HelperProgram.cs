using System.Text;

namespace OciIdMapHook.Linux;

/// <summary>
/// Runs a program of the host and waits for it (posix_spawn(3)), in an environment of the hook's own. Never in a container's
/// mount namespace, where its path could mean a file of the image.
/// </summary>
/// <remarks>System.Diagnostics.Process does the same and makes the executable a quarter larger.</remarks>
internal static class HelperProgram
{
    private const int MaxOutput = 64 * 1024;

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
                var output = Files.ReadToEnd(read, $"what {path} writes", MaxOutput, expected: 512);
                return (ProcessWait.ForEnd(process), Encoding.UTF8.GetString(output));
            }
        }
    }

    private static PidFd Spawn(string path, IReadOnlyList<string> arguments, FileDescriptor output)
    {
        Check(Native.posix_spawn_file_actions_init(out var actions), path);
        try
        {
            Check(
                Native.posix_spawn_file_actions_addopen(ref actions, Native.STDIN_FILENO, "/dev/null", Native.O_RDONLY, 0), path);
            Check(Native.posix_spawn_file_actions_adddup2(ref actions, output, Native.STDOUT_FILENO), path);
            Check(Native.posix_spawn_file_actions_adddup2(ref actions, output, Native.STDERR_FILENO), path);
            using var argv = new CStrings(arguments);
            using var environment = new CStrings(Environment);
            Check(Native.posix_spawn(out var pid, path, ref actions, 0, argv.Pointers, environment.Pointers), path);

            // It is nobody else's to reap, so that its id is its own until it is waited for.
            return PidFd.Open(pid);
        }
        finally
        {
            _ = Native.posix_spawn_file_actions_destroy(ref actions);
        }
    }

    /// <remarks>posix_spawn and its like return the errno and do not set it.</remarks>
    private static void Check(int errno, string path)
    {
        if (errno != 0)
            throw new LinuxException((Errno)errno, $"posix_spawn of {path}");
    }
}
