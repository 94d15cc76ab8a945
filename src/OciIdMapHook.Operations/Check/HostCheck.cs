using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Is this host ready for the hook, and is the hook in force?</summary>
public static class HostCheck
{
    /// <summary>Looks at everything once; changes nothing.</summary>
    /// <exception cref="OperationException">An engine is not known, or the root is no folder.</exception>
    public static async Task<HostReport> RunAsync(HostCheckOptions options, CancellationToken cancellation = default)
    {
        if (options.Engines.Except(EngineNames.All).FirstOrDefault() is { } unknown)
            throw new OperationException($"no engine is called {unknown}: name one of {string.Join(", ", EngineNames.All)}");

        var facts = await HostObserver.ObserveAsync(options, cancellation);
        return new HostReport
        {
            Version = HookVersion.OfThisTool,
            Kernel = facts.Kernel.Release,
            Root = options.Root,
            Engines = [.. facts.Engines.Select(engine => engine.Program).OfType<FoundProgram>()],
            Runtimes = facts.Runtimes,
            Findings = [.. HostEvaluation.Evaluate(facts)],
        };
    }
}
