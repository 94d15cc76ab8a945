using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Files;

public sealed class FilesTests
{
    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("files-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_file_is_read_to_its_end_whatever_its_size([Values(0, 1, 16384, 16385, 100_000)] int size)
    {
        var bytes = new byte[size];
        Random.Shared.NextBytes(bytes);
        File.WriteAllBytes($"{folder}/file", bytes);
        using var file = Open($"{folder}/file");

        Assert.That(Linux.Files.ReadToEnd(file, "file", 100_000, expected: 100), Is.EqualTo(bytes));
    }

    [Test]
    public void A_file_over_the_limit_is_refused()
    {
        File.WriteAllBytes($"{folder}/file", new byte[1001]);
        using var file = Open($"{folder}/file");

        Assert.That(
            () => Linux.Files.ReadToEnd(file, "file", 1000, expected: 100),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("file is larger than 1000 bytes"));
    }

    [Test]
    public void A_symbolic_link_is_not_followed_where_none_may_be()
    {
        Directory.CreateSymbolicLink($"{folder}/link", "/etc");
        using var directory = Open(folder);

        Assert.That(
            () => Linux.Files.OpenAt2(directory, "link/passwd", OpenFlags.Path, PathResolution.NoSymlinks),
            Throws.TypeOf<LinuxException>().With.Message.Matches("openat2 of link/passwd.*ELOOP.*symbolic link stands where"));
    }

    [Test]
    public void A_path_cannot_leave_the_tree_it_must_stay_in()
    {
        using var directory = Open(folder);

        Assert.That(
            () => Linux.Files.OpenAt2(directory, "../..", OpenFlags.Path, PathResolution.Beneath),
            Throws.TypeOf<LinuxException>().With.Message.Matches("EXDEV.*leaves the tree it must stay in"));
    }

    [Test]
    public void A_file_that_is_missing_is_named()
    {
        using var directory = Open(folder);

        Assert.That(
            () => Linux.Files.OpenAt(directory, "missing", OpenFlags.ReadOnly),
            Throws.TypeOf<LinuxException>().With.Message.EqualTo("open of missing: ENOENT (No such file or directory)"));
    }

    [Test]
    public void All_open_descriptors_are_listed()
    {
        using var descriptors = Open("/proc/self/fd");
        var extra = Enumerable.Range(0, 600).Select(_ => Open("/")).ToList();

        var listed = Linux.Files.NumberedEntries(descriptors, "fd");
        extra.ForEach(one => one.Dispose());

        Assert.That(extra.Select(one => one.Number), Is.SubsetOf(listed));
    }

    private static FileDescriptor Open(string path) =>
        Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.ReadOnly);
}
