namespace OciIdMapHook.UnitTests.House;

/// <summary>What .editorconfig says of every file, and no compiler looks at.</summary>
public sealed class LineTests
{
    private const int MaxLength = 130;

    /// <summary>Beginning of the path, or the file's name; and why.</summary>
    private static readonly (string Path, string Why)[] Excluded =
    [
        ("tests/OciIdMapHook.UnitTests/Fixtures/", "what real programs wrote"),
        ("src/OciIdMapHook.Hook/Startup/CodeOrder/", "names of functions, recorded"),
        ("OciIdMapHook.sln", "written by dotnet"),
        ("packages.lock.json", "written by NuGet"),
    ];

    private static readonly string[] WithTabs = [".go"];

    private static readonly string[] SomeFiles = ["README.md", "tests/run.sh", "src/OciIdMapHook.Hook/Program.cs"];

    [Test]
    public void Every_file_keeps_to_them() =>
        Assert.That(
            TrackedFiles.All.Where(path => !IsExcluded(path)).SelectMany(path => Faults(path, TrackedFiles.Read(path))),
            Is.Empty);

    [Test]
    public void A_fault_of_each_kind_is_found()
    {
        var line = new string('x', MaxLength);

        Assert.Multiple(() =>
        {
            Assert.That(Faults("a.cs", $"{line}\n"), Is.Empty);
            Assert.That(Faults("a.cs", $"\n{line}x\n"), Is.EqualTo(["a.cs:2: 131 columns"]));
            Assert.That(Faults("a.cs", "a\tb\n"), Is.EqualTo(["a.cs:1: a tab"]));
            Assert.That(Faults("a.go", "a\tb\n"), Is.Empty);
            Assert.That(Faults("a.cs", "a \n"), Is.EqualTo(["a.cs:1: ends with a space"]));
            Assert.That(Faults("a.cs", "a\r\n"), Is.EqualTo(["a.cs:1: ends with a carriage return"]));
            Assert.That(Faults("a.cs", "a"), Is.EqualTo(["a.cs: no newline at the end"]));
            Assert.That(Faults("a.md", $"| {line} |\n"), Is.Empty, "A row of a table is one line.");
        });
    }

    [Test]
    public void The_files_are_there() => Assert.That(
        TrackedFiles.All, Is.SupersetOf(SomeFiles));

    [TestCaseSource(nameof(Excluded))]
    public void What_is_excluded_needs_it((string Path, string Why) excluded) => Assert.That(
        TrackedFiles.All.Where(path => Matches(path, excluded.Path)).SelectMany(path => Faults(path, TrackedFiles.Read(path))),
        Is.Not.Empty,
        $"{excluded.Why}, and keeps to the rules");

    private static bool IsExcluded(string path) => Excluded.Any(excluded => Matches(path, excluded.Path));

    private static bool Matches(string path, string excluded) =>
        path.StartsWith(excluded, StringComparison.Ordinal) || Path.GetFileName(path) == excluded;

    private static IEnumerable<string> Faults(string path, string text)
    {
        var mayHaveTabs = WithTabs.Any(end => path.EndsWith(end, StringComparison.Ordinal));
        var isMarkdown = path.EndsWith(".md", StringComparison.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length > MaxLength && !(isMarkdown && line.StartsWith('|')))
                yield return $"{path}:{number}: {line.Length} columns";
            if (line.Contains('\t', StringComparison.Ordinal) && !mayHaveTabs)
                yield return $"{path}:{number}: a tab";
            if (line.EndsWith(' '))
                yield return $"{path}:{number}: ends with a space";
            if (line.EndsWith('\r'))
                yield return $"{path}:{number}: ends with a carriage return";
        }

        if (text.Length > 0 && !text.EndsWith('\n'))
            yield return $"{path}: no newline at the end";
    }
}
