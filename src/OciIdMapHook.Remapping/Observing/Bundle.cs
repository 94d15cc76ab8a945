using OciIdMapHook.Documents;

namespace OciIdMapHook.Remapping;

/// <summary>A container's bundle (OCI runtime-spec, bundle.md), as far as the hook needs it.</summary>
/// <param name="Folder">The bundle's folder; null where the runtime named a wrong one and the right one is not known.</param>
/// <param name="Config">What its config.json says.</param>
public sealed record Bundle(string? Folder, OciConfig Config)
{
    /// <summary>Where the host may have the rootfs, which is not always where the container has it.</summary>
    /// <exception cref="DocumentException">There is none, or it is relative to a bundle that is not known.</exception>
    public IReadOnlyList<string> HostRootPaths(OciState state) => Config.Root?.Path is { Length: > 0 } path
        ? [Absolute(path, state), RootPath(state)]
        : [RootPath(state)];

    /// <summary>
    /// The rootfs's absolute path: <c>root</c> of the state first, because crun may have mounted it elsewhere than config.json
    /// says (<c>/var/tmp/intermediate-mountpoint-…</c>), then <c>root.path</c> of config.json.
    /// </summary>
    /// <exception cref="DocumentException">There is none, or it is relative to a bundle that is not known.</exception>
    public string RootPath(OciState state)
    {
        var path = string.IsNullOrEmpty(state.Root) ? Config.Root?.Path : state.Root;
        if (string.IsNullOrEmpty(path))
            throw new DocumentException("config.json has no root.path, so there is no rootfs to give to the container's ids");
        return Absolute(path, state);
    }

    private string Absolute(string path, OciState state)
    {
        if (path.StartsWith('/'))
            return path;

        return Folder is null
            ? throw new DocumentException(
                $"the rootfs \"{Printable.Text(path)}\" is relative to the bundle, and the runtime names a wrong bundle "
                + $"(\"{Printable.Text(state.Bundle)}\" has no config.json); give root.path as an absolute path or update the "
                + "runtime")
            : $"{Folder}/{path}";
    }
}
