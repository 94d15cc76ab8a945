using System.Globalization;
using System.Text.Json;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>
/// Finds the bundle of a container by its init, in what runtimes keep of their containers in folders that only root may write.
/// </summary>
public static class BundleSearch
{
    private const string BundleLabel = "bundle=";

    /// <param name="pid">The init.</param>
    /// <param name="runFolder">Where the runtimes keep their folders: <c>/run</c>.</param>
    /// <returns>The bundle's folder.</returns>
    /// <exception cref="OperationException">No runtime knows the process.</exception>
    public static string Find(int pid, string runFolder) =>
        Candidates(pid, runFolder).FirstOrDefault()
        ?? throw new OperationException(
            $"neither runc, crun nor containerd keeps a container with the init {pid} in {Printable.Text(runFolder)}; "
            + "name its bundle too, the folder with config.json");

    private static IEnumerable<string> Candidates(int pid, string run) =>
    [
        .. Files(run, "runc", "state.json", 2).Select(file => OfRunc(file, pid)).OfType<string>(),
        .. Files(run, "crun", "status", 2).Select(file => OfCrun(file, pid)).OfType<string>(),
        .. Files(run, "containerd/io.containerd.runtime.v2.task", "init.pid", 3)
            .Where(file => Read(file).Trim() == pid.ToString(CultureInfo.InvariantCulture))
            .Select(file => Path.GetDirectoryName(file)!),
    ];

    private static IEnumerable<string> Files(string run, string folder, string name, int depth)
    {
        var path = Path.Combine(run, folder);
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = depth };
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, name, options) : [];
    }

    /// <summary>runc's state.json: <c>init_process_pid</c>, and the bundle among the labels of its configuration.</summary>
    private static string? OfRunc(string file, int pid) => Parse(file, state =>
        IsPid(state, "init_process_pid", pid)
        && state.TryGetProperty("config", out var config)
        && config.TryGetProperty("labels", out var labels)
            ? labels.EnumerateArray().Select(label => label.GetString()!)
                .FirstOrDefault(label => label.StartsWith(BundleLabel, StringComparison.Ordinal))?[BundleLabel.Length..]
            : null);

    /// <summary>crun's status: <c>pid</c> and <c>bundle</c>.</summary>
    private static string? OfCrun(string file, int pid) => Parse(file, status =>
        IsPid(status, "pid", pid) && status.TryGetProperty("bundle", out var bundle) ? bundle.GetString() : null);

    private static bool IsPid(JsonElement document, string name, int pid) =>
        document.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) && number == pid;

    /// <summary>Null for what is no such document, or is being written at this moment: it is another container's.</summary>
    private static string? Parse(string file, Func<JsonElement, string?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(Read(file));
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Empty where the container is gone meanwhile.</summary>
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
