namespace OciIdMapHook.EndToEndTests.Observations;

/// <summary>The owner of a file as the host sees it.</summary>
internal static class FileOwner
{
    public static Task<string> OnDiskAsync(params string[] path) =>
        HostCommand.ReadAsync("stat", "--format=%u:%g", Path.Combine(path));
}
