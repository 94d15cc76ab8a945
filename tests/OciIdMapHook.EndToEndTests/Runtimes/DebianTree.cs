namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>Where a runtime comes from: the host itself, or a tree of another Debian suite.</summary>
internal sealed class DebianTree
{
    private readonly Lazy<Task<string>> path;

    private DebianTree(string name, Func<Task<string>> path)
    {
        Name = name;
        this.path = new Lazy<Task<string>>(path);
    }

    public static DebianTree Host { get; } = new("host", () => Task.FromResult("host"));

    public static DebianTree Bookworm { get; } = OfSuite("bookworm");

    public static DebianTree Trixie { get; } = OfSuite("trixie");

    public static DebianTree Sid { get; } = OfSuite("sid");

    public string Name { get; }

    /// <summary>Runs a command as root in the tree; the paths are at the same place in there.</summary>
    public async Task<CommandOutcome> RunAsync(IEnumerable<string> command, params IEnumerable<string> paths)
    {
        var binds = paths.SelectMany(path => new[] { "--bind", path });
        return await HostCommand.RunAsync(
            Repository.EnvironmentScript("enter.sh"), [await this.path.Value, .. binds, "--", .. command]);
    }

    /// <summary>The command that runs another in the tree, as root, and lets it write: what it writes lies in a folder.</summary>
    public async Task<IReadOnlyList<string>> WritableAsync(
        string folder, IEnumerable<string> command, params IEnumerable<string> paths)
    {
        var binds = paths.SelectMany(path => new[] { "--bind", path });
        return [
            Repository.EnvironmentScript("enter.sh"), await this.path.Value, "--writes-to", folder, .. binds, "--", .. command];
    }

    private static DebianTree OfSuite(string suite) =>
        new(suite, () => HostCommand.ReadAsync(Repository.EnvironmentScript("tree.sh"), suite));
}
