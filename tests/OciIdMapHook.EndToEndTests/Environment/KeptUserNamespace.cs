using System.Globalization;
using Medallion.Shell;
using OciIdMapHook.EndToEndTests.Bundles;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>A user namespace that a process keeps, as another container's is.</summary>
internal sealed class KeptUserNamespace : IAsyncDisposable
{
    private readonly Command _keeper;
    private readonly string _boundFile;
    private bool _isBound;

    private KeptUserNamespace(Command keeper, WorkFolder folder)
    {
        _keeper = keeper;
        // Beside the folder: a bind mount of the folder in another mount namespace does not take along what is mounted in it.
        _boundFile = $"{folder.FullPath}-userns";
    }

    public string ProcessPath => $"/proc/{_keeper.ProcessId}/ns/user";

    public static async Task<KeptUserNamespace> WithAsync(WorkFolder folder, IdMapping mapping)
    {
        var keeper = Command.Run("unshare", "--user", "sleep", "600");
        var kept = new KeptUserNamespace(keeper, folder);
        var hosts = File.ResolveLinkTarget("/proc/self/ns/user", returnFinalTarget: false)!.Name;
        while (File.ResolveLinkTarget(kept.ProcessPath, returnFinalTarget: false)?.Name == hosts)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{mapping.ContainerId} {mapping.HostId} {mapping.Size}\n");
        await File.WriteAllTextAsync($"/proc/{keeper.ProcessId}/uid_map", line);
        await File.WriteAllTextAsync($"/proc/{keeper.ProcessId}/gid_map", line);
        return kept;
    }

    /// <summary>A file that the namespace is bind-mounted on; no process need be in it then.</summary>
    public async Task<string> BoundFileAsync()
    {
        await File.WriteAllTextAsync(_boundFile, "");
        await HostCommand.ReadAsync("mount", "--bind", ProcessPath, _boundFile);
        _isBound = true;
        await EndKeeperAsync();
        return _boundFile;
    }

    public async ValueTask DisposeAsync()
    {
        await EndKeeperAsync();
        if (_isBound)
        {
            await HostCommand.ReadAsync("umount", _boundFile);
        }

        File.Delete(_boundFile);
    }

    private async Task EndKeeperAsync()
    {
        _keeper.Kill();
        await _keeper.Task.ConfigureAwait(false);
    }
}
