using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>
/// C static assertions against the real headers: what the compiler does not accept is wrong in C#. Nothing is run, so another
/// architecture's headers do as well.
/// </summary>
internal sealed partial class CProgram
{
    // linux/mount.h defines again what sys/mount.h of an older glibc has.
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
        #include <unistd.h>
        #include <sys/file.h>
        #include <sys/mman.h>
        #include <sys/mount.h>
        #include <sys/ptrace.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/statfs.h>
        #include <sys/statvfs.h>
        #include <sys/syscall.h>
        #include <sys/uio.h>
        #include <sys/un.h>
        #include <sys/user.h>
        #include <sys/wait.h>
        #include <elf.h>
        #include <linux/capability.h>
        #include <linux/errno.h>
        #include <linux/limits.h>
        #include <linux/nsfs.h>
        #include <linux/openat2.h>
        #include <linux/version.h>
        #if __GLIBC_PREREQ(2, 37)
        #include <linux/mount.h>
        #endif

        """;

    private readonly StringBuilder text = new(Headers);

    /// <summary>All of them, but those that are listed for it only where the headers know them.</summary>
    internal static CProgram Of(IEnumerable<NativeDeclaration> declarations)
    {
        var program = new CProgram();
        foreach (var (name, expression, value) in declarations)
        {
            if (!UnknownToHeaders.Has(name))
                program.Assert(expression, value);
            else if (name == expression)
                program.AssertIfDefined(name, value);
        }

        return program;
    }

    /// <summary>The names that the headers do not know.</summary>
    internal static IEnumerable<string> UnknownOf(IEnumerable<NativeDeclaration> declarations, string compiler)
    {
        var program = new CProgram();
        foreach (var declaration in declarations)
            program.Assert(declaration.Expression, declaration.Value);
        var complaints = program.Compile(compiler);
        return UnknownName().Matches(complaints).Select(match => match.Groups["name"].Value).Distinct();
    }

    /// <summary>The kernel that the headers are of.</summary>
    internal static Version KernelOf(string compiler)
    {
        var macros = HostProgram.RunOn("#include <linux/version.h>\n", compiler, "-E", "-dM", "-x", "c", "-").StandardOutput;
        var code = int.Parse(VersionCode().Match(macros).Groups["code"].Value, CultureInfo.InvariantCulture);
        return new Version(code >> 16, (code >> 8) & 0xFF, code & 0xFF);
    }

    internal CProgram Assert(string expression, long value)
    {
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"_Static_assert((int64_t)({expression}) == {value}LL, \"{expression} is not {value}\");");
        return this;
    }

    private void AssertIfDefined(string name, long value)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"#ifdef {name}");
        Assert(name, value);
        text.AppendLine("#endif");
    }

    /// <returns>What the compiler complains about; empty when all is right.</returns>
    internal string Compile(string compiler) =>
        HostProgram.RunOn(text.ToString(), compiler, "-std=gnu17", "-fsyntax-only", "-x", "c", "-").StandardError;

    // error: 'SYS_statmount' undeclared here; error: invalid application of 'sizeof' to incomplete type 'struct statmount'
    [GeneratedRegex("""error: ['‘](?<name>\w+)['’] undeclared|incomplete type ['‘](?<name>struct \w+)['’]""")]
    private static partial Regex UnknownName();

    [GeneratedRegex("""#define LINUX_VERSION_CODE (?<code>\d+)""")]
    private static partial Regex VersionCode();
}
