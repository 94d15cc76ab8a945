namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>A container that is run without the hook and with it.</summary>
public sealed class ContainerCase
{
    internal ContainerCase(EngineSetting setting, string runtime, UserNamespace userNamespace)
    {
        Setting = setting;
        Runtime = runtime;
        UserNamespace = userNamespace;
    }

    internal EngineSetting Setting { get; }

    internal string Runtime { get; }

    internal UserNamespace UserNamespace { get; }

    /// <summary>Among those of its setting: also the name of a folder.</summary>
    internal string Name => $"{Runtime}-{UserNamespace.Name.Replace(':', '-')}";

    /// <summary>As run.sh reads it.</summary>
    internal string Line => string.Join(
        ' ', [Name, Runtime, UserNamespace.IsOfPod ? "pod" : "run", UserNamespace.MountOption, .. UserNamespace.Options]);

    public override string ToString() => $"{Setting} {Runtime} {UserNamespace.Name}";
}
