using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Operations;

/// <summary>Folders of hooks.d files below a root directory of their own.</summary>
public sealed class HooksFoldersTests
{
    private const string Folder = "/etc/hooks.d";

    private string root = "";

    [SetUp]
    public void Create()
    {
        root = Directory.CreateTempSubdirectory("hooks-folders-").FullName;
        Directory.CreateDirectory(root + Folder);
        Directory.CreateDirectory(root + "/bin");
        File.WriteAllText(root + "/bin/hook", "");
        File.SetUnixFileMode(root + "/bin/hook", UnixFileMode.UserExecute);
    }

    [TearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public void Are_read_in_the_order_of_names_and_other_files_are_passed_over()
    {
        Write("b.json", "/bin/hook");
        Write("B.json", "/bin/hook");
        Write("a.json", "/bin/hook");
        Write("a.json~", "/bin/hook");
        File.CreateSymbolicLink($"{root}{Folder}/gone.json", "nowhere");

        var folder = Read(Folder);

        Assert.That(folder.Exists, Is.True);
        Assert.That(folder.Entries.Select(file => file.FullPath), Is.EqualTo(
            [Folder + "/B.json", Folder + "/a.json", Folder + "/b.json"]));
        Assert.That(folder.Entries.SelectMany(file => file.Violations), Is.Empty);
    }

    [Test]
    public void That_are_not_there_hold_nothing()
    {
        var folder = Read("/usr/hooks.d");

        Assert.That((folder.Exists, folder.Entries.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Are_not_left_by_links()
    {
        File.CreateSymbolicLink(root + "/bin/linked", "/bin/hook");
        Directory.CreateSymbolicLink(root + "/hooks.d", "../../../../../../.." + Folder);
        Write("a.json", "/bin/linked");

        Assert.That(Read("/hooks.d").Entries.Single().Violations, Is.Empty);
    }

    [Test]
    public void Tell_that_an_executable_is_missing()
    {
        Write("a.json", "/bin/oci-idmap-hook");

        var file = Read(Folder).Entries.Single();

        Assert.That(file.NamesThisHook, Is.True);
        Assert.That(file.IsRead, Is.False);
        Assert.That(file.Violations, Is.EqualTo([new HookFileViolation(
            ViolationEffect.HookIgnored, "hook.path names /bin/oci-idmap-hook, and there is no such file",
            ViolationSubject.Executable)]));
    }

    [Test]
    public void Tell_that_it_is_not_executable()
    {
        File.SetUnixFileMode(root + "/bin/hook", UnixFileMode.UserRead);
        Write("a.json", "/bin/hook");

        Assert.That(Read(Folder).Entries.Single().Violations, Is.EqualTo([new HookFileViolation(
            ViolationEffect.ContainersFail, "hook.path names /bin/hook, which is not executable",
            ViolationSubject.Executable)]));
    }

    [Test]
    public void Tell_what_is_no_file_without_waiting_for_it()
    {
        Directory.CreateDirectory($"{root}{Folder}/a.json");
        HostProgram.Read("mkfifo", $"{root}{Folder}/b.json");

        Assert.That(Read(Folder).Entries.Select(file => file.Violations.Single()), Is.All.EqualTo(
            new HookFileViolation(ViolationEffect.ContainersFail, "it is no regular file")));
    }

    [Test]
    public void Tell_what_is_too_large()
    {
        File.WriteAllText($"{root}{Folder}/a.json", new string(' ', 2 << 20));

        Assert.That(Read(Folder).Entries.Single().Violations.Single().Sentence, Is.EqualTo(
            "it cannot be read: a.json is larger than 1048576 bytes"));
    }

    private void Write(string name, string hook) => File.WriteAllText($"{root}{Folder}/{name}", $$"""
        {
          "version": "1.0.0",
          "hook": { "path": "{{hook}}", "env": ["PATH=/bin"], "timeout": 1 },
          "when": { "always": true },
          "stages": ["createRuntime"]
        }
        """);

    private HooksFolder Read(string folder)
    {
        using var descriptor = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, root, OpenFlags.Path | OpenFlags.Directory);
        return HooksFolder.Read(descriptor, folder);
    }
}
