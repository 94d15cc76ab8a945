namespace OciIdMapHook.Benchmarks.Containers;

internal sealed record BundleProcess
{
    public BundleUser User { get; init; } = new();

    public IReadOnlyList<string> Args { get; init; } = ["/bin/true"];

    public IReadOnlyList<string> Env { get; init; } = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"];

    public string Cwd { get; } = "/";

    public BundleCapabilities Capabilities { get; init; } = new();

    public bool NoNewPrivileges { get; } = true;
}

internal sealed record BundleUser(uint Uid = 0, uint Gid = 0);

internal sealed record BundleCapabilities
{
    // What Docker gives a container.
    private static readonly string[] Usual =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD", "CAP_NET_BIND_SERVICE",
        "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
    ];

    public IReadOnlyList<string> Bounding { get; init; } = Usual;

    public IReadOnlyList<string> Effective { get; init; } = Usual;

    public IReadOnlyList<string> Permitted { get; init; } = Usual;
}
