using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>SELinux: the label of the hook's executable decides in which domain it runs.</summary>
internal static class SelinuxCheck
{
    private const string Id = "selinux";

    // What a container engine's domain may execute, and stays in its own domain with or enters the runtime's.
    private static readonly string[] FitTypes = ["bin_t", "lib_t", "usr_t", "container_runtime_exec_t"];

    /// <param name="security">What is active.</param>
    /// <param name="hook">The hook's executable; null where none was found.</param>
    /// <param name="label">Its security context, <c>system_u:object_r:bin_t:s0</c>; null where it has none.</param>
    internal static IEnumerable<Finding> Evaluate(SecurityFacts security, string? hook, string? label)
    {
        if (security.SelinuxEnforces is not { } enforces || hook is null)
            yield break;

        var path = Printable.Text(hook);
        if (!enforces)
        {
            yield return Finding.Ok(Id, "SELinux is permissive: it keeps the hook from nothing");
        }
        else if (label?.Split(':') is not [_, _, var type, ..])
        {
            yield return Finding.Unknown(
                Id, $"SELinux is enforcing, and {path} has no label that can be read", Why, WhatToDo(path));
        }
        else if (FitTypes.Contains(type))
        {
            yield return Finding.Ok(Id, $"SELinux is enforcing, and {path} is labelled {Printable.Text(type)}");
        }
        else
        {
            yield return Finding.Warning(
                Id, $"SELinux is enforcing, and {path} is labelled {Printable.Text(type)}", Why, WhatToDo(path));
        }
    }

    private const string Why = "a container engine may not execute every file, nor from every file as itself";

    private static string WhatToDo(string path) =>
        $"restorecon -v {path}, start one container that needs the hook, and look for denials with ausearch -m avc";
}
