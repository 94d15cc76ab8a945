using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class DescriptorTests
{
    private const int PathDirectoryCloseOnExec = 0x290000;

    [Test]
    public void Folders_are_re_pointed_as_they_were_opened() => Assert.That(
        WithDescriptors(
            new DescriptorFact.Numbered(8, PathDirectoryCloseOnExec, "", IsDirectory: true),
            new DescriptorFact.WorkingDirectory("srv/app"),
            new DescriptorFact.Numbered(9, 0, "etc", IsDirectory: true)).Plan().ReopenedDescriptors,
        Is.EqualTo(new ReopenedDescriptor[]
        {
            new ReopenedDescriptor.Numbered(8, PathDirectoryCloseOnExec, ""),
            new ReopenedDescriptor.WorkingDirectory("srv/app"),
            new ReopenedDescriptor.Numbered(9, 0, "etc"),
        }));

    [Test]
    public void A_pinned_file_is_refused() => Assert.That(
        WithDescriptors(new DescriptorFact.Numbered(5, 0, "etc/passwd", IsDirectory: false)).Refusal(),
        Is.EqualTo("the container's init holds descriptor 5 open on etc/passwd in the rootfs, which is no folder and would "
            + "stay on the old rootfs; keep the runtime from passing files of the rootfs on"));

    [TestCase("", "the rootfs")]
    [TestCase("a\nb", "a\\u000ab in the rootfs")]
    public void A_pinned_root_directory_is_refused(string path, string shown) => Assert.That(
        WithDescriptors(new DescriptorFact.RootDirectory(path)).Refusal(),
        Is.EqualTo($"the container's init already has its root directory at {shown}, which cannot be moved to the remounted "
            + "rootfs; run the hook at the stage createRuntime or prestart, before the runtime changes root"));

    [TestCase("data")]
    [TestCase("data/sub/deep")]
    public void A_folder_that_a_mount_hides_is_refused(string path) => Assert.That(
        WithDescriptors(new DescriptorFact.Numbered(7, 0, path, IsDirectory: true))
            .WithMounts(Containers.Mount(70, Containers.RootMountId, Containers.RootPath + "/data")).Refusal(),
        Is.EqualTo($"the container's init holds descriptor 7 on {path} in the rootfs, which mount 70 at data now hides, so "
            + "that it cannot be opened again on the remounted rootfs; keep the runtime from opening what it mounts over"));

    [Test]
    public void A_working_directory_that_a_mount_hides_is_refused() => Assert.That(
        WithDescriptors(new DescriptorFact.WorkingDirectory("data"))
            .WithMounts(Containers.Mount(70, Containers.RootMountId, Containers.RootPath + "/data")).Refusal(),
        Does.StartWith("the container's init holds its working directory on data in the rootfs, which mount 70 at data"));

    [Test]
    public void A_folder_beside_a_mount_is_re_pointed() => Assert.That(
        WithDescriptors(new DescriptorFact.Numbered(7, 0, "data2", IsDirectory: true))
            .WithMounts(Containers.Mount(70, Containers.RootMountId, Containers.RootPath + "/data")).Plan().ReopenedDescriptors,
        Has.Count.EqualTo(1));

    private static ContainerFacts WithDescriptors(params DescriptorFact[] descriptors) =>
        Containers.Remappable with { Descriptors = descriptors };
}
