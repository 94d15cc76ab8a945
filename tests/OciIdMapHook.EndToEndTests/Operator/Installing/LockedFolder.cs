using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

/// <summary>A folder whose lock another process holds, as an installation in progress does.</summary>
internal sealed class LockedFolder : IAsyncDisposable
{
    private readonly HostProcess holder;

    private LockedFolder(HostProcess holder) => this.holder = holder;

    internal static async Task<LockedFolder> OfAsync(string path)
    {
        var holder = HostProcess.Start("flock", "--no-fork", path, "sh", "-c", "echo held; exec sleep 60");
        Assert.That(await holder.FirstLine, Is.EqualTo("held"));
        return new LockedFolder(holder);
    }

    public ValueTask DisposeAsync() => holder.DisposeAsync();
}
