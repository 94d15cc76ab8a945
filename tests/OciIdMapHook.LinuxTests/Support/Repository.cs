namespace OciIdMapHook.LinuxTests.Support;

/// <summary>The tree that the tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string Path(string name) => System.IO.Path.Combine(Root, name);

    private static string Find()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "OciIdMapHook.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
