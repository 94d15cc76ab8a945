using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A /run of a test's own, in a mount namespace that ends with what runs in it.</summary>
internal sealed class PrivateRun(WorkFolder folder)
{
    private const string UseFolder = "mount --bind \"$0\" /run && exec \"$@\"";

    /// <summary>What is /run there.</summary>
    public string Path { get; } = folder.Folder("run");

    public string AuditFolder => System.IO.Path.Combine(Path, "oci-idmap-hook");

    public string AuditFile => System.IO.Path.Combine(AuditFolder, "audit.jsonl");

    public string OlderAuditFile => $"{AuditFile}.1";

    /// <summary>For <see cref="StandInRun.By"/>, or for any other command.</summary>
    public string[] Entrance => ["unshare", "--mount", "sh", "-c", UseFolder, Path];

    /// <summary>The same with a file system of so many bytes, on which something else has left no more than that.</summary>
    public static string[] EntranceOfSize(int bytes, int fill) =>
    [
        "unshare", "--mount", "sh", "-c",
        $"mount -t tmpfs -o size={bytes} none /run && head -c {fill} /dev/zero >/run/filled && exec \"$@\"", "sh",
    ];

    public string[] Lines() => File.ReadAllLines(AuditFile);
}
