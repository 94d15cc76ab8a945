using System.Diagnostics.CodeAnalysis;
using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>The annotation that chooses the <see cref="RootfsMode"/> of a container.</summary>
public static class RootfsModeAnnotation
{
    public const string Name = "io.oci-idmap-hook.rootfs";

    /// <summary>Reads the mode. The state's annotations are a copy of the configuration's, which count first.</summary>
    /// <param name="state">The state, asked when the configuration lacks the annotation.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="mode"><see cref="RootfsMode.Auto"/> when neither has it.</param>
    /// <param name="reason">Why the annotation's value is none.</param>
    public static bool TryRead(
        OciState state, OciConfig config, out RootfsMode mode, [NotNullWhen(false)] out string? reason)
    {
        string? value = null;
        if (config.Annotations?.TryGetValue(Name, out value) is not true)
        {
            state.Annotations?.TryGetValue(Name, out value);
        }

        RootfsMode? read = value switch
        {
            null or "auto" => RootfsMode.Auto,
            "always" => RootfsMode.Always,
            "never" => RootfsMode.Never,
            _ => null,
        };
        mode = read ?? RootfsMode.Auto;
        reason = read is null
            ? $"the annotation {Name} is \"{Printable.Text(value!)}\"; set it to auto, always or never"
            : null;
        return reason is null;
    }
}
