using System.Text.Json;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

/// <summary>An empty root directory to install below, and what is in it.</summary>
internal sealed class InstallRoot : IDisposable
{
    internal const string HookPath = "/usr/libexec/oci/hooks.d/oci-idmap-hook";
    internal const string PackagedFolder = "/usr/share/containers/oci/hooks.d";
    internal const string AdministratorFolder = "/etc/containers/oci/hooks.d";
    internal const string FileName = "oci-idmap-hook.json";

    internal const string PodmansFolder = "/usr/share/oci-idmap-hook/podman/hooks.d";

    internal string FullPath { get; } = Directory.CreateTempSubdirectory("install-root-").FullName;

    internal string Hook => FullPath + HookPath;

    internal string Packaged => Path.Combine(FullPath + PackagedFolder, FileName);

    internal string Administrators => Path.Combine(FullPath + AdministratorFolder, FileName);

    internal string Precreate => Path.Combine(FullPath + PodmansFolder, "oci-idmap-hook-precreate.json");

    internal string DropIn => FullPath + Shipped.PodmanDropIn;

    /// <summary>Every file, without this tool's unfinished ones.</summary>
    internal IEnumerable<string> Files => Directory.EnumerateFiles(FullPath, "*", SearchOption.AllDirectories)
        .Where(path => !Path.GetFileName(path).StartsWith('.') && new FileInfo(path).LinkTarget is null)
        .Select(path => path[FullPath.Length..])
        .Order(StringComparer.Ordinal);

    internal IEnumerable<string> Unfinished => Directory.EnumerateFiles(FullPath, ".*", SearchOption.AllDirectories);

    internal string[] InstallArguments => ["install", "--root", FullPath, "--hook", Shipped.Hook];

    internal Task<CommandOutcome> InstallAsync(params IEnumerable<string> more) => Ctl.RunAsync([.. InstallArguments, .. more]);

    internal Task<CommandOutcome> UninstallAsync(params IEnumerable<string> more) =>
        Ctl.RunAsync(["uninstall", "--root", FullPath, .. more]);

    internal Task<CommandOutcome> StatusAsync(params IEnumerable<string> more) =>
        Ctl.RunAsync(["status", "--root", FullPath, .. more]);

    internal Task EmptyAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(FullPath))
            Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    internal async Task<bool> IsWholeAsync() => (await StatusAsync()).ExitCode == 0;

    /// <summary>A hooks.d file that an engine takes.</summary>
    internal static void WriteHookFile(string path, string hook)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $$"""
            {
              "version": "1.0.0",
              "hook": { "path": "{{hook}}", "env": ["PATH=/bin"], "timeout": 1 },
              "when": { "always": true },
              "stages": ["createRuntime"]
            }
            """);
    }

    /// <summary>The hook under test, with another version in its note; of as many characters.</summary>
    internal static async Task WriteHookOfVersionAsync(string path, string version)
    {
        File.Copy(Shipped.Hook, path, overwrite: true);
        await HostCommand.ReadAsync("sh", "-c", NoteOfVersion(path, version));
        Assert.That(await File.ReadAllBytesAsync(path), Is.Not.EqualTo(await File.ReadAllBytesAsync(Shipped.Hook)));
    }

    /// <summary>
    /// A command of the shell that writes another version into a hook's note: its name ends in a null and one of padding.
    /// </summary>
    internal static string NoteOfVersion(string path, string version) =>
        $@"LC_ALL=C sed -i 's/\(oci-idmap-hook\x00\x00\)[0-9]\.[0-9]\.[0-9]/\1{version}/' {path}";

    /// <summary>What must hold at every moment: whatever names the hook finds it, whole.</summary>
    internal async Task AssertNoFileIsWithoutItsHookAsync()
    {
        foreach (var path in new[] { Packaged, Administrators, Precreate }.Where(File.Exists))
        {
            using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
            Assert.That(file.RootElement.GetProperty("hook").GetProperty("path").GetString(), Is.EqualTo(HookPath));
            Assert.That(
                (await HostCommand.RunAsync(Hook, "--version")).Succeeded().StandardOutput, Does.StartWith("oci-idmap-hook "));
        }
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
