using System.Text.RegularExpressions;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>
/// What became of the hook and of its JSON files, call by call, in what strace wrote down of a package manager: every moment at
/// which an engine could have looked.
/// </summary>
internal sealed partial class HookFileHistory
{
    internal const string Hook = "/usr/libexec/oci/hooks.d/oci-idmap-hook";
    internal const string Json = "/usr/share/containers/oci/hooks.d/oci-idmap-hook.json";
    internal const string Precreate = "/usr/share/oci-idmap-hook/podman/hooks.d/oci-idmap-hook-precreate.json";

    private static readonly string[] All = [Hook, Json, Precreate];

    private readonly HashSet<string> present;
    private readonly List<string> broken = [];

    private HookFileHistory(IEnumerable<string> present) => this.present = [.. present];

    /// <summary>The calls after which a JSON file was there without the hook, or was being written in its place.</summary>
    internal IReadOnlyList<string> Broken => broken;

    /// <summary>How many calls changed one of them.</summary>
    internal int Changes { get; private set; }

    /// <summary>strace with the arguments that write down what <see cref="Of"/> reads.</summary>
    internal static IReadOnlyList<string> Tracer(string log) =>
    [
        "strace", "-f", "--seccomp-bpf", "--successful-only", "--decode-fds=path", "--string-limit=4096", "--output", log,
        "--trace=rename,renameat,renameat2,unlink,unlinkat,link,linkat,open,openat,creat,symlink,symlinkat",
    ];

    /// <param name="calls">The lines of strace.</param>
    /// <param name="installed">Whether all files were there before the first of them.</param>
    /// <param name="root">What paths in there begin with, where the package manager installs below a folder.</param>
    internal static HookFileHistory Of(IEnumerable<string> calls, bool installed, string root = "")
    {
        var history = new HookFileHistory(installed ? All : []);
        foreach (var call in calls)
        {
            var name = CallName().Match(call).Groups[1].Value;
            string[] paths = [.. PathArgument().Matches(call).Select(match => Plain(match, root))];
            if (paths.Intersect(All).Any())
                history.Apply(call, name, paths);
        }

        return history;
    }

    private void Apply(string call, string name, string[] paths)
    {
        if (name.StartsWith("unlink", StringComparison.Ordinal))
            present.Remove(paths[0]);
        else if (name.StartsWith("rename", StringComparison.Ordinal))
            Rename(paths);
        else if (name.StartsWith("link", StringComparison.Ordinal) || name.StartsWith("symlink", StringComparison.Ordinal))
            present.Add(paths[^1]);
        else if (!IsWritten(call))
            return;
        else
            Write(call, paths[0]);

        Changes++;
        if (present.Overlaps([Json, Precreate]) && !present.Contains(Hook))
            broken.Add(call);
    }

    private void Rename(string[] paths)
    {
        present.Remove(paths[0]);
        present.Add(paths[1]);
    }

    // An engine that reads it now reads a part of it.
    private void Write(string call, string path)
    {
        present.Add(path);
        broken.Add(call);
    }

    private static bool IsWritten(string call) =>
        call.Contains("O_CREAT", StringComparison.Ordinal) || call.Contains("O_TRUNC", StringComparison.Ordinal)
        || call.Contains("O_WRONLY", StringComparison.Ordinal) || call.Contains("creat(", StringComparison.Ordinal);

    private static string Plain(Match argument, string root)
    {
        var path = Path.Combine(argument.Groups["folder"].Value, argument.Groups["name"].Value);
        return root.Length > 0 && path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
    }

    [GeneratedRegex("""^\d+ +(\w+)\(""")]
    private static partial Regex CallName();

    // 12</usr/share>, "name" is /usr/share/name; a name that begins with / is itself.
    [GeneratedRegex("(?:<(?<folder>[^>]*)>, )?\"(?<name>[^\"]*)\"")]
    private static partial Regex PathArgument();
}
