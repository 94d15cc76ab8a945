namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>That what watches the package managers would see them do wrong.</summary>
public sealed class HookFileHistoryItselfTests
{
    private const string HookComes = $"1 rename(\"{HookFileHistory.Hook}.dpkg-new\", \"{HookFileHistory.Hook}\") = 0";
    private const string JsonComes = $"1 rename(\"{HookFileHistory.Json}.dpkg-new\", \"{HookFileHistory.Json}\") = 0";
    private const string HookGoes = $"2 unlink(\"{HookFileHistory.Hook}\") = 0";
    private const string JsonGoes = $"2 unlinkat(AT_FDCWD, \"{HookFileHistory.Json}\", 0) = 0";
    private const string JsonIsRenamed =
        $"2 renameat2(AT_FDCWD, \"{HookFileHistory.Json}\", AT_FDCWD, \"{HookFileHistory.Json}.x\", 0) = 0";
    private const string PrecreateComes =
        $"1 rename(\"{HookFileHistory.Precreate}.dpkg-new\", \"{HookFileHistory.Precreate}\") = 0";
    private const string PrecreateGoes = $"2 unlink(\"{HookFileHistory.Precreate}\") = 0";
    private const string Folder = "9</r/usr/share/containers/oci/hooks.d>";
    private const string JsonComesByDescriptor =
        $"1 renameat({Folder}, \"oci-idmap-hook.json;1\", {Folder}, \"oci-idmap-hook.json\") = 0";
    private const string JsonIsWritten = $"1 openat(AT_FDCWD, \"{HookFileHistory.Json}\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3";
    private const string JsonIsRead = $"1 openat(AT_FDCWD, \"{HookFileHistory.Json}\", O_RDONLY) = 3";

    [TestCase(false, HookComes, JsonComes, PrecreateComes)]
    [TestCase(true, PrecreateGoes, JsonGoes, HookGoes)]
    [TestCase(true, PrecreateGoes, JsonIsRenamed, HookGoes)]
    [TestCase(true, HookComes, JsonIsRead, JsonComes)]
    public void The_right_order_is_right(bool installed, params string[] calls) =>
        Assert.That(HookFileHistory.Of(calls, installed).Broken, Is.Empty);

    [TestCase(JsonComes, false, JsonComes, HookComes)]
    [TestCase(PrecreateComes, false, PrecreateComes, HookComes)]
    [TestCase(HookGoes, true, JsonGoes, HookGoes, PrecreateGoes)]
    [TestCase(HookGoes, true, PrecreateGoes, HookGoes, JsonGoes)]
    [TestCase(JsonIsWritten, true, JsonIsWritten)]
    [TestCase(JsonComesByDescriptor, false, JsonComesByDescriptor)]
    public void The_wrong_order_is_wrong(string wrong, bool installed, params string[] calls) =>
        Assert.That(HookFileHistory.Of(calls, installed, root: "/r").Broken, Is.EqualTo([wrong]));
}
