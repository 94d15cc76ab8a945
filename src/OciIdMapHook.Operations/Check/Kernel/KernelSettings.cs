using System.Globalization;

namespace OciIdMapHook.Operations;

/// <summary>Settings of /proc/sys that can stand in the way; null where this kernel has no such setting.</summary>
internal sealed record KernelSettings
{
    /// <summary>user.max_user_namespaces.</summary>
    internal long? MaxUserNamespaces { get; init; }

    /// <summary>user.max_mnt_namespaces.</summary>
    internal long? MaxMountNamespaces { get; init; }

    /// <summary>kernel.yama.ptrace_scope.</summary>
    internal long? PtraceScope { get; init; }

    /// <summary>kernel.unprivileged_userns_clone, of Debian's and others' kernels.</summary>
    internal long? UnprivilegedUserNamespaces { get; init; }

    /// <summary>kernel.apparmor_restrict_unprivileged_userns, of Ubuntu's kernels.</summary>
    internal long? AppArmorRestrictsUserNamespaces { get; init; }

    internal static KernelSettings Read() => new()
    {
        MaxUserNamespaces = Number("user/max_user_namespaces"),
        MaxMountNamespaces = Number("user/max_mnt_namespaces"),
        PtraceScope = Number("kernel/yama/ptrace_scope"),
        UnprivilegedUserNamespaces = Number("kernel/unprivileged_userns_clone"),
        AppArmorRestrictsUserNamespaces = Number("kernel/apparmor_restrict_unprivileged_userns"),
    };

    private static long? Number(string name)
    {
        try
        {
            var text = File.ReadAllText($"/proc/sys/{name}");
            return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
