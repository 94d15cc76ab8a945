using Medallion.Shell;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

/// <summary>A folder whose lock another process holds, as an installation in progress does.</summary>
internal sealed class LockedFolder : IDisposable
{
    private readonly Command holder;

    internal LockedFolder(string path)
    {
        holder = Command.Run("flock", "--no-fork", path, "sh", "-c", "echo held; exec sleep 60");
        Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("held"));
    }

    public void Dispose()
    {
        holder.Kill();
        holder.Wait();
        ((IDisposable)holder).Dispose();
    }
}
