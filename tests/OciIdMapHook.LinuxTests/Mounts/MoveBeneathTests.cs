using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Mounts;

public sealed class MoveBeneathTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-beneath-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_mount_comes_to_light_when_the_one_above_it_is_taken_away() => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Linux.Mounts.Mount("tmpfs", "above", folder, isReadOnly: false, "mode=0700");
        using var above = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, folder, OpenFlags.Path);
        using var context = FileSystemContext.Open("tmpfs");
        context.SetString("mode", "0711");
        context.Create();
        using var below = context.Mount();

        Assert.That(Linux.Mounts.TryMoveBeneath(below, above, "the lower one"), Is.True);
        Assert.That(Permissions(), Is.EqualTo(Convert.ToInt32("700", 8)));
        Linux.Mounts.Unmount(folder, detach: true);
        Assert.That(Permissions(), Is.EqualTo(Convert.ToInt32("711", 8)));
    });

    private int Permissions() => Linux.Files.Status(FileDescriptor.WorkingDirectory, folder).Permissions;
}
