namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>What packaging/build-all.sh has made.</summary>
internal static class Packages
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "artifacts");

    internal static string Debian => Only("oci-idmap-hook_*.deb");

    internal static string Rpm => Only("oci-idmap-hook-*.rpm");

    internal static string Tarball => Only("oci-idmap-hook-*.tar.gz");

    internal static string BillOfMaterials => Only("oci-idmap-hook-*.cdx.json");

    internal static string Source(params string[] names) => Path.Combine([Repository.Root, "packaging", .. names]);

    private static string Only(string pattern)
    {
        var found = Directory.GetFiles(Folder, pattern);
        Assert.That(found, Has.Length.EqualTo(1), $"{pattern} in {Folder}: packaging/build-all.sh makes it");
        return found[0];
    }
}
