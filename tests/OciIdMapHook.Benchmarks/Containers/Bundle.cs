using System.Text.Json;
using OciIdMapHook.Benchmarks.Host;

namespace OciIdMapHook.Benchmarks.Containers;

/// <summary>A folder with a config.json, and the rootfs that it names.</summary>
internal sealed record Bundle(string Folder, string Rootfs)
{
    /// <param name="work">Where.</param>
    /// <param name="rootfs">Null for one of the bundle's own, to mount on.</param>
    /// <param name="hasUserNamespace">Whether the container has one.</param>
    /// <param name="hook">As config.json names it; the stand-in runs the one that it is given.</param>
    public static Bundle Create(RunFolder work, string? rootfs = null, bool hasUserNamespace = true, string? hook = null)
    {
        var folder = work.NewFolder();
        if (rootfs is null)
            Directory.CreateDirectory(rootfs = Path.Combine(folder, "rootfs"));
        var config = BundleConfig.For(rootfs, hasUserNamespace, hook);
        File.WriteAllBytes(
            Path.Combine(folder, "config.json"), JsonSerializer.SerializeToUtf8Bytes(config, BundleJson.Default.BundleConfig));
        return new Bundle(folder, rootfs);
    }
}
