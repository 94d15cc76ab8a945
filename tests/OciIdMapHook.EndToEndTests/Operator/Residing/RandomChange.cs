using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

/// <summary>What an administrator, a package or an accident may do to an installation.</summary>
internal sealed class RandomChange(InstallRoot root, Random random)
{
    private readonly string folder = root.FullPath + InstallRoot.PackagedFolder;
    private readonly string hookFolder = Path.GetDirectoryName(root.Hook)!;
    private readonly Dictionary<string, string> foreign = [];

    /// <summary>Makes one.</summary>
    /// <returns>What it was.</returns>
    internal string Make()
    {
        (string Name, Action Make)[] changes =
        [
            ("delete the file", () => File.Delete(root.Packaged)),
            ("corrupt the file", () => File.WriteAllText(root.Packaged, "{ \"version\":")),
            ("empty the file", () => File.WriteAllText(root.Packaged, "")),
            ("edit the file", () => File.AppendAllText(root.Packaged, "\n")),
            ("forbid the file", () => File.SetUnixFileMode(root.Packaged, UnixFileMode.None)),
            ("put a link in place of the file", () => Link(root.Packaged, "/dev/null")),
            ("put a link to nothing in place of the file", () => Link(root.Packaged, "nothing.json")),
            ("touch the file", () => File.SetLastWriteTimeUtc(root.Packaged, DateTime.UtcNow)),
            ("leave an unfinished file", () => File.WriteAllText($"{folder}/.{InstallRoot.FileName}.new", "{")),
            ("delete the file for Podman's own stage", () => File.Delete(root.Precreate)),
            ("edit the file for Podman's own stage", () => File.AppendAllText(root.Precreate, "\n")),
            ("delete what has Podman read it", () => File.Delete(root.DropIn)),
            ("edit what has Podman read it", () => File.AppendAllText(root.DropIn, "\n")),
            ("delete the hook", () => File.Delete(root.Hook)),
            ("replace the hook", ReplaceHook),
            ("edit the hook", EditHook),
            ("forbid the hook", () => File.SetUnixFileMode(root.Hook, UnixFileMode.None)),
            ("put a link in place of the hook", () => Link(root.Hook, "/bin/true")),
            ("delete both", DeleteBoth),
            ("rename the folder away and back", () => AwayAndBack(folder)),
            ("rename the hook's folder away and back", () => AwayAndBack(hookFolder)),
            ("rename the folder away", Away),
            ("delete the folder", DeleteFolder),
            ("add another project's file", AddForeign),
            ("touch another project's file", TouchForeign),
        ];
        var (name, make) = changes[random.Next(changes.Length)];
        make();
        return name;
    }

    internal void AssertThatForeignFilesAreUntouched()
    {
        foreach (var (path, content) in foreign)
            Assert.That(File.ReadAllText(path), Is.EqualTo(content));
    }

    private static void Link(string path, string target)
    {
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private void ReplaceHook()
    {
        var other = $"{hookFolder}/other";
        File.WriteAllText(other, "#!/bin/sh\nexit 0\n");
        File.SetUnixFileMode(other, (UnixFileMode)Convert.ToInt32("755", 8));
        File.Move(other, root.Hook, overwrite: true);
    }

    /// <remarks>A copy: the kernel forbids to write to a program that runs.</remarks>
    private void EditHook()
    {
        var edited = $"{hookFolder}/edited";
        File.Copy(Shipped.Hook, edited, overwrite: true);
        File.AppendAllText(edited, "more");
        File.Move(edited, root.Hook, overwrite: true);
    }

    private void DeleteBoth()
    {
        File.Delete(root.Packaged);
        File.Delete(root.Hook);
    }

    private static void AwayAndBack(string path)
    {
        Directory.Move(path, path + ".away");
        // The agent may have made a new one already.
        while (Directory.Exists(path + ".away"))
        {
            try
            {
                if (Directory.Exists(path))
                    Directory.Delete(path, recursive: true);
                Directory.Move(path + ".away", path);
            }
            catch (IOException)
            {
                // It has again.
            }
        }
    }

    private void Away()
    {
        var away = $"{folder}.{random.Next()}";
        Directory.Move(folder, away);
        foreign.Clear();
    }

    private void DeleteFolder()
    {
        foreign.Clear();
        var deleted = folder + ".deleted";
        Directory.Move(folder, deleted);
        while (Directory.Exists(deleted))
        {
            try
            {
                Directory.Delete(deleted, recursive: true);
            }
            catch (IOException)
            {
                // The agent was about to write to it.
            }
        }
    }

    private void AddForeign()
    {
        var path = $"{folder}/foreign-{random.Next()}.json";
        InstallRoot.WriteHookFile(path, "/bin/true");
        foreign[path] = File.ReadAllText(path);
    }

    private void TouchForeign()
    {
        if (foreign.Count > 0)
            File.SetLastWriteTimeUtc(foreign.Keys.First(), DateTime.UtcNow);
    }
}
