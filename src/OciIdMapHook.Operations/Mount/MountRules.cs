using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>What keeps a mount from being made, as far as both ends tell.</summary>
public static class MountRules
{
    /// <returns>What is wrong and what to do; null where the kernel may be asked.</returns>
    public static string? FindFault(MountFacts facts, bool isRecursive)
    {
        var (source, target) = (Printable.Text(facts.Source), Printable.Text(facts.Target));
        if (facts.SourceStatus.IsDirectory != facts.TargetStatus.IsDirectory)
        {
            return facts.SourceStatus.IsDirectory
                ? $"{source} is a folder and {target} is none: a folder can be mounted on a folder only; make one (mkdir)"
                : $"{target} is a folder and {source} is none: a file can be mounted on a file only; make an empty one (touch)";
        }

        if (facts.SourceStatus.IsDirectory && facts.Target.StartsWith(facts.Source.TrimEnd('/') + '/', StringComparison.Ordinal))
        {
            return $"{target} lies inside {source}, whose files would then be found twice in it, under two owners; take a folder "
                + "outside of it";
        }

        return facts.Parts(isRecursive).FirstOrDefault(part => part.IsIdmapped) is { } idmapped
            ? $"{source} is on the mount {Printable.Text(idmapped.MountPoint)}, which is idmapped already, and the kernel maps "
                + "no mount twice; name the folder that was mounted there"
            : null;
    }
}
