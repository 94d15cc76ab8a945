using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// From the moment the hook is in the container's mount namespace it loads nothing: whatever it would find there by a path, the
/// image's author may have put there.
/// </summary>
public sealed partial class InsideTheContainerTests : StandInScenario
{
    private const string Executing = @"\bexecve(at)?\(";
    private const string MappingExecutable = @"\b(mmap|mprotect|pkey_mprotect)\(.*PROT_EXEC";

    private static readonly string[] Submounts = ["data", "data", "etc"];

    private string initPid = "";

    [Test]
    public async Task Nothing_is_executed() =>
        Assert.That(await CallsInsideAsync(), Has.None.Match(Executing));

    [Test]
    public async Task Nothing_is_mapped_executable() =>
        Assert.That(await CallsInsideAsync(), Has.None.Match(MappingExecutable));

    [Test]
    public async Task Both_are_seen_of_a_usual_program()
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        await HostCommand.ReadAsync("/usr/bin/strace", "-f", "-y", "-s", "256", "-o", log, "/bin/true");

        Assert.That(await File.ReadAllLinesAsync(log), Has.Some.Match(Executing).And.Some.Match(MappingExecutable));
    }

    [Test]
    public async Task Nothing_is_opened_but_handles_on_mount_points_and_the_inits_proc_folder()
    {
        var opened = (await CallsInsideAsync()).Where(call => OpenCall().IsMatch(call)).ToList();

        Assert.That(opened, Is.Not.Empty);
        Assert.That(opened.Where(call => !IsHandleOnMountPoint(call) && !IsInProcFolderOfInit(call)), Is.Empty);
    }

    /// <remarks>By a descriptor of the rootfs, which strace -y names, and without leaving the tree below it.</remarks>
    private bool IsHandleOnMountPoint(string call) =>
        HandleBelow().Match(call) is { Success: true } match
        && match.Groups["directory"].Value == Bundle.Rootfs
        && Submounts.Contains(match.Groups["path"].Value)
        && call.Contains("RESOLVE_BENEATH", StringComparison.Ordinal)
        && call.Contains("RESOLVE_NO_SYMLINKS", StringComparison.Ordinal);

    /// <remarks>By the descriptor of /proc/PID that was opened before.</remarks>
    private bool IsInProcFolderOfInit(string call) =>
        BelowProcFolder().Match(call) is { Success: true } match && match.Groups["pid"].Value == initPid;

    private async Task<IReadOnlyList<string>> CallsInsideAsync()
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        var facts = (await Run.WithPins().With("--cwd", "root").WithSubmounts(Submounts)
            .WithHook("/usr/bin/strace", "-f", "-y", "-s", "256", "-o", log, Shipped.Hook).RunAsync()).ThatRanRight();
        initPid = facts["init.pid"];

        var calls = await File.ReadAllLinesAsync(log);
        var entered = Array.FindIndex(calls, call => EntersMountNamespace().IsMatch(call));
        Assert.That(entered, Is.Not.Negative, "The hook never entered the container's mount namespace");
        return calls[(entered + 1)..];
    }

    [GeneratedRegex(@"\bsetns\(.*CLONE_NEWNS")]
    private static partial Regex EntersMountNamespace();

    [GeneratedRegex(@"\b(open|openat|openat2|creat|open_by_handle_at)\(")]
    private static partial Regex OpenCall();

    [GeneratedRegex(@"\bopenat2\([0-9]+<(?<directory>[^>]*)>, ""(?<path>[^""]*)"", \{flags=[^,}]*O_PATH")]
    private static partial Regex HandleBelow();

    [GeneratedRegex(@"\bopenat2?\([0-9]+</proc/(?<pid>[0-9]+)[^>]*>, ""[^/""]")]
    private static partial Regex BelowProcFolder();
}
