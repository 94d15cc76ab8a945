namespace OciIdMapHook.Operations;

/// <summary>What is known of runtimes, by trying their versions.</summary>
internal static class RuntimeRoots
{
    private static readonly Version FirstPinningRunc13 = new(1, 3, 6);
    private static readonly Version FirstPinningRunc14 = new(1, 4, 3);
    private static readonly Version FirstPinningRunc = new(1, 5, 0);
    private static readonly Version FirstTriedCrun = new(1, 8);

    internal static RootHandling Of(FoundProgram runtime) => (runtime.Name, VersionText.Parse(runtime.Version)) switch
    {
        (_, null) => RootHandling.Unknown,
        ("runc", { } version) => Pins(version) ? RootHandling.ByDescriptor : RootHandling.ByPath,
        ("crun", { } version) when version >= FirstTriedCrun => RootHandling.MasksByDescriptor,
        _ => RootHandling.Unknown,
    };

    internal static string InWords(RootHandling handling) => handling switch
    {
        RootHandling.ByPath => "by path",
        RootHandling.ByDescriptor => "by a descriptor, opened before the hooks",
        RootHandling.MasksByDescriptor => "by path, and masks paths by a descriptor, opened before the hooks",
        _ => "in a way that is not known",
    };

    private static bool Pins(Version version) => version switch
    {
        { Major: 1, Minor: 3 } => version >= FirstPinningRunc13,
        { Major: 1, Minor: 4 } => version >= FirstPinningRunc14,
        _ => version >= FirstPinningRunc,
    };
}
