using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Mounts;

public sealed class IdMapSupportTests
{
    [TestCase("ext4", "ext4 supports idmapped mounts since Linux 5.12, and this kernel refused")]
    [TestCase("tmpfs", "tmpfs supports idmapped mounts since Linux 6.3, and this kernel refused")]
    [TestCase(
        "fuse.sshfs", "fuse.sshfs supports idmapped mounts since Linux 6.12, if its server allows it, and this kernel refused")]
    [TestCase("nfs4", "no Linux known to this hook supports idmapped mounts of nfs4")]
    [TestCase("9p", "no Linux known to this hook supports idmapped mounts of 9p")]
    [TestCase("overlay", "the merged mount of an overlay cannot be idmapped")]
    public void A_file_system_is_named_with_the_Linux_that_supports_it(string fileSystem, string text) =>
        Assert.That(IdMapSupport.Describe(fileSystem), Is.EqualTo(text));
}
