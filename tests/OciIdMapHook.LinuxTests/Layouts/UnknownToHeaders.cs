using System.Text.RegularExpressions;
using OciIdMapHook.LinuxTests.Mounts;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>
/// What the headers of a build machine do not know, because they are of an older kernel or because the kernel gives user space no
/// header with it. Each is proved by what the running kernel does.
/// </summary>
internal static partial class UnknownToHeaders
{
    /// <summary>The name, since when the kernel has it or where, and the tests that go wrong where it is anything else.</summary>
    internal static readonly (string Name, string Since, Type Proof)[] Names =
    [
        ("MOVE_MOUNT_BENEATH", "Linux 6.5", typeof(MoveBeneathTests)),
        ("STATX_MNT_ID_UNIQUE", "Linux 6.8", typeof(MountListTests)),
        ("SYS_statmount", "Linux 6.8", typeof(MountListTests)),
        ("SYS_listmount", "Linux 6.8", typeof(MountListTests)),
        ("struct mnt_id_req", "Linux 6.8", typeof(MountListTests)),
        ("struct statmount", "Linux 6.8", typeof(MountListTests)),
        ("STATMOUNT_SB_BASIC", "Linux 6.8", typeof(MountListTests)),
        ("STATMOUNT_MNT_BASIC", "Linux 6.8", typeof(MountListTests)),
        ("STATMOUNT_MNT_ROOT", "Linux 6.8", typeof(MountListTests)),
        ("STATMOUNT_MNT_POINT", "Linux 6.8", typeof(MountListTests)),
        ("STATMOUNT_FS_TYPE", "Linux 6.8", typeof(MountListTests)),
        ("MNT_ID_REQ_SIZE_VER0", "Linux 6.8", typeof(MountListTests)),
        ("MNT_ID_REQ_SIZE_VER1", "Linux 6.11", typeof(MountListTests)),
        ("NS_GET_MNTNS_ID", "Linux 6.11", typeof(MountListTests)),
        ("SYS_open_tree_attr", "Linux 6.15", typeof(OpenTreeAttrTests)),
        ("DEFAULT_OVERFLOWUID", "the kernel's own include/linux/highuid.h", typeof(KernelHabitTests)),
        ("MAXSYMLINKS", "the kernel's own include/linux/namei.h", typeof(KernelHabitTests)),
        ("PROC_USER_INIT_INO", "the kernel's own include/linux/proc_ns.h", typeof(KernelHabitTests)),
    ];

    internal static bool Has(string name) => Names.Any(one => one.Name == name);

    /// <summary>What is listed though the headers know it, and are older than the release that brought it.</summary>
    /// <param name="unknown">The names that some of the headers do not know.</param>
    /// <param name="headers">The kernel that the oldest of them are of.</param>
    internal static IEnumerable<string> NeedlessFor(Version headers, IReadOnlySet<string> unknown) => Names
        .Where(one => !(Release().Match(one.Since) is { Success: true } release
            && Version.Parse(release.Groups["number"].Value) <= headers))
        .Select(one => one.Name)
        .Where(name => !unknown.Contains(name));

    [GeneratedRegex("""^Linux (?<number>\d+\.\d+)$""")]
    private static partial Regex Release();
}
