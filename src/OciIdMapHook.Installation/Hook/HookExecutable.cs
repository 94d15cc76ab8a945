namespace OciIdMapHook.Installation;

/// <summary>The hook that is installed, kept in memory: the file it came from may be what somebody removes.</summary>
/// <param name="SourcePath">Where it was read.</param>
/// <param name="Content">The executable.</param>
/// <param name="IsInPlace">It was read at the place where it is installed, so whoever puts another one there is its
/// packager.</param>
public sealed record HookExecutable(string SourcePath, ReadOnlyMemory<byte> Content, bool IsInPlace)
{
    /// <summary>Where it is installed, as engines see it.</summary>
    public const string InstalledPath = "/usr/libexec/oci/hooks.d/" + HookFile.HookName;

    /// <summary>In bytes: no hook is as large.</summary>
    internal const int LargestFile = 64 << 20;

    /// <summary>In bytes.</summary>
    internal const int UsualFile = 4 << 20;

    /// <param name="given">The file that was named; null to look beside this tool and then where packages have it.</param>
    /// <param name="root">The root directory that is installed below.</param>
    /// <exception cref="OperationException">There is none, or it is not of this tool's version.</exception>
    public static HookExecutable Find(string? given, string root)
    {
        var path = given ?? Candidates().FirstOrDefault(File.Exists) ?? throw new OperationException(
            $"there is no {HookFile.HookName} to install: none of {string.Join(", ", Candidates())} exists; name one with "
            + "--hook");
        try
        {
            var content = File.ReadAllBytes(path);
            HookVersion.Prove(content, path);
            var isInPlace = Path.GetFullPath(path) == Path.GetFullPath(root.TrimEnd('/') + InstalledPath);
            return new HookExecutable(path, content, isInPlace);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperationException($"the hook {path} cannot be read: {exception.Message}", exception);
        }
    }

    private static string[] Candidates() =>
        [Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? "/", HookFile.HookName), InstalledPath];
}
