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
    /// <param name="otherwise">The mode when neither has it.</param>
    /// <param name="mode"><paramref name="otherwise"/> when neither has it, or when its value is none.</param>
    /// <param name="reason">Why the annotation's value is none.</param>
    public static bool TryRead(
        OciState state, OciConfig config, RootfsMode otherwise, out RootfsMode mode, [NotNullWhen(false)] out string? reason)
    {
        var value = Find(state, config);
        RootfsMode? read = value switch
        {
            null => otherwise,
            "auto" => RootfsMode.Auto,
            "always" => RootfsMode.Always,
            "never" => RootfsMode.Never,
            _ => null,
        };
        mode = read ?? otherwise;
        reason = read is null
            ? $"the annotation {Name} is \"{Printable.Text(value!)}\"; set it to auto, always or never"
            : null;
        return reason is null;
    }

    /// <summary>Whether the container says anything itself.</summary>
    public static bool IsSet(OciState state, OciConfig config) => Find(state, config) is not null;

    private static string? Find(OciState state, OciConfig config)
    {
        string? value = null;
        if (config.Annotations?.TryGetValue(Name, out value) is not true)
        {
            state.Annotations?.TryGetValue(Name, out value);
            value = value is "" ? null : value; // runc's reading of a null
        }

        return value;
    }
}
