using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>A container runtime, or an engine with one, and how it is made to run a container.</summary>
public abstract class RuntimeUnderTest
{
    private protected RuntimeUnderTest(string name, DebianTree tree)
    {
        Name = name;
        Tree = tree;
    }

    public string Name { get; }

    private protected DebianTree Tree { get; }

    internal bool IsOfTheHost => Tree == DebianTree.Host;

    /// <summary>By itself or under containerd. It shows what a failing hook said, where crun drops it.</summary>
    internal bool IsRunc => Name is "runc" or "containerd";

    /// <summary>The trees' and the host's oldest, which differs from later ones in what it makes of user namespaces.</summary>
    internal bool IsRunc11 => IsRunc && Tree != DebianTree.Sid;

    public override string ToString() => $"{Name} ({Tree.Name})";

    internal abstract Task<CommandOutcome> RunAsync(Container container, WorkFolder folder);

    internal async Task<string> VersionAsync()
    {
        var outcome = await Tree.RunAsync([Name, "--version"]);
        return outcome.Succeeded().Lines[0];
    }

    /// <summary>Runs a command in the tree, which sees there what the container needs of the host.</summary>
    private protected Task<CommandOutcome> RunInTreeAsync(
        Container container, WorkFolder folder, IReadOnlyList<string> command, params IEnumerable<string> paths) =>
        Tree.RunAsync(
            Prepared(container.Preparation, OnTerminalIf(container.Terminal, command)),
            [.. Paths(container, folder), .. paths]);

    private static IReadOnlyList<string> Prepared(string preparation, IReadOnlyList<string> command) =>
        preparation.Length == 0 ? command : ["/bin/sh", "-e", "-c", $"{preparation}\nexec \"$@\"", "sh", .. command];

    /// <summary>The command itself, or the same on a terminal of its own where the container wants one.</summary>
    private static IReadOnlyList<string> OnTerminalIf(bool terminal, IReadOnlyList<string> command) =>
        terminal ? ["script", "--quiet", "--return", "--command", string.Join(' ', command.Select(Quote)), "/dev/null"] : command;

    /// <summary>What of the host a run needs to see at the same place.</summary>
    private static IEnumerable<string> Paths(Container container, WorkFolder folder)
    {
        yield return folder.FullPath;
        yield return Path.GetDirectoryName(Shipped.Hook)!;
        if (container.IsMountedOnHost)
            yield return container.Rootfs;

        if (container.JoinedUserNamespace is { } path && !path.StartsWith("/proc/", StringComparison.Ordinal))
            yield return path;

        foreach (var account in container.User is null ? [] : UnprivilegedUser.AccountFiles)
            yield return account;
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
