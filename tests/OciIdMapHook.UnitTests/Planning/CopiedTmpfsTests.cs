using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Which tmpfs mounts hold copies of the rootfs's files.</summary>
public sealed class CopiedTmpfsTests
{
    private const int Run = 70;
    private const int Lock = 71;

    [Test]
    public void One_on_the_rootfs_does() => Assert.That(
        Plan([Run], Containers.Mount(Run, Containers.RootMountId, $"{Containers.RootPath}/run")),
        Is.EqualTo([new CopiedTmpfs(Run, "run")]));

    [Test]
    public void One_on_another_of_them_holds_copies_of_copies() => Assert.That(
        Plan(
            [Run, Lock],
            Containers.Mount(Run, Containers.RootMountId, $"{Containers.RootPath}/run"),
            Containers.Mount(Lock, Run, $"{Containers.RootPath}/run/lock")),
        Is.EqualTo([new CopiedTmpfs(Run, "run"), new CopiedTmpfs(Lock, "run/lock")]));

    [Test]
    public void One_on_another_volume_was_copied_from_that() => Assert.That(
        Plan(
            [Lock],
            Containers.Mount(Run, Containers.RootMountId, $"{Containers.RootPath}/run"),
            Containers.Mount(Lock, Run, $"{Containers.RootPath}/run/lock")),
        Is.Empty);

    [Test]
    public void What_is_found_in_its_place_but_no_tmpfs_does_not() => Assert.That(
        Plan([Run], Containers.Mount(Run, Containers.RootMountId, $"{Containers.RootPath}/run") with { FileSystemType = "ext4" }),
        Is.Empty);

    [TestCase("tmpfs", "tmpcopyup", true)]
    [TestCase("tmpfs", "notmpcopyup", false)]
    [TestCase("bind", "tmpcopyup", false)]
    [TestCase(null, "tmpcopyup", false)]
    public void The_option_says_it_of_a_tmpfs_alone(string? type, string option, bool expected) => Assert.That(
        new OciMount { Destination = "/run", Type = type, Options = ["rw", option] }.IsCopiedUp, Is.EqualTo(expected));

    private static IReadOnlyList<CopiedTmpfs> Plan(int[] copiedUp, params MountEntry[] mounts) =>
        (Containers.Remappable.WithMounts(mounts) with { CopiedUp = copiedUp }).Plan().CopiedUp;
}
