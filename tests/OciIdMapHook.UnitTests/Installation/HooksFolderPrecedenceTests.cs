using OciIdMapHook.Installation;

namespace OciIdMapHook.UnitTests.Installation;

public sealed class HooksFolderPrecedenceTests
{
    private static readonly HooksFolder Usr = Folder("/usr", File("/usr", "b.json"), File("/usr", "hook.json"));

    [Test]
    public void A_later_folder_masks_files_of_the_same_name()
    {
        var etc = Folder("/etc", File("/etc", "hook.json"), File("/etc", "A.json"));

        Assert.That(
            HooksPrecedence.Masked([Usr, etc]), Is.EqualTo([new MaskedHookFile(Usr.Entries[1], etc.Entries[0])]));
        Assert.That(
            HooksPrecedence.InForce([Usr, etc]).Select(file => file.FullPath),
            Is.EqualTo(["/etc/A.json", "/usr/b.json", "/etc/hook.json"]));
    }

    [Test]
    public void A_file_whose_executable_is_missing_masks_nothing()
    {
        var etc = Folder("/etc", File("/etc", "hook.json") with { Violations = [new(ViolationEffect.HookIgnored, "gone")] });

        Assert.That(HooksPrecedence.Masked([Usr, etc]), Is.Empty);
        Assert.That(HooksPrecedence.InForce([Usr, etc]), Is.EqualTo(Usr.Entries));
    }

    private static HooksFolder Folder(string path, params IReadOnlyList<HooksFolderFile> entries) =>
        new(path, Exists: true, entries);

    private static HooksFolderFile File(string folder, string name) => new(folder, name, "/bin/true", [], []);
}
