using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>Whether other users of the host can run what a container's root leaves in a folder that the operator named.</summary>
internal static class ReachCheck
{
    internal static IEnumerable<Finding> Evaluate(StorageFacts storage) => storage.IsOpenToOthers
        ?
        [
            Finding.Warning(
                "storage-reach",
                $"other users of the host can reach {Printable.Text(storage.Path)}: they may search every folder above it, and "
                + "it is not mounted nosuid",
                HostReach.Why,
                HostReach.WhatToDo),
        ]
        : [];
}
