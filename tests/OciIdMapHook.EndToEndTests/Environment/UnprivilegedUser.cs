using System.Globalization;
using OciIdMapHook.EndToEndTests.Bundles;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>A user of the host with subordinate ids, as useradd makes one, for the time of a test.</summary>
internal sealed class UnprivilegedUser : IAsyncDisposable
{
    private const int UserIsBusy = 8; // userdel(8)

    private readonly string name;
    private readonly uint firstSubordinate;

    private UnprivilegedUser(string name, uint id, uint firstSubordinate)
    {
        this.name = name;
        Id = id;
        this.firstSubordinate = firstSubordinate;
    }

    public uint Id { get; }

    /// <summary>What a rootless engine gives its containers: the user as root, the subordinate ids as all others.</summary>
    public IdMapping[] Mappings => [new(0, Id, 1), new(1, firstSubordinate, 65535)];

    /// <summary>Files of the host that say who the user is.</summary>
    public static IEnumerable<string> AccountFiles => ["/etc/passwd", "/etc/group", "/etc/subuid", "/etc/subgid"];

    /// <summary>Runs a command as the user, with nothing of root's left, nor in a folder where only root comes.</summary>
    public string[] Prefix => ["setpriv", $"--reuid={Id}", $"--regid={Id}", "--clear-groups", "env", "--ignore-environment",
        "--chdir=/", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", $"USER={name}"];

    public static async Task<UnprivilegedUser> CreateAsync()
    {
        var name = $"idmap-{Guid.NewGuid().ToString("N")[..8]}";
        await HostCommand.ReadAsync("useradd", "--no-create-home", "--user-group", "--shell", "/bin/sh", name);
        var id = uint.Parse(await HostCommand.ReadAsync("id", "--user", name), CultureInfo.InvariantCulture);
        var granted = (await File.ReadAllLinesAsync("/etc/subuid")).Select(line => line.Split(':'))
            .First(fields => fields[0] == name);
        return new UnprivilegedUser(name, id, uint.Parse(granted[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A folder and all in it becomes the user's own.</summary>
    public async Task GiveAsync(string folder) =>
        await HostCommand.ReadAsync("chown", "--recursive", "--no-dereference", $"{Id}:{Id}", folder);

    public async ValueTask DisposeAsync()
    {
        // A killed process of the user's counts until it is reaped.
        CommandOutcome outcome;
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(20);
        do
        {
            outcome = await HostCommand.RunAsync("userdel", name);
        }
        while (outcome.ExitCode == UserIsBusy && DateTime.UtcNow < deadline);
        outcome.Succeeded();
    }
}
