using System.Globalization;
using OciIdMapHook.EndToEndTests.Bundles;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>A user namespace that a process keeps, as another container's is.</summary>
internal sealed class KeptUserNamespace : IAsyncDisposable
{
    private readonly HostProcess keeper;
    private readonly string boundFile;
    private bool isBound;

    private KeptUserNamespace(HostProcess keeper, WorkFolder folder)
    {
        this.keeper = keeper;
        // Beside the folder: a bind mount of the folder in another mount namespace does not take along what is mounted in it.
        boundFile = $"{folder.FullPath}-userns";
    }

    public string ProcessPath => $"/proc/{keeper.ProcessId}/ns/user";

    public static Task<KeptUserNamespace> WithAsync(WorkFolder folder, params IdMapping[] mappings) =>
        WithAsync(folder, mappings, []);

    /// <summary>One in another one; the mapping is as that other sees it.</summary>
    public static Task<KeptUserNamespace> BelowAsync(KeptUserNamespace outer, WorkFolder folder, IdMapping mapping) =>
        WithAsync(folder, [mapping], ["nsenter", $"--user={outer.ProcessPath}", "--setuid=0", "--setgid=0"]);

    private static async Task<KeptUserNamespace> WithAsync(WorkFolder folder, IdMapping[] mappings, string[] entrance)
    {
        var keeper = HostProcess.Start("/usr/bin/env", [.. entrance, "unshare", "--user", "sleep", "600"]);
        var kept = new KeptUserNamespace(keeper, folder);
        while (!(await File.ReadAllTextAsync($"/proc/{keeper.ProcessId}/comm")).StartsWith("sleep", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(5));

        // By a process of the namespace around it: the kernel takes a map from no other.
        var lines = string.Concat(mappings.Select(mapping =>
            string.Create(CultureInfo.InvariantCulture, $"{mapping.ContainerId} {mapping.HostId} {mapping.Size}\\n")));
        var write = $"printf '{lines}' >/proc/{keeper.ProcessId}/uid_map && printf '{lines}' >/proc/{keeper.ProcessId}/gid_map";
        await HostCommand.ReadAsync("/usr/bin/env", [.. entrance, "sh", "-c", write]);
        return kept;
    }

    /// <summary>A file that the namespace is bind-mounted on; no process need be in it then.</summary>
    public async Task<string> BoundFileAsync()
    {
        await File.WriteAllTextAsync(boundFile, "");
        await HostCommand.ReadAsync("mount", "--bind", ProcessPath, boundFile);
        isBound = true;
        await keeper.DisposeAsync();
        return boundFile;
    }

    public async ValueTask DisposeAsync()
    {
        await keeper.DisposeAsync();
        if (isBound)
            await HostCommand.ReadAsync("umount", boundFile);

        File.Delete(boundFile);
    }
}
