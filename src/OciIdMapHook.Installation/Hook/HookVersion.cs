namespace OciIdMapHook.Installation;

/// <summary>The version of a hook, by the note in its executable: to hear it nothing is run, which may be anybody's.</summary>
public static class HookVersion
{
    /// <summary>The hooks that this tool installs have its own version.</summary>
    public static string OfThisTool { get; } = typeof(HookVersion).Assembly.GetName().Version!.ToString(3);

    /// <param name="executable">What is in the file.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <exception cref="OperationException">It would not run, or is not of this tool's version.</exception>
    internal static void Prove(ReadOnlySpan<byte> executable, string name)
    {
        var version = Of(executable, name);
        if (version != OfThisTool)
        {
            throw new OperationException(
                $"{name} is version {version} and this tool is {OfThisTool}; install both from one package");
        }
    }

    /// <exception cref="OperationException">It would not run, or is no hook.</exception>
    internal static string Of(ReadOnlySpan<byte> executable, string name)
    {
        if (!HookNote.IsOfThisMachine(executable))
            throw new OperationException($"{name} cannot be run: it is no executable of this machine");
        return HookNote.Version(executable) ?? throw new OperationException(
            $"{name} is no {HookFile.HookName} whose version is known: it has no note of its version, as every hook of this "
            + "tool's package has");
    }
}
