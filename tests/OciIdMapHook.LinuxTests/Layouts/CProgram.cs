using System.Globalization;
using System.Text;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>
/// C static assertions against the real headers: what the compiler does not accept is wrong in C#. Nothing is run, so another
/// architecture's headers do as well.
/// </summary>
internal sealed class CProgram
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <stdint.h>
        #include <dirent.h>
        #include <fcntl.h>
        #include <poll.h>
        #include <sched.h>
        #include <signal.h>
        #include <spawn.h>
        #include <sys/file.h>
        #include <sys/mman.h>
        #include <sys/mount.h>
        #include <sys/ptrace.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/statfs.h>
        #include <sys/statvfs.h>
        #include <sys/uio.h>
        #include <sys/un.h>
        #include <sys/user.h>
        #include <sys/wait.h>
        #include <asm/unistd.h>
        #include <elf.h>
        #include <linux/capability.h>
        #include <linux/errno.h>
        #include <linux/nsfs.h>
        #include <linux/openat2.h>

        """;

    private readonly StringBuilder text = new(Headers);

    internal CProgram Assert(string expression, object value)
    {
        var number = value is nint native ? native : Convert.ToInt64(value, CultureInfo.InvariantCulture);
        text.AppendLine(CultureInfo.InvariantCulture, $"_Static_assert((int64_t)({expression}) == {number}LL, \"{expression} is not {number}\");");
        return this;
    }

    /// <returns>What the compiler complains about; empty when all is right.</returns>
    internal string Compile(string compiler) =>
        HostProgram.RunOn(text.ToString(), compiler, "-std=gnu17", "-fsyntax-only", "-x", "c", "-").StandardError;
}
