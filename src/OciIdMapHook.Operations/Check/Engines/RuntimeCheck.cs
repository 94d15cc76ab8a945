namespace OciIdMapHook.Operations;

/// <summary>The runtimes, and how each takes its root.</summary>
internal static class RuntimeCheck
{
    internal static IEnumerable<Finding> Evaluate(IReadOnlyList<FoundProgram> runtimes)
    {
        if (runtimes.Count == 0)
        {
            yield return Finding.Warning(
                "runtime",
                "no runtime was found: neither runc nor crun nor youki",
                "nothing here starts containers",
                "install one, unless containers are started by something else that reads OCI configuration");
        }

        foreach (var runtime in runtimes)
            yield return Evaluate(runtime);
    }

    private static Finding Evaluate(FoundProgram runtime)
    {
        var id = $"runtime-{runtime.Name}";
        var handling = RuntimeRoots.Of(runtime);
        if (handling != RootHandling.Unknown)
        {
            return Finding.Ok(
                id, $"{runtime.Name} {runtime.Version} ({runtime.Path}) takes its root {RuntimeRoots.InWords(handling)}");
        }

        return runtime.Version is null
            ? Finding.Unknown(
                id,
                $"{runtime.Name} ({runtime.Path}) was not asked for its version, or does not say",
                "how it takes its root depends on it",
                "run the check on the host itself")
            : Finding.Unknown(
                id,
                $"how {runtime.Name} {runtime.Version} ({runtime.Path}) takes its root is not known",
                "the hook was not tried with it; it finds descriptors of the root by itself, and refuses what it cannot prove",
                "try one container before you rely on it");
    }
}
