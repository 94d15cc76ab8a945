using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Makes the copy of a root mount that takes its place.</summary>
internal static class IdmappedCopy
{
    /// <param name="root">The root directory of the mount, in the calling thread's mount namespace.</param>
    /// <param name="plan">What it is made for.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied.</param>
    /// <param name="fileSystemType">What it is on.</param>
    /// <returns>A detached mount.</returns>
    /// <exception cref="LinuxException">The mount cannot be copied (EINVAL where others that are locked lie below it) or
    /// idmapped.</exception>
    internal static FileDescriptor Of(FileDescriptor root, RemapPlan plan, FileDescriptor userNamespace, string fileSystemType)
    {
        if (plan.Replacement is ReplacementRoot.IdmappedClone { ReplacesMap: true })
            return Mounts.CloneIdmapped(root, userNamespace, plan.RootPath, fileSystemType, recursive: false);

        var copy = Mounts.CloneDetached(root, plan.RootPath);
        try
        {
            Mounts.SetIdMap(copy, userNamespace, plan.RootPath, fileSystemType);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}
